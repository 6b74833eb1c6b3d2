import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, catalogs, people, requests } from "@/db/schema";
import type { AccessPackageId, AssignmentId, PersonId, PolicyId, RequestId } from "@/lib/engine/ids";
import { type RefusalCode, refusalRules } from "@/lib/engine/request/refusals";
import type { Result } from "@/lib/engine/result";
import {
  ada,
  dora,
  everybody,
  finance,
  gus,
  idOf,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, stage, textQuestion } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { addApprover } from "./add-approver";
import type { AssignInput } from "./assign-directly";
import { deleteRequest } from "./delete-request";
import { editAnswers } from "./edit-answers";
import { removeOwnAccess } from "./end-assignment";
import { resumeRequest } from "./resume-request";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  changeSettings,
  forbid,
  forbidGroup,
  insertApplicationRole,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;
const shown = new Set<string>();

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
});

const approved = (policyId: PolicyId = policyIds[0]) =>
  policy({
    policyId,
    displayName: "With approval",
    stages: [stage({ primaryApprovers: [person(dora)], isApproverJustificationRequired: true })],
  });

const listed = policy({
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [{ kind: "groupMembers", groupId: finance }],
});

type Attempt = () => Promise<Result<unknown, { readonly code: RefusalCode }>>;

/** Sets a scene and gives the command that is refused in it. */
const scenes: Partial<Record<RefusalCode, () => Promise<Attempt>>> = {
  accountDisabled: async () => {
    await insertPackage(test.db, payments);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    return () => portal.submit(ada, payments);
  },
  packageNotFound: async () => {
    await insertGroup(test.db, finance);
    await insertPackage(test.db, payments, { policies: [listed] });
    return () => portal.submit(ada, payments);
  },
  catalogDisabled: async () => {
    await insertPackage(test.db, payments, { catalogId: await insertCatalog(test.db, { isPublished: false }) });
    return () => portal.submit(ada, payments);
  },
  externalNotAllowed: async () => {
    const catalogId = await insertCatalog(test.db, { isExternallyVisible: false });
    await insertPackage(test.db, payments, {
      catalogId,
      policies: [policy({ allowedTargetScope: "allDirectoryUsers" })],
    });
    return () => portal.submit(gus, payments);
  },
  policyDisabled: async () => {
    const off = policy({ policyId: policyIds[1], displayName: "Off", isEnabled: false });
    await insertPackage(test.db, payments, { policies: [policy(), off] });
    return () => portal.submit(ada, payments, { policyId: off.policyId });
  },
  noApplicablePolicy: async () => {
    await insertGroup(test.db, finance, { members: [ada] });
    await insertPackage(test.db, payments, { policies: [listed] });
    await portal.giveBack(ada, await portal.hold(ada, payments));
    await portal.sweep();
    await test.db.execute(sql`delete from group_members`);
    return () => portal.submit(ada, payments);
  },
  policyNotSelectable: async () => {
    await insertPackage(test.db, payments, { policies: [policy(), approved(policyIds[1])] });
    return () => portal.submit(ada, payments);
  },
  requestorKindNotAllowed: async () => {
    await insertPackage(test.db, payments, {
      policies: [policy({ requestorSettings: { enableTargetsToSelfAddAccess: false } })],
    });
    return () => portal.submit(ada, payments);
  },
  openRequestExists: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    await portal.ask(ada, payments);
    return () => portal.submit(ada, payments);
  },
  alreadyAssigned: async () => {
    await insertPackage(test.db, payments);
    await portal.hold(ada, payments);
    return () => portal.submit(ada, payments);
  },
  incompatiblePackage: async () => {
    await insertPackage(test.db, payments);
    await insertPackage(test.db, vendors);
    await forbid(test.db, payments, vendors);
    await portal.hold(ada, vendors);
    return () => portal.submit(ada, payments);
  },
  incompatibleGroup: async () => {
    await insertGroup(test.db, finance);
    await insertGroup(test.db, ledgerOwners, { members: [ada], inside: [finance] });
    await insertPackage(test.db, payments);
    await forbidGroup(test.db, payments, finance);
    return () => portal.submit(ada, payments);
  },
  invalidForm: async () => {
    await insertPackage(test.db, payments, { policies: [policy({ isRequestorJustificationRequired: true })] });
    return () => portal.submit(ada, payments, { schedule: { startAt: after(2), endAt: after(1) } });
  },
  quotaExceeded: async () => {
    for (let number = 0; number < 50; number += 1) {
      const id = idOf<AccessPackageId>(500 + number);
      await insertPackage(test.db, id, { policies: [approved(idOf<PolicyId>(500 + number))] });
      await portal.ask(ada, id);
    }
    await insertPackage(test.db, payments);
    return () => portal.submit(ada, payments);
  },
  requestNotFound: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    return () => portal.cancel(kim, id);
  },
  notAnApprover: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    return () => portal.decide(kim, id, "approve", { reason: "yes" });
  },
  ownRequest: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(dora, payments);
    return () => portal.decide(dora, id, "approve", { reason: "yes" });
  },
  alreadyDecided: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    await portal.decide(dora, id, "deny", { reason: "no" });
    return () => portal.decide(dora, id, "deny", { reason: "no" });
  },
  deadlinePassed: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(14));
    return () => portal.decide(dora, id, "approve", { reason: "yes" });
  },
  reasonRequired: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    return () => portal.decide(dora, id, "approve", { reason: "  " });
  },
  alreadyRevokedOrEnded: async () => {
    await insertPackage(test.db, payments);
    const held = await portal.hold(ada, payments);
    await portal.giveBack(ada, held);
    return () => portal.giveBack(ada, held);
  },
  cancelNotAllowed: async () => {
    await insertPackage(test.db, payments);
    const id = await portal.ask(ada, payments);
    return () => portal.cancel(ada, id);
  },
  removeNotAllowed: async () => {
    await insertPackage(test.db, payments, {
      policies: [policy({ requestorSettings: { enableTargetsToSelfRemoveAccess: false } })],
    });
    const held = await portal.hold(ada, payments);
    return () => portal.giveBack(ada, held);
  },
  licenceLapsed: async () => {
    await insertPackage(test.db, payments);
    await changeSettings(test.db, { isLicenceValid: false });
    return () => portal.submit(ada, payments);
  },
  resubmitNotAllowed: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    return () => portal.submit(ada, payments, { resubmitOf: id });
  },
  roleNotSufficient: async () => {
    const catalogId = await insertCatalog(test.db);
    await insertPackage(test.db, payments, { catalogId });
    await appoint(test.db, kim, "catalogReader", catalogId);
    return () => portal.assign(kim, payments, { policyId: policyIds[0], targetIds: [ada.id] });
  },
  multiTargetWithQuestions: async () => {
    await insertPackage(test.db, payments, { policies: [policy({ questions: [textQuestion()] })] });
    await appointGovernanceAdministrator(test.db, kim);
    return () => portal.assign(kim, payments, { policyId: policyIds[0], targetIds: [ada.id, dora.id] });
  },
  tooManyTargets: async () => {
    await insertPackage(test.db, payments, { policies: [policy()] });
    await appointGovernanceAdministrator(test.db, kim);
    const targetIds = Array.from({ length: 101 }, (_, number) => idOf<PersonId>(number));
    return () => portal.assign(kim, payments, { policyId: policyIds[0], targetIds });
  },
  targetNotInDirectory: async () => {
    await insertPackage(test.db, payments, { policies: [policy({ allowedTargetScope: "notSpecified" })] });
    await appointGovernanceAdministrator(test.db, kim);
    return () => assignOne({ targetIds: [idOf<PersonId>(99)] });
  },
  bypassNotPermitted: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    await appointGovernanceAdministrator(test.db, kim);
    return () => assignOne({ targetIds: [ada.id], bypassReason: "urgent" });
  },
  extensionNotAllowed: async () => {
    await insertPackage(test.db, payments);
    const held = await portal.hold(ada, payments);
    return () => portal.extend(ada, held);
  },
  extensionOutOfScope: async () => {
    await insertGroup(test.db, finance, { members: [ada] });
    await insertPackage(test.db, payments, { policies: [{ ...listed, expiration: { type: "afterDays", days: 30 } }] });
    const held = await portal.hold(ada, payments);
    await test.db.execute(sql`delete from group_members`);
    return () => portal.extend(ada, held);
  },
  extensionPastCap: async () => {
    await insertPackage(test.db, payments, { policies: [policy({ expiration: { type: "afterDays", days: 30 } })] });
    const held = await portal.hold(ada, payments);
    portal.clock.set(after(10));
    return () => portal.extend(ada, held, { endAt: after(41) });
  },
  reprocessWrongState: async () => {
    await insertPackage(test.db, payments);
    await appointGovernanceAdministrator(test.db, kim);
    const id = await portal.ask(ada, payments);
    await portal.work(id);
    return () => portal.reprocess(kim, id);
  },
  reprocessRetrying: async () => {
    await insertPackage(test.db, payments);
    await appointGovernanceAdministrator(test.db, kim);
    const id = await portal.ask(ada, payments);
    return () => portal.reprocess(kim, id);
  },
  reprocessTooLate: async () => {
    const bank = await insertApplicationRole(test.db, await insertCatalog(test.db), "bank");
    await insertPackage(test.db, payments, { roles: [bank] });
    await appointGovernanceAdministrator(test.db, kim);
    const id = await portal.ask(ada, payments);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    await portal.work(id);
    portal.clock.set(after(14, 0, 1));
    return () => portal.reprocess(kim, id);
  },
  deleteNotAllowed: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    await appointGovernanceAdministrator(test.db, kim);
    const requestId = await portal.ask(ada, payments);
    return () => deleteRequest(portal.deps, { personId: kim.id, requestId });
  },
  staleVersion: async () => {
    await insertPackage(test.db, payments);
    await appointGovernanceAdministrator(test.db, kim);
    const id = await portal.hold(ada, payments);
    return () => portal.change(kim, id, { endAt: after(20), version: 0 });
  },
  questionNotAllowed: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    await portal.askBack(dora, id);
    return () => portal.askBack(dora, id);
  },
  nothingToAnswer: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    return () => portal.answer(ada, id);
  },
  nudgeTooSoon: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    return () => portal.nudge(ada, id);
  },
  nothingToRemind: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const id = await portal.ask(ada, payments);
    await portal.cancel(ada, id);
    return () => portal.nudge(ada, id);
  },
  approverNotEligible: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    await appointGovernanceAdministrator(test.db, kim);
    const requestId = await portal.ask(ada, payments);
    const input = { personId: kim.id, requestId, approverId: ada.id, reason: "Dora is away" };
    return () => addApprover(portal.deps, input);
  },
  answersNotEditable: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const requestId = await portal.ask(ada, payments);
    return () => editAnswers(portal.deps, { personId: dora.id, requestId, stage: 0, answers: [], language: "en" });
  },
  delegateNotPermitted: async () => () => portal.delegate(ada, dora),
  delegationPeriodInvalid: async () => {
    await changeSettings(test.db, { allowApprovalDelegation: true, maxDelegationDays: 30 });
    return () => portal.delegate(ada, dora);
  },
  notWaitingForCallback: async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    const requestId = await portal.ask(ada, payments);
    return () => resumeRequest(portal.deps, { requestId, verdict: "continue", detail: null, stages: [] });
  },
  approvalConfigInvalid: async () => {
    const waits = { stage: "assignmentRequestApproved" as const, waitMinutes: 60 };
    await insertPackage(test.db, payments, { policies: [policy({ customExtensionStageSettings: [waits] })] });
    const requestId = await portal.ask(ada, payments);
    return () => resumeRequest(portal.deps, { requestId, verdict: "continue", detail: null, stages: [stage()] });
  },
};

