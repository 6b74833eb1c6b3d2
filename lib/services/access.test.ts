import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, groupMembers, packageResourceRoles, type RoleName, requests } from "@/db/schema";
import type { AssignmentId, CatalogId, RequestId, ResourceRoleId } from "@/lib/engine/ids";
import { refusalRules } from "@/lib/engine/request/refusals";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  everybody,
  hana,
  idOf,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage, start, textQuestion } from "@/lib/engine/testing/facts";
import { HOUR_MS } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { cancelAsAdministrator } from "./cancel-request";
import { cancelRequestsOfPerson } from "./cancel-requests-of-person";
import { builtInConnectors } from "./connectors";
import { deleteRequest } from "./delete-request";
import { removeAccess, removeReportAccess } from "./remove-access";
import { reprocessAssignment } from "./reprocess-assignment";
import { reprocessRequests } from "./reprocess-requests";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  changeSettings,
  forbid,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
  joinGroup,
  somebody,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let ledger: ResourceRoleId;
let bank: ResourceRoleId;

const thirtyDays = { type: "afterDays", days: 30 } as const;
const byDora = [stage({ primaryApprovers: [person(dora)], durationDays: 14 })];
const managed = {
  enableOnBehalfRequestorsToUpdateAccess: true,
  enableOnBehalfRequestorsToRemoveAccess: true,
};
const breaking = { ...builtInConnectors, AadApplication: { ...builtInConnectors.AadApplication } };
breaking.AadApplication.grant = async () => {
  throw new Error("the bank does not answer");
};

/** Ada gets Payments: a membership of the ledger and, where the bank answers, a role there. Hana administers it. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  await insertGroup(test.db, auditors);
  catalogId = await insertCatalog(test.db);
  ledger = (await insertGroupResource(test.db, catalogId, ledgerOwners)).member;
  bank = await insertApplicationRole(test.db, catalogId, "bank");
  await insertPackage(test.db, payments, {
    name: "Payments",
    catalogId,
    roles: [ledger, bank],
    policies: [policy({ stages: byDora, expiration: thirtyDays, requestorSettings: managed })],
  });
  await insertPackage(test.db, vendors, {
    name: "Vendors",
    catalogId,
    policies: [policy({ policyId: policyIds[1], expiration: thirtyDays })],
  });
  await appoint(test.db, hana, "accessPackageAssignmentManager", catalogId);
  await appoint(test.db, kim, "catalogReader", catalogId);
  return async () => expectInvariantsOfAll(test.db);
});

/** Ada's request for Payments, approved and delivered as far as the systems behind it let it. */
async function delivered(who = ada): Promise<{ requestId: RequestId; assignmentId: AssignmentId }> {
  const requestId = await portal.ask(who, payments);
  await portal.decide(dora, requestId, "approve");
  await portal.work(requestId);
  return { requestId, assignmentId: (await portal.request(requestId)).assignmentId };
}

/** Delivers while the bank does not answer for longer than anybody waits for it. */
async function failing(requestId: RequestId) {
  portal.connectors = breaking;
  await portal.work(requestId);
  for (let hour = 0; hour < 9; hour += 1) {
    portal.clock.advance(HOUR_MS);
    await portal.sweep();
  }
  portal.connectors = builtInConnectors;
  expect(await portal.stateOf(requestId)).toBe("partiallyDelivered");
}

/** Ada's request for Payments, approved, of which only the membership came. */
async function partial() {
  const requestId = await portal.ask(ada, payments);
  await portal.decide(dora, requestId, "approve");
  await failing(requestId);
  return { requestId, assignmentId: (await portal.request(requestId)).assignmentId };
}

const endOf = async (id: AssignmentId) => (await portal.assignment(id)).endAt;

