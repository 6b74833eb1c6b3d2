import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "@/lib/engine/settings";
import { conflictsOf } from "@/lib/engine/sod/conflicts";
import { anyHoldings, anyIncompatibilities, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  disabled,
  dora,
  finance,
  gus,
  idOf,
  kim,
  nightly,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import {
  accessPackage,
  after,
  choiceQuestion,
  form,
  heldAssignment,
  holdings,
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
import { firstRefusal, obstacleTo, runGates } from "./gates";
import { isBrowsable, mayKnowPackage } from "./knowledge";
import { applicablePolicy } from "./policy-gates";
import { type Refusal, type RefusalCode, refusalRules } from "./refusals";
import type { SubmissionFacts, SubmitCommand } from "./submission";
import { decideSubmission } from "./submit";

const codeOf = (facts: SubmissionFacts, command: Partial<SubmitCommand> = {}, now = start): RefusalCode | null =>
  firstRefusal(runGates(facts, form(command), now))?.code ?? null;
const refused = (facts: SubmissionFacts, command: Partial<SubmitCommand> = {}): Refusal | null =>
  firstRefusal(runGates(facts, form(command), start));

const about = (parts: Parameters<typeof accessPackage>[0], rest: Partial<SubmissionFacts> = {}): SubmissionFacts =>
  submission({ package: accessPackage(parts), ...rest });
const byGus: Partial<SubmissionFacts> = { requestor: gus, target: gus };

const notForAda = policy({ policyId: policyIds[1], allowedTargetScope: "specificDirectoryUsers" });
const forAda = policy({
  policyId: policyIds[0],
  displayName: "Ada only",
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
});
const forAll = policy({ policyId: policyIds[2], displayName: "Everyone", allowedTargetScope: "allDirectoryUsers" });
const notByOneself = policy({
  policyId: policyIds[3],
  requestorSettings: { enableTargetsToSelfAddAccess: false },
});

const excludesVendorsAndFinance = {
  packages: [{ id: vendors, displayName: "Vendors" }],
  groups: [{ id: finance, displayName: "Finance" }],
};
const vendorsHeld = heldAssignment({ id: idOf(3), packageId: vendors });

describe("who is asking", () => {
  test("ERR-1 a disabled account asks for nothing", () => {
    expect(refused(submission({ requestor: disabled(ada), target: disabled(ada) }))).toEqual({
      code: "accountDisabled",
      who: "requestor",
    });
  });

  test("ERR-7 on behalf of somebody else is refused while no policy permits it", () => {
    expect(codeOf(submission({ requestor: kim, target: ada }))).toBe("requestorKindNotAllowed");
  });

  test("WHO-40 asking for others is off on every policy", () => {
    expect(
      codeOf(about({ policies: [forAda, forAll] }, { requestor: kim, target: ada }), { policyId: policyIds[0] }),
    ).toBe("requestorKindNotAllowed");
  });
});

describe("which packages there are for somebody", () => {
  test("WHO-1 a package of a catalog that is not enabled is neither listed nor requestable", () => {
    const facts = about({ catalog: { isPublished: false, isExternallyVisible: true } });
    expect(isBrowsable(facts)).toBe(false);
    expect(codeOf(facts)).toBe("catalogDisabled");
  });

  test("ERR-3 a disabled catalog has a refusal of its own for those who may know the package", () => {
    expect(codeOf(about({ catalog: { isPublished: false, isExternallyVisible: false } }))).toBe("catalogDisabled");
  });

  test("WHO-2 a guest needs the catalog to be open for guests, a member does not", () => {
    const facts = { policies: [forAll], catalog: { isPublished: true, isExternallyVisible: false } };
    expect(isBrowsable(about(facts, byGus))).toBe(false);
    expect(codeOf(about(facts, byGus))).toBe("externalNotAllowed");
    expect(isBrowsable(about(facts))).toBe(true);
    expect(codeOf(about(facts))).toBeNull();
  });

  test("ERR-4 a guest is refused where the catalog is not open for guests", () => {
    const facts = { policies: [forAll], catalog: { isPublished: true, isExternallyVisible: false } };
    expect(codeOf(about(facts, byGus))).toBe("externalNotAllowed");
  });

  test("WHO-3 a hidden package is not listed and can still be asked for by its link", () => {
    const hidden = about({ isHidden: true });
    expect(isBrowsable(hidden)).toBe(false);
    expect(codeOf(hidden)).toBeNull();
  });

  test("WHO-4 it takes one enabled policy that holds the person and lets them ask for themselves", () => {
    expect(isBrowsable(about({ policies: [notForAda, forAda] }))).toBe(true);
    expect(isBrowsable(about({ policies: [notForAda, { ...forAda, isEnabled: false }] }))).toBe(false);
    expect(isBrowsable(about({ policies: [notByOneself] }))).toBe(false);
  });

  test("WHO-5 a policy for direct assignment never makes a package visible", () => {
    const facts = about({ policies: [policy({ allowedTargetScope: "notSpecified" })] });
    expect(mayKnowPackage(facts)).toBe(false);
    expect(isBrowsable(facts)).toBe(false);
  });

  test("WHO-6 a conflict, an open request or an assignment leaves a package listed though not requestable", () => {
    const facts = about(
      { incompatible: excludesVendorsAndFinance },
      { holdings: holdings({ assignments: [heldAssignment(), vendorsHeld] }) },
    );
    expect(isBrowsable(facts)).toBe(true);
    expect(codeOf(facts)).not.toBeNull();
  });

  test("WHO-7 a package for specific people is known to those people only", () => {
    expect(mayKnowPackage(about({ policies: [forAda] }))).toBe(true);
    expect(mayKnowPackage(about({ policies: [forAda] }, { requestor: kim, target: kim }))).toBe(false);
  });

  test("WHO-9 a package without a policy cannot be requested", () => {
    expect(codeOf(about({ policies: [] }))).toBe("packageNotFound");
    expect(codeOf(about({ policies: [] }, { hasHistory: true }))).toBe("noApplicablePolicy");
  });

  test("ERR-2 unknown, and not to be known, get one and the same answer", () => {
    const outOfScope = about({ policies: [notForAda] });
    const unknown = submission({ package: null });
    expect(refused(outOfScope)).toEqual({ code: "packageNotFound" });
    expect(refused(unknown)).toEqual({ code: "packageNotFound" });
  });

  test("ERR-2 a service asks for nobody, whatever it assigned before; by its role it assigns", () => {
    const facts = submission({
      requestor: nightly,
      hasHistory: true,
      package: accessPackage({ policies: [policy()] }),
    });
    expect(refusalOf(decideSubmission(facts, form(), newIds, start))).toBe("packageNotFound");
    const direct = { ...facts, direct: { mayBypass: false } };
    const { policyId } = policy();
    expect(decideSubmission(direct, form({ policyId }), newIds, start)).toMatchObject({ ok: true });
  });

  test("ERR-2 a disabled account learns no more about an unknown package than about a known one", () => {
    const account = { requestor: disabled(ada), target: disabled(ada) };
    expect(refused(submission({ package: null, ...account }))).toEqual(refused(submission(account)));
  });

  test("ERR-52 in no scope: not found; in a scope whose policy lets nobody ask: the kind is not allowed", () => {
    expect(codeOf(about({ policies: [notForAda] }))).toBe("packageNotFound");
    expect(codeOf(about({ policies: [notByOneself] }))).toBe("requestorKindNotAllowed");
  });

  test("WHO-56 somebody who left the scope keeps what they know and cannot ask again", () => {
    expect(codeOf(about({ policies: [notForAda] }, { hasHistory: true }))).toBe("noApplicablePolicy");
  });
});

describe("which policy applies", () => {
  const nameOf = (facts: SubmissionFacts, named: (typeof policyIds)[number] | null = null) =>
    applicablePolicy(facts, named).policy?.displayName ?? null;

  test("WHO-30 one left is taken silently, of several one has to be chosen", () => {
    const second = { ...forAda, policyId: policyIds[1], displayName: "Ada, short" };
    expect(nameOf(about({ policies: [forAll, forAda] }))).toBe("Ada only");
    expect(nameOf(about({ policies: [forAda, second] }))).toBeNull();
    expect(nameOf(about({ policies: [forAda, second] }), policyIds[1])).toBe("Ada, short");
  });

  test("WHO-32 a named policy has to be among those offered", () => {
    const facts = about({ policies: [forAda, forAll] });
    expect(codeOf(facts, { policyId: policyIds[0] })).toBeNull();
    expect(codeOf(facts, { policyId: policyIds[2] })).toBe("policyNotSelectable");
  });

  test("ERR-6 the refusal lists what may be chosen", () => {
    const second = { ...forAda, policyId: policyIds[1], displayName: "Ada, short" };
    expect(refused(about({ policies: [forAda, second, forAll] }))).toEqual({
      code: "policyNotSelectable",
      choices: [
        { id: policyIds[0], name: "Ada only" },
        { id: policyIds[1], name: "Ada, short" },
      ],
    });
  });

  test("ERR-5 nobody's policy: said to those who know the package already", () => {
    expect(codeOf(about({ policies: [notForAda] }, { hasHistory: true }))).toBe("noApplicablePolicy");
  });

  test("ERR-29 a named policy that is switched off is called so, before anything else about policies", () => {
    const off = { ...forAda, isEnabled: false };
    expect(codeOf(about({ policies: [off, forAll] }), { policyId: policyIds[0] })).toBe("policyDisabled");
    expect(codeOf(about({ policies: [off, notForAda] }, { hasHistory: true }), { policyId: policyIds[0] })).toBe(
      "policyDisabled",
    );
  });

  test("WHO-35 a policy that lets nobody ask for themselves refuses the kind", () => {
    expect(codeOf(about({ policies: [notByOneself] }))).toBe("requestorKindNotAllowed");
    expect(codeOf(about({ policies: [notByOneself] }), { policyId: policyIds[3] })).toBe("requestorKindNotAllowed");
  });

  test("REQ-47 a named policy outside the surviving set is reported before the requestor kind", () => {
    const facts = about({ policies: [notByOneself, notForAda] });
    expect(codeOf(facts, { policyId: policyIds[1] })).toBe("policyNotSelectable");
  });
});

describe("what the person has already", () => {
  test.each(["submitted", "pendingApproval", "scheduled", "delivering"] as const)(
    "REQ-48 an add-request that is %s blocks a second one",
    (state) => {
      const facts = submission({ holdings: holdings({ requests: [otherRequest({ state })] }) });
      expect(refused(facts)).toEqual({ code: "openRequestExists", requestId: otherRequest().id });
    },
  );

  test.each(["delivered", "partiallyDelivered", "deliveryFailed", "denied", "canceled"] as const)(
    "REQ-48 an add-request that is %s blocks nothing",
    (state) => {
      expect(codeOf(submission({ holdings: holdings({ requests: [otherRequest({ state })] }) }))).toBeNull();
    },
  );

  test("ERR-8 only an add-request for the same package counts", () => {
    const other = otherRequest({ packageId: vendors });
    const removal = otherRequest({ type: "userRemove", state: "delivering" });
    expect(codeOf(submission({ holdings: holdings({ requests: [other, removal] }) }))).toBeNull();
  });

  test("APP-46 after a denial or a time-out the next request may follow at once", () => {
    expect(codeOf(submission({ holdings: holdings({ requests: [otherRequest({ state: "denied" })] }) }))).toBeNull();
  });

  test.each([
    ["delivering", "alreadyAssigned"],
    ["delivered", "alreadyAssigned"],
    ["partiallyDelivered", "alreadyAssigned"],
    ["deliveryFailed", null],
    ["expired", null],
  ] as const)("REQ-49 an assignment that is %s gives %s", (state, code) => {
    expect(codeOf(submission({ holdings: holdings({ assignments: [heldAssignment({ state })] }) }))).toBe(code);
  });

  test("REQ-49 another policy of the package makes no difference", () => {
    const facts = about(
      { policies: [forAda, { ...forAda, policyId: policyIds[1] }] },
      { holdings: holdings({ assignments: [heldAssignment()] }) },
    );
    expect(codeOf(facts, { policyId: policyIds[1] })).toBe("alreadyAssigned");
  });

  test("ERR-9 the refusal says which assignment and when it ends", () => {
    const held = heldAssignment({ endAt: after(5) });
    expect(refused(submission({ holdings: holdings({ assignments: [held] }) }))).toEqual({
      code: "alreadyAssigned",
      assignmentId: held.id,
      endAt: after(5),
    });
  });

  test("ASN-48 from the end instant on the package may be asked for again", () => {
    const facts = submission({ holdings: holdings({ assignments: [heldAssignment({ endAt: after(5) })] }) });
    expect(codeOf(facts, {}, after(4, 23, 59))).toBe("alreadyAssigned");
    expect(codeOf(facts, {}, after(5))).toBeNull();
  });
});

describe("separation of duties at submission", () => {
  const wantsPayments = (held: ReturnType<typeof holdings>) =>
    about({ incompatible: excludesVendorsAndFinance }, { holdings: held });

  test("SOD-12 a conflict refuses the submission", () => {
    expect(codeOf(wantsPayments(holdings({ assignments: [vendorsHeld] })))).toBe("incompatiblePackage");
    expect(codeOf(wantsPayments(holdings({ groupIds: new Set([finance]) })))).toBe("incompatibleGroup");
    expect(codeOf(wantsPayments(holdings()))).toBeNull();
  });

  test("ERR-12 the refusal names everything that stands in the way, packages first", () => {
    const both = holdings({ assignments: [vendorsHeld], groupIds: new Set([finance]) });
    expect(refused(wantsPayments(both))).toEqual({
      code: "incompatiblePackage",
      conflicts: [
        { kind: "accessPackage", id: vendors, displayName: "Vendors" },
        { kind: "group", id: finance, displayName: "Finance" },
      ],
    });
  });

  test("ERR-13 in the preview the check of groups fails for a group and not for a package", () => {
    const group = (held: ReturnType<typeof holdings>) =>
      runGates(wantsPayments(held), form(), start).find((each) => each.rule === "ERR-13")?.refusal ?? null;
    expect(group(holdings({ assignments: [vendorsHeld] }))).toBeNull();
    expect(group(holdings({ groupIds: new Set([finance]) }))).toEqual({
      code: "incompatibleGroup",
      conflicts: [{ kind: "group", id: finance, displayName: "Finance" }],
    });
  });

  test("SOD-19 a former holder of both sides cannot ask again for the one that lists the other", () => {
    const formerlyBoth = holdings({
      assignments: [heldAssignment({ state: "expired", isDeprovisioned: true }), vendorsHeld],
    });
    expect(codeOf(wantsPayments(formerlyBoth))).toBe("incompatiblePackage");
  });

  test("SOD-28 no policy and no approval makes an exception", () => {
    for (const stages of [[], [stage({ primaryApprovers: [person(dora)] })]]) {
      const facts = about(
        { policies: [policy({ stages })], incompatible: excludesVendorsAndFinance },
        { holdings: holdings({ assignments: [vendorsHeld] }) },
      );
      expect(codeOf(facts)).toBe("incompatiblePackage");
    }
  });

  test("SOD-29 the lists belong to the package: whichever policy applies, they are the same", () => {
    const facts = about(
      { policies: [forAda, { ...forAda, policyId: policyIds[1] }], incompatible: excludesVendorsAndFinance },
      { holdings: holdings({ assignments: [vendorsHeld] }) },
    );
    expect([policyIds[0], policyIds[1]].map((policyId) => codeOf(facts, { policyId }))).toEqual([
      "incompatiblePackage",
      "incompatiblePackage",
    ]);
  });

  test("SOD-12 no submission is ever accepted while the person holds something incompatible", () => {
    checked(
      fc.property(anyHoldings, anyIncompatibilities, (held, incompatible) => {
        const facts = about({ incompatible }, { holdings: held });
        const result = decideSubmission(facts, form(), newIds, start);
        if (conflictsOf(incompatible, held).length > 0) expect(result.ok).toBe(false);
      }),
      500,
    );
  });
});

describe("the form", () => {
  const strict = policy({
    questions: [textQuestion({ isRequired: true }), choiceQuestion({ isRequired: true })],
    requestorSettings: { allowCustomAssignmentSchedule: false },
    isRequestorJustificationRequired: true,
  });

  test("REQ-52 everything wrong with the form is told at once", () => {
    const command = { answers: [{ questionId: "site", value: "par" }], schedule: { startAt: after(1), endAt: null } };
    const refusal = refused(about({ policies: [strict] }), command);
    expect(refusal?.code === "invalidForm" && refusal.issues.map((each) => each.code)).toEqual([
      "answerRequired",
      "answerFormat",
      "justificationRequired",
      "scheduleNotAllowed",
    ]);
  });

  test("INF-21 a justification may be required with or without approval", () => {
    for (const stages of [[], [stage({ primaryApprovers: [person(dora)] })]]) {
      const facts = about({ policies: [policy({ stages, isRequestorJustificationRequired: true })] });
      expect(codeOf(facts, { justification: " " })).toBe("invalidForm");
      expect(codeOf(facts, { justification: "month end" })).toBeNull();
    }
  });

  test("ERR-16 a missing justification is told at its field", () => {
    const refusal = refused(about({ policies: [policy({ isRequestorJustificationRequired: true })] }));
    expect(refusal).toMatchObject({
      code: "invalidForm",
      issues: [{ code: "justificationRequired", field: "justification", problem: "required" }],
    });
  });

  test("INF-22 a justification has at most 1000 characters after trimming, required or not", () => {
    for (const isRequestorJustificationRequired of [true, false]) {
      const facts = about({ policies: [policy({ isRequestorJustificationRequired })] });
      expect(codeOf(facts, { justification: ` ${"x".repeat(1_000)} ` })).toBeNull();
      expect(codeOf(facts, { justification: "x".repeat(1_001) })).toBe("invalidForm");
    }
  });

  test("LIM-29 the ceiling of a justification is 1000 characters", () => {
    expect(codeOf(submission(), { justification: "x".repeat(1_000) })).toBeNull();
    expect(codeOf(submission(), { justification: "x".repeat(1_001) })).toBe("invalidForm");
  });
});

describe("the quota", () => {
  const open = (count: number) =>
    submission({
      holdings: holdings({
        requests: Array.from({ length: count }, (_, n) => otherRequest({ id: idOf(n), packageId: vendors })),
      }),
    });

  test("ERR-11 fifty open requests are the limit of a person", () => {
    expect(codeOf(open(49))).toBeNull();
    expect(refused(open(50))).toEqual({ code: "quotaExceeded", limit: 50 });
  });

  test("LIM-36 only open requests count", () => {
    const closed = Array.from({ length: 60 }, (_, n) => otherRequest({ id: idOf(n), state: "denied" }));
    expect(codeOf(submission({ holdings: holdings({ requests: closed }) }))).toBeNull();
  });

  test("LIM-36 what the system delivers again is nothing the person asked for", () => {
    const followed = Array.from({ length: 60 }, (_, n) =>
      otherRequest({ id: idOf(n), type: "systemUpdate", state: "delivering", packageId: vendors }),
    );
    expect(codeOf(submission({ holdings: holdings({ requests: followed }) }))).toBeNull();
  });
});

describe("the order of the checks", () => {
  /** Wrong in every respect at once; each step mends the first thing that was reported. */
  const everythingWrong: SubmissionFacts = about(
    {
      policies: [{ ...forAll, isEnabled: false }, notForAda],
      catalog: { isPublished: false, isExternallyVisible: false },
      incompatible: excludesVendorsAndFinance,
    },
    {
      requestor: disabled(gus),
      target: disabled(gus),
      settings: { ...defaultSettings, isLicenceValid: false },
      holdings: holdings({
        assignments: [heldAssignment(), vendorsHeld],
        groupIds: new Set([finance]),
        requests: [
          otherRequest(),
          ...Array.from({ length: 50 }, (_, n) => otherRequest({ id: idOf(500 + n), packageId: vendors })),
        ],
      }),
    },
  );

  test("REQ-47 the first failing check is the one reported, in the documented order", () => {
    let facts = everythingWrong;
    let command: Partial<SubmitCommand> = {
      policyId: policyIds[2],
      justification: "x".repeat(1_001),
      bypassReason: "in a hurry",
      resubmissionOf: newIds.requestId,
    };
    const wanted = () => facts.package ?? accessPackage();
    const mend = (parts: Partial<SubmissionFacts>, inPackage: Parameters<typeof accessPackage>[0] = {}) => {
      facts = { ...facts, ...parts, package: { ...wanted(), ...inPackage } };
    };
    const told: (RefusalCode | null)[] = [];
    const next = () => told.push(codeOf(facts, command));

    next();
    mend({ settings: defaultSettings });
    next();
    mend({ requestor: gus });
    next();
    mend({ hasHistory: true });
    next();
    command = { ...command, resubmissionOf: null };
    next();
    mend({}, { catalog: { isPublished: true, isExternallyVisible: false } });
    next();
    mend({}, { catalog: { isPublished: true, isExternallyVisible: true } });
    next();
    command = { ...command, policyId: policyIds[1] };
    next();
    const forGusNotByHimself = { ...notByOneself, allowedTargetScope: "allDirectoryUsers" as const };
    mend({}, { policies: [notForAda, forGusNotByHimself] });
    next();
    command = { ...command, policyId: null };
    next();
    mend({}, { policies: [forAll] });
    next();
    command = { ...command, bypassReason: null };
    next();
    mend(byGus);
    next();
    mend({ holdings: { ...facts.holdings, requests: facts.holdings.requests.slice(1) } });
    next();
    mend({ holdings: { ...facts.holdings, assignments: [vendorsHeld] } });
    next();
    mend({ holdings: { ...facts.holdings, assignments: [] } });
    next();
    mend({ holdings: { ...facts.holdings, groupIds: new Set() } });
    next();
    command = { ...command, justification: "" };
    next();
    mend({ holdings: holdings() });
    next();

    expect(told).toEqual([
      "licenceLapsed",
      "accountDisabled",
      "packageNotFound",
      "requestNotFound",
      "catalogDisabled",
      "externalNotAllowed",
      "policyDisabled",
      "noApplicablePolicy",
      "policyNotSelectable",
      "requestorKindNotAllowed",
      "bypassNotPermitted",
      "accountDisabled",
      "openRequestExists",
      "alreadyAssigned",
      "incompatiblePackage",
      "incompatibleGroup",
      "invalidForm",
      "quotaExceeded",
      null,
    ]);
  });

  test("REQ-47 the preview shows every check, with its step, in the order in which they are made", () => {
    const results = runGates(everythingWrong, form(), start);
    expect(results.map((each) => each.step)).toEqual([0, 1, 2, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7, 8, 9, 10, 12, 15]);
    expect(results.filter((each) => each.refusal).length).toBeGreaterThan(8);
  });

  test("REQ-47 what the preview would refuse is what the submission refuses", () => {
    checked(
      fc.property(
        anyHoldings,
        anyIncompatibilities,
        fc.boolean(),
        fc.boolean(),
        (held, incompatible, isPublished, isKnown) => {
          const catalog = { isPublished, isExternallyVisible: true };
          const facts = about({ incompatible, catalog, policies: [isKnown ? forAda : notForAda] }, { holdings: held });
          const preview = firstRefusal(runGates(facts, form(), start));
          const result = decideSubmission(facts, form(), newIds, start);
          expect(refusalOf(result)).toBe(preview?.code ?? null);
          expect(obstacleTo(facts, start)?.code ?? null).toBe(preview?.code ?? null);
        },
      ),
    );
  });
});

describe("the way to the form", () => {
  test("WHO-6 a choice of policies still to be made keeps nobody from the form", () => {
    const second = { ...forAda, policyId: policyIds[1] };
    expect(obstacleTo(about({ policies: [forAda, second] }), start)).toBeNull();
  });

  test("WHO-6 an empty form is no obstacle, a conflict is", () => {
    const strict = policy({ questions: [textQuestion({ isRequired: true })], isRequestorJustificationRequired: true });
    expect(obstacleTo(about({ policies: [strict] }), start)).toBeNull();
    const conflicting = about(
      { incompatible: excludesVendorsAndFinance },
      { holdings: holdings({ groupIds: new Set([finance]) }) },
    );
    expect(obstacleTo(conflicting, start)?.code).toBe("incompatibleGroup");
    expect(obstacleTo(about({ id: payments, policies: [notByOneself] }), start)?.code).toBe("requestorKindNotAllowed");
  });
});

test("ERR-30 every refusal has the rule and the status of the spec's table", () => {
  expect(refusalRules).toMatchObject({
    accountDisabled: { rule: "ERR-1", status: 403 },
    packageNotFound: { rule: "ERR-2", status: 404 },
    catalogDisabled: { rule: "ERR-3", status: 409 },
    externalNotAllowed: { rule: "ERR-4", status: 403 },
    noApplicablePolicy: { rule: "ERR-5", status: 403 },
    policyNotSelectable: { rule: "ERR-6", status: 400 },
    requestorKindNotAllowed: { rule: "ERR-7", status: 403 },
    openRequestExists: { rule: "ERR-8", status: 409 },
    alreadyAssigned: { rule: "ERR-9", status: 409 },
    quotaExceeded: { rule: "ERR-11", status: 429 },
    incompatiblePackage: { rule: "ERR-12", status: 409 },
    incompatibleGroup: { rule: "ERR-13", status: 409 },
    invalidForm: { status: 422 },
    requestNotFound: { status: 404 },
    notAnApprover: { rule: "ERR-19", status: 403 },
    ownRequest: { rule: "ERR-20", status: 403 },
    alreadyDecided: { rule: "ERR-21", status: 409 },
    deadlinePassed: { rule: "ERR-22", status: 409 },
    reasonRequired: { rule: "ERR-23", status: 422 },
    alreadyRevokedOrEnded: { rule: "ERR-25", status: 409 },
    policyDisabled: { rule: "ERR-29", status: 409 },
    cancelNotAllowed: { rule: "ERR-30", status: 409 },
    removeNotAllowed: { rule: "ERR-42", status: 403 },
  });
});
