import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { people, requests } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import {
  ada,
  ben,
  cleo,
  dora,
  eli,
  everybody,
  finn,
  gus,
  hana,
  idOf,
  ivo,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import {
  accepted,
  after,
  form,
  manager,
  person,
  policy,
  refusalOf,
  stage,
  textQuestion,
} from "@/lib/engine/testing/facts";
import { loadResubmission } from "@/lib/facts/resubmission";
import { testDatabase } from "@/lib/testing/database";
import { expectInvariantsOfAll, rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  changeSettings,
  forbid,
  insertCatalog,
  insertPackage,
  insertPeople,
} from "./testing/world";
import { validateRequest } from "./validate-request";

const test = testDatabase();
let portal: Portal;
const [first, second, third] = policyIds;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
});

const byManagers = {
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: [{ kind: "requestorManager" as const }],
};
const byAnybody = {
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: [{ kind: "anyDirectoryUser" as const }],
};
const byDora = stage({ primaryApprovers: [person(dora)] });
const offer = (
  parts: Parameters<typeof policy>[0] = {},
  id: AccessPackageId = payments,
  policyId: PolicyId = first,
): Promise<void> => insertPackage(test.db, id, { policies: [policy({ policyId, ...parts })] });

describe("for somebody else", () => {
  it("REQ-13 a manager asks, an approver decides, the report gets the access", async () => {
    await offer({ requestorSettings: byManagers, stages: [byDora] });
    const id = await portal.ask(ben, payments, { targetId: ada.id });
    expect(await portal.request(id)).toMatchObject({
      type: "onBehalfAdd",
      requestorId: ben.id,
      targetId: ada.id,
    });
    expect(await portal.told("requestedForYou", id)).toEqual([ada.displayName]);
    accepted(await portal.decide(dora, id, "approve"));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
    expect(await portal.assignment((await portal.request(id)).assignmentId)).toMatchObject({ targetId: ada.id });
    expect((await portal.events(id))[0]).toMatchObject({ actorId: ben.id, targetId: ada.id });
    await expectInvariantsOfAll(test.db);
  });

  it("WHO-37 the manager's manager and a colleague may not", async () => {
    await offer({ requestorSettings: byManagers });
    for (const who of [cleo, kim]) {
      expect(refusalOf(await portal.submit(who, payments, { targetId: ada.id }))).toBe("requestorKindNotAllowed");
    }
  });

  it("WHO-41 the request goes on when the manager changes", async () => {
    await offer({ requestorSettings: byManagers, stages: [byDora] });
    const id = await portal.ask(ben, payments, { targetId: ada.id });
    await test.db.update(people).set({ managerId: cleo.id }).where(eq(people.id, ada.id));
    accepted(await portal.decide(dora, id, "approve"));
    expect(await portal.stateOf(id)).toBe("delivering");
    expect(refusalOf(await portal.submit(ben, payments, { targetId: ada.id }))).toBe("requestorKindNotAllowed");
  });

  it("WHO-43 the target withdraws what somebody asked for them", async () => {
    await offer({ requestorSettings: byManagers, stages: [byDora] });
    const id = await portal.ask(ben, payments, { targetId: ada.id });
    expect(accepted(await portal.cancel(ada, id))).toBeNull();
  });

  it("APP-67 a manager who asks does not decide: the fallback does", async () => {
    const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
    await offer({ requestorSettings: byManagers, stages: [byManager] });
    const id = await portal.ask(ben, payments, { targetId: ada.id });
    expect(await portal.told("decisionNeeded", id)).toEqual([finn.displayName]);
    expect(refusalOf(await portal.decide(ben, id, "approve"))).toBe("ownRequest");
    accepted(await portal.decide(finn, id, "approve"));
  });

  it("ERR-2 a package that is not theirs to ask for and not theirs to know does not exist", async () => {
    const onlyAda = {
      allowedTargetScope: "specificDirectoryUsers" as const,
      specificAllowedTargets: [{ kind: "singleUser" as const, userId: ada.id }],
    };
    await offer({ ...onlyAda, requestorSettings: byManagers });
    const notFound = { ok: false, error: { code: "packageNotFound" } };
    expect(await portal.submit(kim, payments, { targetId: ada.id })).toEqual(notFound);
    expect(await portal.submit(ben, payments, { targetId: idOf<PersonId>(99) })).toEqual(notFound);
    expect(await portal.submit(ben, payments)).toEqual(notFound);
    accepted(await portal.submit(ben, payments, { targetId: ada.id }));
  });

  it("ERR-12 a colleague does not learn what the target holds, their manager does", async () => {
    await offer({
      requestorSettings: {
        ...byAnybody,
        onBehalfRequestors: [...byManagers.onBehalfRequestors, ...byAnybody.onBehalfRequestors],
      },
    });
    await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: second })] });
    await forbid(test.db, payments, vendors);
    await portal.hold(ada, vendors);
    const error = (conflicts: readonly unknown[]) => ({ error: { code: "incompatiblePackage", conflicts } });
    expect(await portal.submit(kim, payments, { targetId: ada.id })).toMatchObject(error([]));
    const named = [{ displayName: "Vendors" }];
    expect(await portal.submit(ben, payments, { targetId: ada.id })).toMatchObject(error(named));
    await changeSettings(test.db, { managersSeeReportAssignments: false });
    expect(await portal.submit(ben, payments, { targetId: ada.id })).toMatchObject(error([]));
  });

  it("REQ-51 one form gives one request, and the key is the requestor's own", async () => {
    await offer({ requestorSettings: byManagers, stages: [byDora] });
    const clientKey = "form";
    const id = await portal.ask(ben, payments, { targetId: ada.id, clientKey });
    expect(await portal.ask(ben, payments, { targetId: ada.id, clientKey })).toBe(id);
    expect(await portal.ask(kim, payments, { clientKey })).not.toBe(id);
  });

  it("REQ-51 a key is remembered for 24 hours", async () => {
    await offer({ stages: [byDora] });
    const clientKey = "form";
    const id = await portal.ask(ada, payments, { clientKey });
    await portal.cancel(ada, id);
    await portal.passTo(new Date(after(1).getTime() - 1));
    expect(await portal.ask(ada, payments, { clientKey })).toBe(id);
    await portal.passTo(after(1));
    const another = await portal.ask(ada, payments, { clientKey });
    expect(another).not.toBe(id);
    expect(await portal.ask(ada, payments, { clientKey })).toBe(another);
  });

  it("REQ-51 a key that is being used for somebody else at that moment is found by the index", async () => {
    await offer({ requestorSettings: byManagers, stages: [byDora] });
    await portal.cancel(ben, await portal.ask(ben, payments, { targetId: ada.id }));
    const [canceled] = await portal.requestsOf(ada);
    if (!canceled) throw new Error("no request");
    const rival = { ...canceled, id: idOf<RequestId>(7), clientKey: "form" };
    // A writer who queues behind another person: its row is there when the index looks, not when the service does.
    let submitted: ReturnType<typeof portal.submit> | undefined;
    await test.db.transaction(async (tx) => {
      await tx.insert(requests).values(rival);
      submitted = portal.submit(ben, payments, { targetId: kim.id, clientKey: "form" });
      for (let waiting = 0; waiting === 0; ) {
        const { rows } = await test.db.execute<{ n: number }>(
          sql`select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waiting = rows[0]?.n ?? 0;
      }
    });
    expect(await submitted).toEqual({ ok: true, value: { requestId: rival.id } });
    expect(await portal.requestsOf(kim)).toEqual([]);
  });
});

describe("a validation", () => {
  const validate = (who: Person, id: AccessPackageId, parts: Partial<Parameters<typeof validateRequest>[1]> = {}) =>
    validateRequest(portal.deps, { ...form(), personId: who.id, packageId: id, ...parts });

  it("REQ-14 says what the submission says and writes nothing", async () => {
    await offer({ requestorSettings: byManagers, questions: [textQuestion({ isRequired: true })] });
    await offer({ stages: [byDora] }, vendors, second);
    await portal.ask(ada, vendors);
    const attempts = [
      [ada, payments, {}],
      [ben, payments, { targetId: ada.id, answers: [{ questionId: "why", value: "month end" }] }],
      [kim, payments, { targetId: ada.id }],
      [ada, vendors, {}],
      [ada, reports, {}],
      [ada, payments, { targetId: idOf<PersonId>(99) }],
      [{ ...ada, id: idOf<PersonId>(99) }, payments, {}],
    ] as const;
    const before = await rowCounts(test.db);
    const said: (string | null)[] = [];
    for (const [who, id, parts] of attempts) said.push(refusalOf(await validate(who, id, parts)));
    expect(await rowCounts(test.db)).toEqual(before);
    const told: (string | null)[] = [];
    for (const [who, id, parts] of attempts) told.push(refusalOf(await portal.submit(who, id, parts)));
    expect(said).toEqual(told);
    expect(said).toEqual([
      "invalidForm",
      null,
      "requestorKindNotAllowed",
      "openRequestExists",
      "packageNotFound",
      "packageNotFound",
      "packageNotFound",
    ]);
  });
});

describe("direct assignment", () => {
  beforeEach(async () => {
    await appointGovernanceAdministrator(test.db, cleo);
  });

  const assign = async (targets: readonly Person[], parts: Partial<Parameters<Portal["assign"]>[2]> = {}) => {
    const targetIds = targets.map((each) => each.id);
    return accepted(await portal.assign(cleo, payments, { policyId: first, targetIds, ...parts }));
  };
  const codes = ({ results }: Awaited<ReturnType<typeof assign>>) => results.map((each) => refusalOf(each.result));

  it("SOD-17 several people in one go: what stands in the way of one holds up no other", async () => {
    await offer();
    await offer({}, vendors, second);
    await forbid(test.db, payments, vendors);
    await portal.hold(kim, vendors);
    const assigned = await assign([ada, kim, eli, ada]);
    expect(codes(assigned)).toEqual([null, "incompatiblePackage", null]);
    expect(assigned.results.map((each) => each.targetId)).toEqual([ada.id, kim.id, eli.id]);
    const [row] = await portal.requestsOf(ada);
    expect(row).toMatchObject({ type: "adminAdd", requestorId: cleo.id, state: "delivering" });
    await expectInvariantsOfAll(test.db);
  });

  it("REQ-51 sent twice it makes one request for each target", async () => {
    await offer();
    const clientKey = "form";
    const once = await assign([ada, eli], { clientKey });
    expect((await assign([ada, eli, kim], { clientKey })).results.slice(0, 2)).toEqual(once.results);
    for (const who of [ada, eli, kim]) expect(await portal.requestsOf(who)).toHaveLength(1);
  });

  it("WHO-44 an assignment manager of the catalog may, a reader is told so, a stranger finds nothing", async () => {
    const catalogId = await insertCatalog(test.db);
    await insertPackage(test.db, payments, { catalogId, policies: [policy({ policyId: first })] });
    await appoint(test.db, dora, "accessPackageAssignmentManager", catalogId);
    await appoint(test.db, hana, "catalogReader", catalogId);
    await appoint(test.db, ivo, "accessPackageAssignmentManager", await insertCatalog(test.db));
    const one = { policyId: first, targetIds: [ada.id] };
    expect(refusalOf(await portal.assign(hana, payments, one))).toBe("roleNotSufficient");
    for (const who of [ivo, kim]) expect(refusalOf(await portal.assign(who, payments, one))).toBe("packageNotFound");
    expect(refusalOf(await portal.assign(cleo, reports, one))).toBe("packageNotFound");
    expect(await portal.requestsOf(ada)).toEqual([]);
    expect(accepted(await portal.assign(dora, payments, one)).results).toMatchObject([{ result: { ok: true } }]);
  });

  it("APP-93 the approval is left out with flag, role and reason, and the log says why", async () => {
    const catalogId = await insertCatalog(test.db);
    const terms = policy({ policyId: first, stages: [byDora], requestorSettings: { allowAdminBypass: true } });
    await insertPackage(test.db, payments, { catalogId, policies: [terms] });
    await appoint(test.db, hana, "accessPackageAssignmentManager", catalogId);
    const parts = { policyId: first, targetIds: [ada.id], bypassReason: "the auditor is here" };
    const byManager = accepted(await portal.assign(hana, payments, parts));
    expect(byManager.results[0]?.result).toEqual({ ok: false, error: { code: "bypassNotPermitted", missing: "role" } });
    expect(codes(await assign([ada], { bypassReason: "the auditor is here" }))).toEqual([null]);
    const [row] = await portal.requestsOf(ada);
    if (!row) throw new Error("no request");
    expect(row.state).toBe("delivering");
    expect(await portal.events(row.id)).toContainEqual(
      expect.objectContaining({
        activity: "Administrator directly assigned access package – approval bypassed",
        actorId: cleo.id,
        reason: "the auditor is here",
      }),
    );
    await expectInvariantsOfAll(test.db);
  });

  it("APP-92 without a bypass the policy's approvers are asked", async () => {
    await offer({ stages: [byDora] });
    expect(codes(await assign([ada]))).toEqual([null]);
    const [row] = await portal.requestsOf(ada);
    expect(row?.state).toBe("pendingApproval");
  });

  it("ASN-15 an end beyond the policy is given, with a warning", async () => {
    await offer({ expiration: { type: "afterDays", days: 10 } });
    const { warnings, results } = await assign([ada], { schedule: { startAt: null, endAt: after(20) } });
    expect(warnings).toMatchObject([{ field: "endAt", problem: "beyondLatest" }]);
    expect(results.map((each) => each.result.ok)).toEqual([true]);
    const [row] = await portal.requestsOf(ada);
    expect(row?.endAt).toEqual(after(20));
  });

  it("WHO-52 scope none gives to guests of the directory and brings nobody in", async () => {
    await offer({ allowedTargetScope: "notSpecified" });
    expect(codes(await assign([gus, { ...ada, id: idOf<PersonId>(99) }]))).toEqual([null, "targetNotInDirectory"]);
    await portal.sweep();
    await expectInvariantsOfAll(test.db);
  });

  it("ERR-41 without a licence nobody is assigned", async () => {
    await offer();
    await changeSettings(test.db, { isLicenceValid: false });
    expect(codes(await assign([ada, eli]))).toEqual(["licenceLapsed", "licenceLapsed"]);
  });
});

describe("a denied request, sent again", () => {
  const wish = {
    answers: [{ questionId: "why", value: "month end" }],
    justification: "we are behind",
    schedule: { startAt: null, endAt: after(30) },
  };
  const offerWithQuestion = () =>
    offer({ requestorSettings: byManagers, stages: [byDora], questions: [textQuestion({ isRequired: true })] });

  it("POR-44 begins with what was said before and is a request of its own", async () => {
    await offerWithQuestion();
    const denied = await portal.ask(ada, payments, wish);
    await portal.decide(dora, denied, "deny");
    const before = await portal.request(denied);
    const prefilled = await loadResubmission(test.db, ada.id, denied);
    expect(prefilled).toEqual({ packageId: payments, targetId: ada.id, policyId: first, ...wish });
    const id = await portal.ask(ada, payments, { ...prefilled, resubmitOf: denied });
    expect(id).not.toBe(denied);
    expect(await portal.request(id)).toMatchObject({ resubmissionOf: denied, state: "pendingApproval" });
    expect(await portal.request(denied)).toEqual(before);
    await expectInvariantsOfAll(test.db);
  });

  it("POR-44 belongs to target and requestor, and only once it was denied", async () => {
    await offerWithQuestion();
    const id = await portal.ask(ben, payments, { ...wish, targetId: ada.id });
    expect(await loadResubmission(test.db, ada.id, id)).toBeNull();
    await portal.passTo(after(14));
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
    for (const who of [ada, ben]) expect(await loadResubmission(test.db, who.id, id)).toMatchObject(wish);
    for (const who of [kim, dora]) expect(await loadResubmission(test.db, who.id, id)).toBeNull();
    expect(refusalOf(await portal.submit(kim, payments, { ...wish, resubmitOf: id }))).toBe("requestNotFound");
    expect(await portal.ask(ada, payments, { ...wish, resubmitOf: id })).not.toBe(id);
  });

  it("POR-44 of another package there is no such request", async () => {
    await offerWithQuestion();
    await offer({}, vendors, third);
    const id = await portal.ask(ada, payments, wish);
    await portal.decide(dora, id, "deny");
    expect(refusalOf(await portal.submit(ada, vendors, { resubmitOf: id }))).toBe("requestNotFound");
  });
});