describe("a later end", () => {
  it("ASN-25 is approved like the access was and moves the end in place", async () => {
    const { assignmentId } = await delivered();
    const grants = await portal.grantsOf(assignmentId);
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    expect(await portal.told("decisionNeeded", requestId)).toEqual([dora.displayName]);
    expect(await endOf(assignmentId)).toEqual(after(30));
    portal.clock.set(after(12));
    accepted(await portal.decide(dora, requestId, "approve"));
    expect(await portal.assignment(assignmentId)).toMatchObject({
      endAt: after(42),
      isExtended: true,
      state: "delivered",
    });
    expect(await portal.stateOf(requestId)).toBe("delivered");
    expect(await portal.grantsOf(assignmentId)).toEqual(grants);
    expect(await portal.told("accessExtended", requestId)).toEqual([ada.displayName]);
    await portal.passTo(after(41));
    expect((await portal.assignment(assignmentId)).state).toBe("delivered");
    await portal.passTo(after(42));
    expect((await portal.assignment(assignmentId)).state).toBe("expired");
  });

  it("REQ-77 comes too late where the old end comes first: the update goes with the access, before its removal", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(29));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    portal.clock.set(after(30));
    // The approver is faster than the sweep.
    expect(await portal.decide(dora, requestId, "approve")).toMatchObject({
      ok: false,
      error: { code: "alreadyDecided", outcome: "canceled" },
    });
    expect(await portal.request(requestId)).toMatchObject({
      state: "canceled",
      reason: "assignment ended",
      completedAt: after(30),
    });
    const [closing] = (await portal.events(requestId)).slice(-1);
    expect(closing).toMatchObject({ kind: "requestCanceled", actorId: null });
    expect(await portal.told("requestCanceled", requestId)).toEqual([dora.displayName]);
    expect((await portal.assignment(assignmentId)).endReason).toBe("expired");
  });

  it("REQ-77 a sweep that was late for a week keeps the order: out of time first, then the end", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    portal.clock.set(after(37));
    expect(await portal.decide(dora, requestId, "approve")).toMatchObject({ error: { code: "deadlinePassed" } });
    expect(await portal.stateOf(requestId)).toBe("denied/timedOut");
  });

  it("ASN-46 removing the access closes the update that waits for it", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(1));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    expect(refusalOf(await portal.extend(ada, assignmentId))).toBe("openRequestExists");
    accepted(await portal.giveBack(ada, assignmentId));
    expect(await portal.request(requestId)).toMatchObject({ state: "canceled", reason: "assignment ended" });
    await portal.work(await portal.removalOf(assignmentId));
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });

  it("REQ-78 denied, it leaves the access as it was", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    accepted(await portal.decide(dora, requestId, "deny"));
    expect(await portal.assignment(assignmentId)).toMatchObject({ endAt: after(30), isExtended: false });
    expect(await portal.told("requestDenied", requestId)).toEqual([ada.displayName]);
    expect(refusalOf(await portal.extend(ada, assignmentId))).toBeNull();
  });

  it("REQ-5 is asked for by the manager, and the report is told", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ben, assignmentId));
    expect(await portal.request(requestId)).toMatchObject({ type: "onBehalfUpdate", requestorId: ben.id });
    expect(await portal.told("requestedForYou", requestId)).toEqual([ada.displayName]);
    expect(refusalOf(await portal.extend(cleo, assignmentId))).toBe("requestNotFound");
  });

  it("SOD-24 is closed where a conflict came up while it waited, unless the organization only wants a warning", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    await portal.hold(ada, vendors);
    await forbid(test.db, payments, vendors);
    accepted(await portal.decide(dora, requestId, "approve"));
    expect(await portal.stateOf(requestId)).toBe("denied/conflict");
    expect(await endOf(assignmentId)).toEqual(after(30));
    expect(refusalOf(await portal.extend(ada, assignmentId))).toBe("incompatiblePackage");
    await changeSettings(test.db, { sodOnExtension: "warn" });
    const again = accepted(await portal.extend(ada, assignmentId));
    accepted(await portal.decide(dora, again.requestId, "approve"));
    expect(await endOf(assignmentId)).toEqual(after(40));
  });

  it("APP-98 takes effect at once where the policy asks nobody", async () => {
    const assignmentId = await portal.hold(ada, vendors);
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ada, assignmentId, { endAt: after(35) }));
    expect(await portal.history(requestId)).toEqual([
      "requestSubmitted",
      "requestAutoApproved",
      "deliveryStarted",
      "assignmentUpdated",
      "deliveryFinished",
    ]);
    expect(await endOf(assignmentId)).toEqual(after(35));
  });

  it("REQ-51 the same form sent again gives back the first request", async () => {
    const assignmentId = await portal.hold(ada, vendors);
    portal.clock.set(after(10));
    const first = await portal.extend(ada, assignmentId, { clientKey: "form" });
    expect(await portal.extend(ada, assignmentId, { clientKey: "form" })).toEqual(first);
    expect(refusalOf(await portal.extend(ada, assignmentId))).toBe("extensionPastCap");
  });
});

