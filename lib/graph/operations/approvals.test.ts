import { beforeAll, expect, it } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { ada, auditors, ben, dora, eli, hana, jun, kim, payments } from "@/lib/engine/testing/cast";
import { person, policy, stage } from "@/lib/engine/testing/facts";
import { ApiWorld } from "@/lib/graph/testing/world";
import { changeSettings, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;

const approvals = "/identityGovernance/entitlementManagement/accessPackageAssignmentApprovals";
const as: ApiWorld["as"] = (...call) => world.as(...call);
const stagesFor = async (who: typeof ada, id: string) => (await as(who, "GET", `${approvals}/${id}/stages`)).body.value;
const listed = async (who: typeof ada, on: string): Promise<string[]> =>
  (await as(who, "GET", `${approvals}/filterByCurrentUser(on='${on}')?$expand=stages`)).body.value.map(
    (each: { id: string }) => each.id,
  );

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  await insertGroup(test.db, auditors, { name: "Auditors", members: [hana] });
  await insertPackage(test.db, payments, {
    name: "Payments",
    policies: [
      policy({
        stages: [
          stage({ primaryApprovers: [person(dora)], isApproverJustificationRequired: true }),
          stage({ primaryApprovers: [{ kind: "groupMembers", groupId: auditors }] }),
        ],
      }),
    ],
  });
});

it("APP-36 stages are decided one after the other by those who are asked, and read by those concerned", async () => {
  const id: RequestId = await world.portal.ask(ada, payments);
  expect(await listed(dora, "approver")).toEqual([id]);
  expect(await listed(hana, "approver")).toEqual([]);
  expect([await listed(ada, "target"), await listed(ada, "createdBy"), await listed(ada, "approver")]).toEqual([
    [id],
    [id],
    [],
  ]);
  const read = await as(dora, "GET", `${approvals}/${id}?$expand=stages`);
  const waiting = {
    displayName: null,
    status: "InProgress",
    assignedToMe: true,
    reviewResult: "NotReviewed",
    reviewedBy: null,
    reviewedDateTime: null,
    justification: null,
  };
  expect(read.body).toMatchObject({
    id,
    stages: [waiting, { ...waiting, status: "Initializing", assignedToMe: false }],
  });
  const [first, second] = read.body.stages;
  const path = (stageId: string) => `${approvals}/${id}/stages/${stageId}`;
  expect((await as(dora, "GET", path(first.id))).body).toMatchObject(first);
  expect((await stagesFor(ada, id))[0]).toMatchObject({ assignedToMe: false });
  expect((await as(eli, "GET", `${approvals}/${id}`)).status).toBe(404);
  expect((await as(ben, "GET", approvals)).status).toBe(403);
  expect((await as(kim, "GET", approvals)).body.value).toEqual([{ id }]);

  const yes = { reviewResult: "approve", justification: "OK" };
  expect((await as(dora, "PATCH", path(first.id), { reviewResult: "Approve" })).status).toBe(400);
  expect((await as(dora, "PATCH", path(first.id), { reviewResult: "Perhaps" })).status).toBe(400);
  expect((await as(dora, "PATCH", path(id), yes)).status).toBe(404);
  expect((await as(eli, "PATCH", path(first.id), yes)).status).toBe(404);
  expect((await as(ada, "PATCH", path(first.id), yes)).status).toBe(403);
  expect((await as(dora, "PATCH", path(second.id), yes)).status).toBe(403);
  const sent = { "@odata.type": "#microsoft.graph.approvalStage", ...first, ...yes };
  expect((await as(dora, "PATCH", path(first.id), sent)).status).toBe(204);
  expect((await as(dora, "PATCH", path(first.id), yes)).status).toBe(409);
  expect(await listed(hana, "approver")).toEqual([id]);
  expect(await listed(dora, "approver")).toEqual([id]);
  expect((await as(hana, "PATCH", path(second.id), { reviewResult: "Deny", justification: "No" })).status).toBe(204);
  expect(await stagesFor(hana, id)).toMatchObject([
    {
      status: "Completed",
      reviewResult: "Approved",
      justification: "OK",
      reviewedBy: { "@odata.type": "#microsoft.graph.userIdentity", id: dora.id, displayName: dora.displayName },
      reviewedDateTime: expect.stringMatching(/Z$/),
    },
    { status: "Completed", reviewResult: "Denied", reviewedBy: { id: hana.id } },
  ]);
  expect(await world.portal.stateOf(id)).toBe("denied/deniedByApprover");
});

it("APP-70 who decided is told to those who are shown it", async () => {
  const id: RequestId = await world.portal.ask(ada, payments);
  await world.portal.decide(dora, id, "approve", { reason: "OK" });
  const reviewer = async (who: typeof ada) => (await stagesFor(who, id))[0].reviewedBy?.id ?? null;
  await changeSettings(test.db, { showApproversToRequestors: false });
  expect([await reviewer(ada), await reviewer(dora), await reviewer(hana), await reviewer(kim)]).toEqual([
    null,
    dora.id,
    dora.id,
    dora.id,
  ]);
  expect((await stagesFor(ada, id))[0].justification).toBe("OK");
  await changeSettings(test.db, { showApproversToRequestors: true });
  expect(await reviewer(ada)).toBe(dora.id);
});

it("APP-82 a delegate sees and decides what the delegator is asked by name, and keeps seeing it", async () => {
  await changeSettings(test.db, { allowApprovalDelegation: true });
  await world.portal.delegate(dora, eli);
  const id: RequestId = await world.portal.ask(jun, payments);
  expect(await listed(eli, "approver")).toEqual([id]);
  const [first] = await stagesFor(eli, id);
  expect(first).toMatchObject({ assignedToMe: true });
  const path = `${approvals}/${id}/stages/${first.id}`;
  expect((await as(eli, "PATCH", path, { reviewResult: "Approve", justification: "In her place" })).status).toBe(204);
  await world.portal.undelegate(dora);
  expect(await listed(eli, "approver")).toEqual([id]);
  expect((await stagesFor(eli, id))[0]).toMatchObject({ assignedToMe: false, reviewedBy: { id: eli.id } });
});