/** Kim assigns Payments to one person; gives what became of that person. */
async function assignOne(parts: Partial<AssignInput> & Pick<AssignInput, "targetIds">) {
  const assigned = accepted(await portal.assign(kim, payments, { policyId: policyIds[0], ...parts }));
  const [only] = assigned.results;
  if (!only) throw new Error("one target has one result");
  return only.result;
}

/** The log without what was tried and refused, which is kept and changes nothing (AUD-6). */
const whatWasDone: Readonly<Record<string, string>> = {
  "public.audit_events": "(select * from audit_events where result <> 'failure')",
  "public.audit_chain":
    "(select * from audit_chain where event_id in (select id from audit_events where result <> 'failure'))",
};

/** Every row of every table, so that a changed value shows as well as a new row. */
async function contents(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(await rowCounts(test.db))) {
    const { rows } = await test.db.execute<{ all: string | null }>(
      sql.raw(`select md5(string_agg(t::text, '|' order by t::text)) as all from ${whatWasDone[name] ?? name} t`),
    );
    found[name] = rows[0]?.all ?? "";
  }
  return found;
}

describe("REQ-27 a refused command writes nothing", () => {
  it.each(Object.entries(scenes).map(([code, scene]) => ({ code: code as RefusalCode, scene })))(
    "$code",
    async ({ code, scene }) => {
      const attempt = await scene();
      const before = await contents();
      const result = await attempt();
      expect(result.ok ? null : result.error.code).toBe(code);
      expect(await contents()).toEqual(before);
      shown.add(code);
    },
  );

  afterAll(() => {
    expect([...shown].toSorted(), "every refusal there is has a scene").toEqual(Object.keys(refusalRules).toSorted());
  });

  it("ERR-2 says the same of what does not exist and of what one may not know", async () => {
    const before = await contents();
    expect(await portal.submit(ada, reports)).toEqual({ ok: false, error: { code: "packageNotFound" } });
    expect(await portal.submit({ ...ada, id: idOf(99) }, reports)).toEqual({
      ok: false,
      error: { code: "packageNotFound" },
    });
    expect(await portal.cancel(ada, idOf<RequestId>(99))).toEqual({ ok: false, error: { code: "requestNotFound" } });
    expect(await portal.giveBack(ada, idOf<AssignmentId>(99))).toEqual({
      ok: false,
      error: { code: "requestNotFound" },
    });
    await insertPackage(test.db, payments);
    const held = await portal.hold(ada, payments);
    const input = { personId: kim.id, assignmentId: held };
    expect(await removeOwnAccess(portal.deps, input)).toEqual({ ok: false, error: { code: "requestNotFound" } });
    expect(Object.keys(before)).toContain("public.audit_events");
  });

  it("REQ-47 the first failing check is the one reported", async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    await portal.ask(ada, payments);
    await test.db.update(catalogs).set({ state: "unpublished" });
    expect(await portal.submit(ada, payments)).toMatchObject({ error: { code: "catalogDisabled" } });
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    expect(await portal.submit(ada, payments)).toMatchObject({ error: { code: "accountDisabled" } });
  });

  it("REQ-48 an open request that slipped past the check is found by the index, and named", async () => {
    await insertPackage(test.db, payments, { policies: [approved()] });
    await portal.cancel(ada, await portal.ask(ada, payments));
    const [canceled] = await portal.requestsOf(ada);
    if (!canceled) throw new Error("no request");
    const rival = { ...canceled, id: idOf<RequestId>(7), state: "pendingApproval" as const, clientKey: "rival" };
    // A writer that does not queue behind the person: its row is there when the index looks, not when the check does.
    let submitted: ReturnType<typeof portal.submit> | undefined;
    await test.db.transaction(async (tx) => {
      await tx.insert(requests).values({ ...rival, subStatus: "pendingApproval", completedAt: null });
      submitted = portal.submit(ada, payments);
      for (let waiting = 0; waiting === 0; ) {
        const { rows } = await test.db.execute<{ n: number }>(
          sql`select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waiting = rows[0]?.n ?? 0;
      }
    });
    expect(await submitted).toEqual({ ok: false, error: { code: "openRequestExists", requestId: rival.id } });
  });
});

describe("REQ-79 history", () => {
  it("refuses update and delete, whoever asks", async () => {
    await insertPackage(test.db, payments);
    await portal.hold(ada, payments);
    const before = await test.db.select().from(auditEvents).orderBy(auditEvents.sequence);
    const refused = { cause: { message: "audit_events is append-only" } };
    await expect(test.db.update(auditEvents).set({ reason: "another" })).rejects.toMatchObject(refused);
    await expect(test.db.delete(auditEvents)).rejects.toMatchObject(refused);
    expect(await test.db.select().from(auditEvents).orderBy(auditEvents.sequence)).toEqual(before);
  });

  it("keeps neither answers nor justification in the log", async () => {
    await insertPackage(test.db, payments);
    await portal.ask(ada, payments, { justification: "a private matter" });
    const rows = await test.db.select().from(auditEvents);
    expect(JSON.stringify(rows)).not.toContain("private");
  });
});
