import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedStage } from "@/lib/engine/approval/decide";
import { defaultSettings } from "@/lib/engine/settings";
import { conflictsOf } from "@/lib/engine/sod/conflicts";
import { anyHoldings, anyIncompatibilities, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  cleo,
  decider,
  disabled,
  dora,
  eli,
  gus,
  kim,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import {
  accepted,
  accessPackage,
  after,
  form,
  heldAssignment,
  holdings,
  namesOf,
  newIds,
  otherRequest,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submission,
  textQuestion,
} from "@/lib/engine/testing/facts";
import { Office } from "@/lib/engine/testing/scenarios";
import { activityOf } from "./activities";
import { assignerRefusal, bulkRefusal, missingTarget } from "./direct";
import { fold } from "./evolve";
import { formWarnings } from "./form";
import { firstRefusal, runGates } from "./gates";
import { applicablePolicy } from "./policy-gates";
import type { Refusal } from "./refusals";
import type { SubmissionFacts, SubmitCommand } from "./submission";
import { decideSubmission } from "./submit";

const byDora = stage({ primaryApprovers: [person(dora)] });
const [firstId, secondId] = policyIds;

/** Cleo assigns Payments to Ada under one policy; her role lets her leave out the approval. */
const byCleo = (terms: Parameters<typeof policy>[0] = {}, parts: Partial<SubmissionFacts> = {}): SubmissionFacts =>
  submission({
    requestor: cleo,
    direct: { mayBypass: true },
    package: accessPackage({ policies: [policy(terms)] }),
    ...parts,
  });
const refused = (facts: SubmissionFacts, parts: Partial<SubmitCommand> = {}): Refusal | null =>
  firstRefusal(runGates(facts, form({ policyId: firstId, ...parts }), start));
const codeOf = (...args: Parameters<typeof refused>) => refused(...args)?.code ?? null;
const eventsOf = (facts: SubmissionFacts, parts: Partial<SubmitCommand> = {}) =>
  accepted(decideSubmission(facts, form({ policyId: firstId, ...parts }), newIds, start)).events;
const kindsOf = (...args: Parameters<typeof eventsOf>) => eventsOf(...args).map((event) => event.kind);

describe("who may assign directly", () => {
  test("WHO-44 it takes a role for it; whoever may look into the catalog is told so", () => {
    expect(assignerRefusal({ mayAssign: true, mayView: true })).toBeNull();
    expect(assignerRefusal({ mayAssign: false, mayView: true })).toEqual({ code: "roleNotSufficient" });
    expect(assignerRefusal({ mayAssign: false, mayView: false })).toEqual({ code: "packageNotFound" });
    expect(assignerRefusal(null)).toEqual({ code: "packageNotFound" });
  });

  test("REQ-6 is a request of type adminAdd by the administrator, for others and for themself", () => {
    expect(fold(eventsOf(byCleo()))).toMatchObject({ type: "adminAdd", requestorId: cleo.id, targetId: ada.id });
    expect(fold(eventsOf(byCleo({}, { target: cleo })))?.type).toBe("adminAdd");
  });

  test("ERR-41 without a licence nobody asks and nobody assigns", () => {
    const settings = { ...defaultSettings, isLicenceValid: false };
    expect(refused(byCleo({}, { settings }))).toEqual({ code: "licenceLapsed" });
    expect(refused(submission({ settings, requestor: disabled(ada) }))).toEqual({ code: "licenceLapsed" });
    expect(refused(submission({ settings, package: null }))).toEqual({ code: "licenceLapsed" });
  });

  test("REQ-47 the order is that of every other submission", () => {
    const blocked = holdings({ assignments: [heldAssignment()], requests: [otherRequest()] });
    const catalog = { isPublished: false, isExternallyVisible: false };
    const facts = byCleo({ isEnabled: false }, { holdings: blocked, target: disabled(gus) });
    const told = [
      codeOf({ ...facts, requestor: disabled(cleo), package: accessPackage({ catalog }) }),
      codeOf({ ...facts, package: accessPackage({ catalog }) }),
      codeOf({ ...facts, package: accessPackage({ catalog: { ...catalog, isPublished: true } }) }),
      codeOf(facts),
      codeOf(byCleo({}, { holdings: blocked, target: disabled(gus) })),
      codeOf(byCleo({}, { holdings: blocked, target: disabled(ada) }), { bypassReason: "now" }),
      codeOf(byCleo({}, { holdings: blocked, target: disabled(ada) })),
      codeOf(byCleo({}, { holdings: blocked })),
    ];
    expect(told).toEqual([
      "accountDisabled",
      "catalogDisabled",
      "externalNotAllowed",
      "policyDisabled",
      "noApplicablePolicy",
      "bypassNotPermitted",
      "accountDisabled",
      "openRequestExists",
    ]);
  });
});

describe("the policy of a direct assignment", () => {
  const direct = policy({ policyId: firstId, displayName: "Direct", allowedTargetScope: "notSpecified" });
  const both = accessPackage({ policies: [direct, policy({ policyId: secondId, displayName: "Employees" })] });

  test("WHO-45 has to be named, even where there is only one", () => {
    expect(applicablePolicy(byCleo(), null).policy).toBeNull();
    expect(refused(byCleo({}, { package: both }), { policyId: null })).toEqual({
      code: "policyNotSelectable",
      choices: [
        { id: firstId, name: "Direct" },
        { id: secondId, name: "Employees" },
      ],
    });
    expect(fold(eventsOf(byCleo({}, { package: both }), { policyId: secondId }))?.snapshot.displayName).toBe(
      "Employees",
    );
  });

  test("WHO-46 has to hold the target, whatever other policies do", () => {
    const notForAda = policy({ policyId: firstId, allowedTargetScope: "specificDirectoryUsers" });
    const wanted = accessPackage({ policies: [notForAda, policy({ policyId: secondId })] });
    expect(codeOf(byCleo({}, { package: wanted }))).toBe("noApplicablePolicy");
    expect(codeOf(byCleo({}, { package: wanted }), { policyId: secondId })).toBeNull();
  });

  test("ERR-5 whoever may assign the package knows it, though no policy holds them or the target", () => {
    expect(codeOf(byCleo({ allowedTargetScope: "specificDirectoryUsers" }))).toBe("noApplicablePolicy");
  });

  test("WHO-36 with scope none takes anybody in the directory, and nobody once it is switched off", () => {
    const facts = byCleo({}, { package: both });
    expect(codeOf(facts)).toBeNull();
    const off = accessPackage({ policies: [{ ...direct, isEnabled: false }] });
    expect(codeOf(byCleo({}, { package: off }))).toBe("policyDisabled");
  });

  test("WHO-51 a guest who is in the directory is assigned as the person they are", () => {
    const facts = byCleo({}, { package: accessPackage({ policies: [direct] }), target: gus });
    expect(fold(eventsOf(facts))).toMatchObject({ targetId: gus.id, type: "adminAdd" });
  });

  test("WHO-52 with scope none nobody can be brought in who is not in the directory", () => {
    expect(missingTarget({ mayBypass: false })).toEqual({ code: "targetNotInDirectory" });
  });

  test("ERR-28 whoever assigns is told that the person is not there, others learn nothing", () => {
    expect(missingTarget({ mayBypass: true })).toEqual({ code: "targetNotInDirectory" });
    expect(missingTarget(null)).toEqual({ code: "packageNotFound" });
  });

  test("ERR-7 a policy that leaves administrators out is not theirs to give", () => {
    const facts = byCleo({ requestorSettings: { enableAdministratorsToAddAccess: false } });
    expect(codeOf(facts)).toBe("requestorKindNotAllowed");
  });

  test("WHO-35 a policy under which nobody may ask for themself can still be assigned", () => {
    expect(codeOf(byCleo({ requestorSettings: { enableTargetsToSelfAddAccess: false } }))).toBeNull();
  });
});

describe("the form of a direct assignment", () => {
  test("WHO-48 required questions stay required, and the administrator answers them", () => {
    const facts = byCleo({ questions: [textQuestion({ isRequired: true })] });
    expect(codeOf(facts)).toBe("invalidForm");
    const answers = [{ questionId: "why", value: "month end" }];
    expect(fold(eventsOf(facts, { answers }))?.answers).toMatchObject([{ value: "month end" }]);
  });

  test("WHO-49 neither a justification nor a period is needed, and a period is always allowed", () => {
    const facts = byCleo({
      isRequestorJustificationRequired: true,
      requestorSettings: { allowCustomAssignmentSchedule: false },
      expiration: { type: "afterDays", days: 10 },
    });
    expect(eventsOf(facts).at(-1)).toMatchObject({ period: { startAt: start, endAt: after(10) } });
    const schedule = { startAt: null, endAt: after(5) };
    expect(eventsOf(facts, { schedule }).at(-1)).toMatchObject({ period: { startAt: start, endAt: after(5) } });
    expect(codeOf(facts, { justification: "x".repeat(1_001) })).toBe("invalidForm");
  });

  test("ASN-15 an end beyond the policy is warned of and allowed; whoever asks for themself is refused", () => {
    const terms = policy({ expiration: { type: "afterDays", days: 10 } });
    const schedule = { startAt: null, endAt: after(11) };
    expect(eventsOf(byCleo(terms), { schedule }).at(-1)).toMatchObject({ period: { endAt: after(11) } });
    expect(formWarnings(terms, form({ schedule }), start)).toMatchObject([
      { code: "scheduleInvalid", field: "endAt", problem: "beyondLatest" },
    ]);
    expect(formWarnings(terms, form({ schedule: { startAt: null, endAt: after(10) } }), start)).toEqual([]);
    expect(formWarnings(terms, form(), start)).toEqual([]);
    expect(codeOf(submission({ package: accessPackage({ policies: [terms] }) }), { schedule })).toBe("invalidForm");
  });

  test("ASN-15 a policy whose date has passed needs an end of its own; nonsense stays nonsense", () => {
    const over = byCleo({ expiration: { type: "afterDateTime", endDateTime: after(-1) } });
    expect(codeOf(over)).toBe("invalidForm");
    expect(codeOf(over, { schedule: { startAt: null, endAt: after(2) } })).toBeNull();
    expect(codeOf(over, { schedule: { startAt: after(3), endAt: after(2) } })).toBe("invalidForm");
    expect(codeOf(byCleo(), { schedule: { startAt: after(-1), endAt: null } })).toBe("invalidForm");
  });
});

describe("approval of a direct assignment", () => {
  const withApproval = { stages: [byDora] };
  const mayBypass = { ...withApproval, requestorSettings: { allowAdminBypass: true } };

  test("APP-92 runs as the policy says", () => {
    expect(kindsOf(byCleo(withApproval))).toEqual(["requestSubmitted", "stageStarted"]);
    expect(kindsOf(byCleo())).toEqual(["requestSubmitted", "requestAutoApproved", "deliveryStarted"]);
  });

  test("APP-93 is left out with the policy's permission, the role and a reason, which the log keeps", () => {
    const events = eventsOf(byCleo(mayBypass), { bypassReason: " the auditor is in the house " });
    expect(events.map((event) => event.kind)).toEqual(["requestSubmitted", "requestAutoApproved", "deliveryStarted"]);
    const bypassed = events[1];
    expect(bypassed).toMatchObject({ bypassReason: "the auditor is in the house" });
    expect(bypassed && activityOf(bypassed, "adminAdd")).toContain("approval bypassed");
  });

  test("APP-93 no approval is ever left out unless flag, role and reason are all there", () => {
    checked(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.constantFrom("", " ", "urgent"), (...given) => {
        const [allowAdminBypass, hasRole, isDirect, bypassReason] = given;
        const facts = byCleo(
          { ...withApproval, requestorSettings: { allowAdminBypass } },
          isDirect ? { direct: { mayBypass: hasRole } } : { direct: null, requestor: ada },
        );
        const result = decideSubmission(facts, form({ policyId: firstId, bypassReason }), newIds, start);
        const isPermitted = allowAdminBypass && hasRole && isDirect && bypassReason === "urgent";
        expect(refusalOf(result)).toBe(isPermitted ? null : "bypassNotPermitted");
      }),
    );
  });

  test("APP-93 a bypass where nobody would have been asked is none", () => {
    const facts = byCleo({ requestorSettings: { allowAdminBypass: true } });
    expect(eventsOf(facts, { bypassReason: "just in case" })[1]).toMatchObject({ bypassReason: null });
  });

  test("APP-93 a bypassed assignment still waits for its start", () => {
    const parts = { bypassReason: "urgent", schedule: { startAt: after(5), endAt: null } };
    expect(kindsOf(byCleo(mayBypass), parts)).toEqual(["requestSubmitted", "requestAutoApproved", "requestScheduled"]);
  });

  test("ERR-37 says which of the three is missing", () => {
    const bypassReason = "urgent";
    const missing = (facts: SubmissionFacts, reason = bypassReason) => refused(facts, { bypassReason: reason });
    const code = "bypassNotPermitted";
    expect(missing(byCleo(withApproval))).toEqual({ code, missing: "policy" });
    expect(missing(byCleo(mayBypass, { direct: { mayBypass: false } }))).toEqual({ code, missing: "role" });
    expect(missing(byCleo(mayBypass), "  ")).toEqual({ code, missing: "reason" });
    expect(missing(byCleo(mayBypass, { direct: null, requestor: ada }))).toEqual({ code, missing: "role" });
    expect(missing(byCleo(mayBypass))).toBeNull();
  });

  test("LIM-29 the reason for leaving out an approval is no longer than other reasons", () => {
    expect(codeOf(byCleo(mayBypass), { bypassReason: "x".repeat(1_000) })).toBeNull();
    expect(refused(byCleo(mayBypass), { bypassReason: "x".repeat(1_001) })).toMatchObject({
      code: "invalidForm",
      issues: [{ field: "bypassReason", problem: "tooLong" }],
    });
  });

  test("APP-94 a second policy without approval, for the few who need it, does without a bypass", () => {
    const quick = policy({
      policyId: secondId,
      displayName: "Quick",
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
    });
    const wanted = accessPackage({ policies: [policy(withApproval), quick] });
    const adas = byCleo({}, { package: wanted });
    expect(kindsOf(adas, { policyId: secondId })).toContain("deliveryStarted");
    expect(codeOf({ ...adas, target: kim }, { policyId: secondId })).toBe("noApplicablePolicy");
    expect(kindsOf({ ...adas, target: kim })).toContain("stageStarted");
    expect(applicablePolicy(submission({ package: wanted }), null).policy?.displayName).toBe("Quick");
  });

  test("APP-95 an administrator among the approvers does not decide on what they started", () => {
    const byBoth = stage({ primaryApprovers: [person(cleo), person(dora)] });
    const office = new Office(start, [accessPackage({ policies: [policy({ stages: [byBoth] })] })]);
    const { id, stages } = office.open(cleo, payments, {
      target: ada,
      direct: { mayBypass: true },
      policyId: firstId,
    });
    expect(namesOf(stages[0]?.approvers ?? [])).toEqual([dora.id]);
    expect(refusalOf(office.decide(cleo, id, "approve"))).toBe("ownRequest");
    expect(askedStage(office.request(id), decider(cleo), start)).toBeNull();
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
  });
});

