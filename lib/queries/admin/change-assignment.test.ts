import { beforeEach, describe, expect, it } from "vitest";
import type { RoleName } from "@/db/schema/enums";
import type { AssignmentId, CatalogId } from "@/lib/engine/ids";
import { ada, everybody, hana, idOf, payments } from "@/lib/engine/testing/cast";
import { accepted, after, policy, refusalOf, start, textQuestion } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { appoint, insertCatalog, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getChangeAssignment } from "./change-assignment";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let held: AssignmentId;

const question = textQuestion();

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  catalogId = await insertCatalog(test.db);
  await insertPackage(test.db, payments, {
    catalogId,
    policies: [policy({ questions: [question], expiration: { type: "afterDays", days: 30 } })],
  });
  await appoint(test.db, hana, "accessPackageAssignmentManager", catalogId);
  held = await portal.hold(ada, payments, { answers: [{ questionId: question.id, value: "Month-end close" }] });
});

const read = async (role: RoleName, where: string | null, id: string = held) =>
  getChangeAssignment({ roles: [{ role, catalogId: where }] }, id, "en", {
    db: test.db,
    now: await portal.clock.now(),
  });

describe("the form that changes an assignment", () => {
  it("ASG-33 INF-12 begins with its dates and with the answers as they stand", async () => {
    const view = await read("accessPackageAssignmentManager", catalogId);
    expect(view).toMatchObject({ startAt: start, endAt: after(30), policyEndAt: after(30), hasEnded: false });
    expect(view?.questions).toMatchObject([{ id: question.id, given: "Month-end close" }]);
  });

  it("ASG-33 what it began with is what a second editor is measured by (ERR-50)", async () => {
    const version = (await read("accessPackageAssignmentManager", catalogId))?.version ?? 0;
    accepted(await portal.change(hana, held, { endAt: after(20), version }));
    const second = await portal.change(hana, held, { endAt: after(25), version });
    expect(second).toEqual({
      ok: false,
      error: { code: "staleVersion", by: hana.displayName, endAt: after(20) },
    });
    const now = (await read("accessPackageAssignmentManager", catalogId))?.version ?? 0;
    accepted(await portal.change(hana, held, { endAt: after(25), version: now }));
    expect((await read("accessPackageAssignmentManager", catalogId))?.endAt).toEqual(after(25));
  });

  it("ASG-36 says that what has ended is over", async () => {
    accepted(await portal.remove(hana, held));
    expect(await read("accessPackageAssignmentManager", catalogId)).toMatchObject({ hasEnded: true });
    expect(refusalOf(await portal.change(hana, held, { endAt: after(25) }))).toBe("alreadyRevokedOrEnded");
  });

  it("DEL-23 is not there for whoever does not see the catalog, nor for ids that lead nowhere", async () => {
    expect(await read("catalogOwner", idOf<CatalogId>(77))).toBeNull();
    expect(await read("governanceAdministrator", null, idOf<AssignmentId>(77))).toBeNull();
    expect(await read("governanceAdministrator", null, "nothing")).toBeNull();
  });
});
