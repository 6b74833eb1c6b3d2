import { beforeAll, describe, expect, it } from "vitest";
import { ada, eli, kim, payments, policyIds } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { em } from "./paths";

/** Dates that are none, or that no database keeps, in every place where a date may stand. */
const test = testDatabase();
let world: ApiWorld;

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  const terms = policy({ policyId: policyIds[0], expiration: { type: "afterDays", days: 3_660 } });
  await insertPackage(test.db, payments, { name: "Payments", policies: [terms] });
});

const impossible = [
  "275760-01-01T00:00:00Z",
  "+275760-01-01T00:00:00Z",
  "+010000-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "-000001-01-01T00:00:00Z",
  "-004714-01-01T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59-14:00",
  "2026-02-30T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "x 1",
  "infinity",
  "now",
];

describe.each(impossible)("%s", (date) => {
  it.each([
    ["accessPackages", "createdDateTime gt"],
    ["assignmentRequests", "completedDateTime le"],
    ["assignments", "schedule/expiration/endDateTime eq"],
    ["resourceRequests", "createdDateTime ne"],
  ])("is refused by the filter of %s", async (set, comparison) => {
    for (const literal of [date, `'${date}'`]) {
      const filter = encodeURIComponent(`${comparison} ${literal}`);
      expect((await world.as(kim, "GET", `${em}/${set}?$filter=${filter}`)).status, literal).toBe(400);
    }
  });

  it("is no date of a policy or a request", async () => {
    const expiration = { type: "afterDateTime", endDateTime: date };
    const terms = { displayName: "Dated", allowedTargetScope: "allMemberUsers", accessPackage: { id: payments } };
    const asked = { requestType: "userAdd", assignment: { accessPackageId: payments } };
    for (const [set, body] of [
      ["assignmentPolicies", { ...terms, expiration }],
      ["assignmentRequests", { ...asked, schedule: { startDateTime: date } }],
      ["assignmentRequests", { ...asked, schedule: { expiration } }],
    ] as const) {
      expect((await world.as(ada, "POST", `${em}/${set}`, body)).status, JSON.stringify(body)).toBe(400);
    }
  });
});

it("INF-24 a start lies within ten years, and an end on the last day there is is judged by the policy", async () => {
  const ask = (schedule: object) =>
    world.as(eli, "POST", `${em}/assignmentRequests`, {
      requestType: "userAdd",
      assignment: { accessPackageId: payments },
      schedule,
    });
  const [last, expiration] = ["9999-12-31T23:59:59Z", { type: "afterDateTime", endDateTime: "9999-12-31T23:59:59Z" }];
  expect((await ask({ startDateTime: last })).body.error).toMatchObject({
    code: "InvalidForm",
    message: "Some fields need another look. schedule.startDateTime: Choose a start within the next ten years.",
    details: [{ code: "ScheduleInvalid", target: "schedule.startDateTime" }],
  });
  expect((await ask({ startDateTime: last, expiration: { type: "afterDuration", duration: "P30D" } })).status).toBe(
    400,
  );
  expect((await ask({ expiration })).body.error.message).toContain("This is later than the policy allows.");
  const filtered = `${em}/accessPackages?$filter=createdDateTime lt 9999-12-31T23:59:59Z and createdDateTime gt 0001-01-01`;
  expect((await world.as(kim, "GET", filtered)).body.value).toHaveLength(1);
});

it.each(["-999999999999999", "-99999999999999", "999999999999999", "9999999999999999"])(
  "a page never begins at a date that is none: %s",
  async (milliseconds) => {
    const token = Buffer.from(JSON.stringify([milliseconds, payments])).toString("base64url");
    const path = `${em}/accessPackages?$orderby=createdDateTime&$skiptoken=${token}`;
    expect((await world.as(kim, "GET", path)).status).toBeLessThan(500);
  },
);