describe("several targets in one go", () => {
  const asking = accessPackage({ policies: [policy({ questions: [textQuestion()] }), policy({ policyId: secondId })] });

  test("WHO-47 several at once, but one at a time where the policy asks questions", () => {
    expect(bulkRefusal(asking, secondId, 2)).toBeNull();
    expect(bulkRefusal(asking, firstId, 1)).toBeNull();
    expect(bulkRefusal(asking, firstId, 2)).not.toBeNull();
  });

  test("ERR-26 the answers of one person are not those of another", () => {
    expect(bulkRefusal(asking, firstId, 2)).toEqual({ code: "multiTargetWithQuestions" });
  });

  test("LIM-34 at most a hundred", () => {
    expect(bulkRefusal(asking, secondId, 100)).toBeNull();
    expect(bulkRefusal(asking, secondId, 101)).toEqual({ code: "tooManyTargets", limit: 100 });
  });

  const excluding = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
  const vendorsHeld = holdings({ assignments: [heldAssignment({ packageId: vendors })] });

  test("SOD-17 each is judged by what they hold themself; a conflict of one is told by name and stops no other", () => {
    const office = new Office(start, [
      accessPackage({ incompatible: excluding }),
      accessPackage({ id: vendors, displayName: "Vendors" }),
    ]);
    const held = office.open(kim, vendors);
    office.finish(held.id);
    const assign = (target: typeof ada) =>
      office.submit(cleo, payments, { target, direct: { mayBypass: true }, policyId: firstId });
    expect([ada, kim, eli].map((target) => refusalOf(assign(target)))).toEqual([null, "incompatiblePackage", null]);
    expect(assign(kim)).toMatchObject({ error: { conflicts: [{ displayName: "Vendors" }] } });
  });

  test("SOD-16 a conflict refuses a direct assignment, whoever makes it and even with a bypass", () => {
    const terms = { stages: [byDora], requestorSettings: { allowAdminBypass: true } };
    const wanted = accessPackage({ policies: [policy(terms)], incompatible: excluding });
    const facts = byCleo({}, { package: wanted, holdings: vendorsHeld });
    expect(codeOf(facts)).toBe("incompatiblePackage");
    expect(codeOf(facts, { bypassReason: "urgent" })).toBe("incompatiblePackage");
    checked(
      fc.property(anyHoldings, anyIncompatibilities, fc.boolean(), (held, incompatible, bypasses) => {
        const assigned = byCleo({}, { package: { ...wanted, incompatible }, holdings: held });
        const command = form({ policyId: firstId, bypassReason: bypasses ? "urgent" : null });
        const result = decideSubmission(assigned, command, newIds, start);
        if (conflictsOf(incompatible, held).length > 0) expect(result.ok).toBe(false);
      }),
    );
  });
});