describe("a change by an administrator", () => {
  it("REQ-7 moves the end without approval, warns beyond the policy, and is nobody else's", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(10));
    expect(accepted(await portal.change(hana, assignmentId, { endAt: after(20) })).warnings).toEqual([]);
    expect(await portal.assignment(assignmentId)).toMatchObject({ endAt: after(20), isExtended: false });
    const longer = accepted(await portal.change(hana, assignmentId, { endAt: after(400) }));
    expect(longer.warnings).toEqual(["beyondPolicy"]);
    expect(await portal.assignment(assignmentId)).toMatchObject({ endAt: after(400), isExtended: true });
    expect(await portal.told("accessExtended", longer.requestId)).toEqual([]);
    expect(refusalOf(await portal.change(kim, assignmentId, { endAt: after(20) }))).toBe("roleNotSufficient");
    expect(refusalOf(await portal.change(dora, assignmentId, { endAt: after(20) }))).toBe("requestNotFound");
  });

  it("INF-12 keeps the new answers, which the next change starts from", async () => {
    await insertPackage(test.db, reports, {
      catalogId,
      policies: [policy({ policyId: policyIds[2], expiration: thirtyDays, questions: [textQuestion()] })],
    });
    const answered = (value: string) => ({ answers: [{ questionId: "why", value }] });
    const assignmentId = await portal.hold(ada, reports, answered("audit"));
    portal.clock.set(after(1));
    const first = accepted(await portal.change(hana, assignmentId, answered("closing")));
    expect((await portal.request(first.requestId)).answers).toMatchObject([{ displayValue: "closing" }]);
    portal.clock.set(after(2));
    const second = accepted(await portal.change(hana, assignmentId, { endAt: after(5) }));
    expect((await portal.request(second.requestId)).answers).toMatchObject([{ displayValue: "closing" }]);
  });

  it("REQ-50 waits for an update that is open, also for one that did not queue behind the holder", async () => {
    const { assignmentId } = await delivered();
    portal.clock.set(after(10));
    const { requestId } = accepted(await portal.extend(ada, assignmentId));
    const error = { code: "openRequestExists", requestId };
    expect(await portal.change(hana, assignmentId, { endAt: after(20) })).toEqual({ ok: false, error });
    const [update] = await test.db.select().from(requests).where(eq(requests.id, requestId));
    if (!update) throw new Error("no update");
    accepted(await portal.cancel(ada, requestId));
    const rival = { ...update, id: idOf<RequestId>(8), clientKey: "rival" };
    let extended: ReturnType<typeof portal.extend> | undefined;
    await test.db.transaction(async (tx) => {
      await tx.insert(requests).values(rival);
      extended = portal.extend(ada, assignmentId);
      for (let waiting = 0; waiting === 0; ) {
        const { rows } = await test.db.execute<{ n: number }>(
          `select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waiting = rows[0]?.n ?? 0;
      }
    });
    expect(await extended).toEqual({ ok: false, error: { code: "openRequestExists", requestId: rival.id } });
    await test.db.delete(requests).where(eq(requests.id, rival.id));
  });
});

describe("an end by somebody else", () => {
  it("ASN-36 administrators end several at once, each with its own result, and the holder is told", async () => {
    const first = await delivered();
    const second = await delivered(kim);
    accepted(await portal.giveBack(kim, second.assignmentId));
    const assignmentIds = [first.assignmentId, second.assignmentId, idOf<AssignmentId>(99)];
    const results = await removeAccess(portal.deps, { personId: hana.id, assignmentIds, reason: "project over" });
    expect(results.map(({ result }) => refusalOf(result))).toEqual([null, "alreadyRevokedOrEnded", "requestNotFound"]);
    const removal = await portal.removalOf(first.assignmentId);
    expect(await portal.told("accessRemoved", removal)).toEqual([ada.displayName]);
    expect(await portal.request(removal)).toMatchObject({ type: "adminRemove", justification: "project over" });
    await portal.work(removal);
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(refusalOf(await portal.remove(kim, first.assignmentId))).toBe("roleNotSufficient");
  });

  it("ASN-47 access that is still to come is removed by canceling its request", async () => {
    const requestId = await portal.ask(ada, vendors, { schedule: { startAt: after(5), endAt: null } });
    const { assignmentId } = await portal.request(requestId);
    expect(refusalOf(await portal.remove(kim, assignmentId))).toBe("roleNotSufficient");
    expect(await portal.remove(hana, assignmentId, "not needed")).toEqual({ ok: true, value: { requestId } });
    expect(await portal.request(requestId)).toMatchObject({ state: "canceled", reason: "not needed" });
  });

  it("ASN-37 the manager ends a report's access", async () => {
    const { assignmentId } = await delivered();
    const input = { assignmentId, reason: "" };
    expect(refusalOf(await removeReportAccess(portal.deps, { ...input, personId: kim.id }))).toBe("requestNotFound");
    accepted(await removeReportAccess(portal.deps, { ...input, personId: ben.id }));
    expect((await portal.assignment(assignmentId)).endReason).toBe("removedByManager");
  });

  it("APP-97 whoever approved takes it back: the access ends, the record keeps approved and revoked", async () => {
    const { requestId, assignmentId } = await delivered();
    portal.clock.set(after(10));
    const waiting = accepted(await portal.extend(ada, assignmentId));
    const { requestId: removal } = accepted(await portal.revoke(dora, requestId, "wrong person"));
    expect(await portal.request(requestId)).toMatchObject({
      state: "delivered",
      stages: [{ state: "approved", revocation: { by: { personId: dora.id }, reason: "wrong person" } }],
    });
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "expired", endReason: "approvalRevoked" });
    expect(await portal.stateOf(waiting.requestId)).toBe("canceled");
    expect(await portal.told("accessRemoved", removal)).toEqual([ada.displayName]);
    expect(refusalOf(await portal.revoke(dora, requestId))).toBe("alreadyRevokedOrEnded");
  });
});

describe("what failed", () => {
  it("REQ-65 is delivered again: only what failed, with all its retries", async () => {
    const { requestId, assignmentId } = await partial();
    const [granted] = (await portal.grantsOf(assignmentId)).filter((grant) => grant.state === "granted");
    accepted(await portal.reprocess(hana, requestId));
    expect(await portal.grantsOf(assignmentId)).toContainEqual(granted);
    expect(await portal.stateOf(requestId)).toBe("delivering");
    expect(refusalOf(await portal.reprocess(hana, requestId))).toBe("reprocessRetrying");
    await portal.sweep();
    expect(await portal.stateOf(requestId)).toBe("delivered");
    expect((await portal.assignment(assignmentId)).state).toBe("delivered");
    expect(await portal.countOf(requestId, "roleGranted")).toBe(2);
  });

  it("REQ-66 several are handled singly", async () => {
    const { requestId } = await partial();
    const done = await delivered(kim);
    const requestIds = [requestId, done.requestId, idOf<RequestId>(99)];
    const results = await reprocessRequests(portal.deps, { requestIds, personId: hana.id });
    expect(results.map(({ result }) => refusalOf(result))).toEqual([null, "reprocessWrongState", "requestNotFound"]);
  });

  it("REQ-67 what is accepted is under way; an unknown request answers 404, one in another state 400", async () => {
    const { requestId } = await partial();
    const done = await delivered(kim);
    const answer = async (id: RequestId) => {
      const result = await portal.reprocess(hana, id);
      return result.ok ? "accepted" : refusalRules[result.error.code].status;
    };
    expect(await answer(requestId)).toBe("accepted");
    expect(await portal.stateOf(requestId)).toBe("delivering");
    expect(await answer(idOf<RequestId>(99))).toBe(404);
    expect(await answer(done.requestId)).toBe(400);
  });

  it("REQ-68 by those who look after the assignments of its catalog, and nobody else", async () => {
    const { requestId } = await partial();
    const asked = async (role: RoleName, where: CatalogId | null) => {
      const who = somebody(role);
      await insertPeople(test.db, who);
      await appoint(test.db, who, role, where);
      return refusalOf(await portal.reprocess(who, requestId));
    };
    const elsewhere = await insertCatalog(test.db);
    expect(await asked("catalogReader", catalogId)).toBe("roleNotSufficient");
    expect(await asked("auditor", null)).toBe("roleNotSufficient");
    expect(await asked("catalogCreator", null)).toBe("requestNotFound");
    expect(await asked("catalogOwner", elsewhere)).toBe("requestNotFound");
    // Whoever may gets to the rules: it is under way by then.
    expect(await asked("accessPackageAssignmentManager", catalogId)).toBeNull();
    expect(await asked("accessPackageManager", catalogId)).toBe("reprocessRetrying");
    expect(await asked("catalogOwner", catalogId)).toBe("reprocessRetrying");
    expect(await asked("governanceAdministrator", null)).toBe("reprocessRetrying");
  });

  it("ASN-25 is delivered until the end the access has now, not until the one it was asked for with", async () => {
    const tenDays = policy({ policyId: policyIds[2], expiration: { type: "afterDays", days: 10 } });
    await insertPackage(test.db, reports, { catalogId, roles: [ledger, bank], policies: [tenDays] });
    const requestId = await portal.ask(ada, reports);
    await failing(requestId);
    const { assignmentId } = await portal.request(requestId);
    accepted(await portal.change(hana, assignmentId, { endAt: after(60) }));
    portal.clock.set(after(12));
    accepted(await portal.reprocess(hana, requestId));
    await portal.sweep();
    expect(await portal.stateOf(requestId)).toBe("delivered");
    expect((await portal.grantsOf(assignmentId)).map((grant) => grant.state)).toEqual(["granted", "granted"]);
  });

  it("REQ-43 is canceled by an administrator: what was granted goes back, access ends in the same instant", async () => {
    const { requestId, assignmentId } = await partial();
    expect(refusalOf(await portal.cancel(ada, requestId))).toBe("cancelNotAllowed");
    const input = { requestId, reason: "not needed" };
    accepted(await cancelAsAdministrator(portal.deps, { ...input, personId: hana.id }));
    expect(await portal.request(requestId)).toMatchObject({ state: "canceled", reason: "not needed" });
    expect(await portal.assignment(assignmentId)).toMatchObject({ endReason: "removedByAdministrator" });
    await portal.work(await portal.removalOf(assignmentId));
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(refusalOf(await cancelAsAdministrator(portal.deps, { ...input, personId: hana.id }))).toBe(
      "cancelNotAllowed",
    );
  });

  it("REQ-54 an administrator cancels what waits; while it is delivered nobody does", async () => {
    const requestId = await portal.ask(ada, payments);
    const input = { requestId, reason: "" };
    expect(refusalOf(await cancelAsAdministrator(portal.deps, { ...input, personId: kim.id }))).toBe(
      "roleNotSufficient",
    );
    accepted(await cancelAsAdministrator(portal.deps, { ...input, personId: hana.id }));
    expect(await portal.request(requestId)).toMatchObject({ state: "canceled", reason: null });
    expect(await portal.told("requestCanceled", requestId)).toEqual([ada.displayName, dora.displayName].toSorted());
    const other = await portal.ask(ada, payments);
    await portal.decide(dora, other, "approve");
    expect(refusalOf(await cancelAsAdministrator(portal.deps, { ...input, requestId: other, personId: hana.id }))).toBe(
      "cancelNotAllowed",
    );
  });

  it("REQ-57 whoever leaves takes their pending requests with them, and no access", async () => {
    const { assignmentId, requestId } = await delivered();
    portal.clock.set(after(10));
    const update = accepted(await portal.extend(ada, assignmentId));
    portal.clock.set(after(11));
    const later = await portal.ask(ada, vendors, { schedule: { startAt: after(20), endAt: null } });
    expect(await cancelRequestsOfPerson(portal.deps, ada.id)).toEqual([update.requestId, later]);
    expect(await portal.stateOf(later)).toBe("canceled");
    expect(await portal.stateOf(requestId)).toBe("delivered");
    expect(await cancelRequestsOfPerson(portal.deps, ada.id)).toEqual([]);
  });

  it("REQ-69 the record of a closed request is deleted softly; access and history stay", async () => {
    const { requestId, assignmentId } = await delivered();
    const entries = await test.db.select().from(auditEvents);
    accepted(await deleteRequest(portal.deps, { personId: hana.id, requestId }));
    expect((await portal.request(requestId)).deletedAt).toEqual(start);
    expect((await portal.assignment(assignmentId)).state).toBe("delivered");
    expect(await test.db.select().from(auditEvents)).toEqual(expect.arrayContaining(entries));
    expect(refusalOf(await deleteRequest(portal.deps, { personId: hana.id, requestId }))).toBe("requestNotFound");
  });
});

describe("access delivered again", () => {
  const repair = (assignmentId: AssignmentId, by = hana) =>
    reprocessAssignment(portal.deps, { personId: by.id, assignmentId });

  it("ASN-33 grants what is missing: a membership that vanished and a role the package got later", async () => {
    const { assignmentId } = await delivered();
    await test.db.delete(groupMembers).where(eq(groupMembers.personId, ada.id));
    const site = await insertApplicationRole(test.db, catalogId, "site");
    await test.db.insert(packageResourceRoles).values({ packageId: payments, resourceRoleId: site });
    portal.clock.set(after(2));
    const { requestId } = accepted(await repair(assignmentId));
    expect(refusalOf(await repair(assignmentId))).toBe("reprocessRetrying");
    await portal.sweep();
    expect(await portal.membershipsOf(ada)).toEqual([{ groupId: ledgerOwners, role: "member" }]);
    expect(await portal.countOf(requestId, "roleGranted")).toBe(2);
    expect(await portal.request(requestId)).toMatchObject({ type: "systemUpdate", state: "delivered" });
    expect(await portal.assignment(assignmentId)).toMatchObject({ state: "delivered", endAt: after(30) });
    expect(await portal.grantsOf(assignmentId)).toHaveLength(3);
  });

  it("ASN-33 that ends with the access, and is for administrators only", async () => {
    const { assignmentId } = await delivered();
    expect(refusalOf(await repair(assignmentId, kim))).toBe("roleNotSufficient");
    await test.db.delete(groupMembers).where(eq(groupMembers.personId, ada.id));
    const { requestId } = accepted(await repair(assignmentId));
    accepted(await portal.giveBack(ada, assignmentId));
    expect(await portal.stateOf(requestId)).toBe("partiallyDelivered");
    await portal.sweep();
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect((await portal.assignment(assignmentId)).state).toBe("expired");
  });
});

describe("a membership from before", () => {
  it("ASN-31 is recorded when the access comes, and goes with it", async () => {
    await joinGroup(test.db, ledgerOwners, ada);
    const { requestId, assignmentId } = await delivered();
    const granted = (await portal.events(requestId)).filter((event) => event.kind === "roleGranted");
    const heldBefore = granted.map(({ payload }) => (payload as { wasHeldBefore?: true }).wasHeldBefore);
    expect(heldBefore.toSorted()).toEqual([true, undefined]);
    accepted(await portal.giveBack(ada, assignmentId));
    await portal.work(await portal.removalOf(assignmentId));
    expect(await portal.membershipsOf(ada)).toEqual([]);
  });

  it("ASN-31 one that other access put there is none of their own", async () => {
    await insertPackage(test.db, reports, {
      catalogId,
      roles: [ledger],
      policies: [policy({ policyId: policyIds[2] })],
    });
    await portal.hold(ada, reports);
    const { requestId } = await delivered();
    const events = await portal.events(requestId);
    expect(events.filter(({ payload }) => (payload as { wasHeldBefore?: true }).wasHeldBefore)).toEqual([]);
  });
});

describe("the end is near", () => {
  it("ASN-19 the holder is told 14 days and a day before, once, and again for another end", async () => {
    const { requestId, assignmentId } = await delivered();
    const told = async () => (await portal.told("accessEndsSoon", requestId)).length;
    await portal.passTo(after(15, 23, 59));
    expect(await told()).toBe(0);
    await portal.passTo(after(16));
    await portal.passTo(after(17));
    expect(await told()).toBe(1);
    await portal.passTo(after(29));
    expect(await told()).toBe(2);
    accepted(await portal.change(hana, assignmentId, { endAt: after(50) }));
    await portal.passTo(after(35));
    expect(await told()).toBe(2);
    await portal.passTo(after(36));
    expect(await told()).toBe(3);
  });

  it("ASN-3 a worker that was away gives only the notice nearest the end, and none after it", async () => {
    const { requestId } = await delivered();
    await portal.passTo(after(29, 12));
    const [announced] = (await portal.events(requestId)).filter((event) => event.kind === "endAnnounced");
    expect(announced).toMatchObject({ occurredAt: after(29), payload: { days: 1 } });
    expect(await portal.countOf(requestId, "endAnnounced")).toBe(1);
    const kims = await delivered(kim);
    await portal.passTo(after(90));
    expect(await portal.countOf(kims.requestId, "endAnnounced")).toBe(0);
  });

  it("ASN-23 nothing for access shorter than a day", async () => {
    const shorter = policy({ policyId: policyIds[3], expiration: { type: "afterHours", hours: 23 } });
    await insertPackage(test.db, reports, { catalogId, policies: [shorter] });
    const assignmentId = await portal.hold(ada, reports);
    await portal.passTo(after(0, 22));
    const [request] = await portal.requestsOf(ada);
    expect(await portal.countOf(request?.id ?? idOf(1), "endAnnounced")).toBe(0);
    expect((await portal.assignment(assignmentId)).state).toBe("delivered");
  });
});
