import { beforeEach, describe, expect, it } from "vitest";
import type { RoleName } from "@/db/schema/enums";
import type { AssignmentId, CatalogId, RequestId, ResourceRoleId } from "@/lib/engine/ids";
import {
  ada,
  dora,
  everybody,
  hana,
  idOf,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage, textQuestion } from "@/lib/engine/testing/facts";
import { HOUR_MS } from "@/lib/engine/time";
import { builtInConnectors } from "@/lib/services/connectors";
import { deliverAgain } from "@/lib/services/deliver-again";
import { oneByOne } from "@/lib/services/one-by-one";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getAdminAssignment } from "./assignment";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let ledger: ResourceRoleId;

const silent = { ...builtInConnectors, AadApplication: { ...builtInConnectors.AadApplication } };
silent.AadApplication.grant = async () => {
  throw new Error("the bank does not answer");
};

/** Payments asks one question and Dora; it gives the ledger and the bank. Reports gives the ledger too. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  catalogId = await insertCatalog(test.db);
  ledger = (await insertGroupResource(test.db, catalogId, ledgerOwners)).member;
  const bank = await insertApplicationRole(test.db, catalogId, "bank");
  await insertPackage(test.db, payments, {
    name: "Payments",
    catalogId,
    roles: [ledger, bank],
    policies: [policy({ stages: [stage({ primaryApprovers: [person(dora)] })], questions: [textQuestion()] })],
  });
  await insertPackage(test.db, reports, {
    name: "Reports",
    catalogId,
    roles: [ledger],
    policies: [policy({ policyId: policyIds[1] })],
  });
  await appoint(test.db, hana, "accessPackageAssignmentManager", catalogId);
  await appoint(test.db, kim, "catalogReader", catalogId);
});

const answers = [{ questionId: textQuestion().id, value: "Month-end close" }];

async function given(): Promise<{ requestId: RequestId; assignmentId: AssignmentId }> {
  const requestId = await portal.ask(ada, payments, { answers });
  await portal.decide(dora, requestId, "approve", { reason: "She closes the month." });
  return { requestId, assignmentId: (await portal.request(requestId)).assignmentId };
}

/** Delivers while the bank does not answer for longer than anybody waits for it. */
async function failing(requestId: RequestId) {
  portal.connectors = silent;
  await portal.work(requestId);
  for (let hour = 0; hour < 9; hour += 1) {
    portal.clock.advance(HOUR_MS);
    await portal.sweep();
  }
  portal.connectors = builtInConnectors;
}

const read = async (id: string, role: RoleName = "accessPackageAssignmentManager", where: string | null = catalogId) =>
  getAdminAssignment({ roles: [{ role, catalogId: where }] }, id, { db: test.db, now: await portal.clock.now() });

describe("one assignment as administrators see it", () => {
  it("ASG-1 tells who let it pass, what was answered, and every request about it", async () => {
    const { requestId, assignmentId } = await given();
    await portal.work(requestId);
    portal.clock.set(after(2));
    accepted(await portal.change(hana, assignmentId, { endAt: after(60) }));
    const view = await read(assignmentId);
    expect(view).toMatchObject({
      state: "delivered",
      package: { displayName: "Payments" },
      target: { displayName: ada.displayName },
      endAt: after(60),
      answers: [{ answer: "Month-end close" }],
      mayManage: true,
      inTheWayOf: { remove: null, deliverAgain: null, change: null },
    });
    expect(view?.givenBy.map(({ type }) => type)).toEqual(["userAdd", "adminUpdate"]);
    expect(view?.givenBy[0]?.decisions).toMatchObject([{ by: dora.displayName, reason: "She closes the month." }]);
    expect(view?.requests.map(({ type }) => type)).toEqual(["adminUpdate", "userAdd"]);
  });

  it("ASG-9 tells of every role how often it was tried and what went wrong", async () => {
    const { requestId, assignmentId } = await given();
    await failing(requestId);
    const view = await read(assignmentId);
    expect(view?.state).toBe("partiallyDelivered");
    const byState = new Map(view?.roles.map((role) => [role.state, role]));
    expect(byState.get("granted")).toMatchObject({ problem: null, alsoBy: [] });
    expect(byState.get("granted")?.grantedAt).not.toBeNull();
    expect(byState.get("grantFailed")).toMatchObject({ problem: "targetSystem", grantedAt: null });
    expect(byState.get("grantFailed")?.attempts).toBeGreaterThan(5);
  });

  it("ASG-38 ASN-30 tells which roles the person has by other packages too", async () => {
    const { requestId, assignmentId } = await given();
    await portal.work(requestId);
    await portal.hold(ada, reports);
    const view = await read(assignmentId);
    expect(view?.roles.map(({ alsoBy }) => alsoBy).toSorted()).toEqual([[], ["Reports"]]);
  });

  it("POR-64 says why what cannot be done now cannot", async () => {
    const { requestId, assignmentId } = await given();
    expect((await read(assignmentId))?.inTheWayOf.deliverAgain).toMatch(/under way|again/i);
    await portal.work(requestId);
    accepted(await portal.remove(hana, assignmentId));
    const ended = (await read(assignmentId))?.inTheWayOf;
    expect(ended).toMatchObject({ remove: "This access has already ended", change: "This access has already ended" });
    expect(ended?.deliverAgain).toContain("nothing to deliver again");
  });

  it("DEL-13 DEL-23 readers look on; to those who do not see the catalog it is not there", async () => {
    const { assignmentId } = await given();
    expect(await read(assignmentId, "catalogReader")).toMatchObject({ mayManage: false });
    expect(await read(assignmentId, "auditor", null)).toMatchObject({ mayManage: false });
    expect(await read(assignmentId, "catalogOwner", idOf<CatalogId>(77))).toBeNull();
    expect(await read(idOf<AssignmentId>(77), "governanceAdministrator", null)).toBeNull();
    expect(await read("nothing", "governanceAdministrator", null)).toBeNull();
  });
});

describe("delivering again", () => {
  const again = (assignmentId: AssignmentId, by = hana) => deliverAgain(portal.deps, { personId: by.id, assignmentId });

  it("ASG-39 goes by the failed request, or repairs what arrived; each has its own result", async () => {
    const { requestId, assignmentId } = await given();
    await failing(requestId);
    const arrived = await portal.hold(kim, reports);
    const ids = [assignmentId, idOf<AssignmentId>(99), arrived, assignmentId];
    const results = await oneByOne(ids, (id) => again(id));
    expect(results.map(({ result }) => refusalOf(result))).toEqual([null, "requestNotFound", null]);
    expect(results[0]?.result).toEqual({ ok: true, value: { requestId } });
    await portal.work(requestId);
    expect(await read(assignmentId)).toMatchObject({ state: "delivered", inTheWayOf: { deliverAgain: null } });
  });

  it("REQ-68 is refused to whoever may only look", async () => {
    const { requestId, assignmentId } = await given();
    await failing(requestId);
    expect(refusalOf(await again(assignmentId, kim))).toBe("roleNotSufficient");
  });
});
