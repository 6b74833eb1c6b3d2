import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedStage } from "@/lib/engine/approval/decide";
import type { RequestId } from "@/lib/engine/ids";
import { defaultSettings } from "@/lib/engine/settings";
import { anyHoldings, anyPerson, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  ben,
  cleo,
  decider,
  directoryOf,
  disabled,
  dora,
  finance,
  finn,
  gus,
  kim,
  payments,
  vendors,
} from "@/lib/engine/testing/cast";
import {
  accepted,
  accessPackage,
  after,
  form,
  heldAssignment,
  holdings,
  manager,
  namesOf,
  newIds,
  otherRequest,
  person,
  policy,
  refusalOf,
  stage,
  start,
  submission,
} from "@/lib/engine/testing/facts";
import { Office } from "@/lib/engine/testing/scenarios";
import { fold } from "./evolve";
import { firstRefusal, runGates } from "./gates";
import { isBrowsable, mayKnowPackage } from "./knowledge";
import type { RefusalCode } from "./refusals";
import type { SubmissionFacts, SubmitCommand } from "./submission";
import { decideSubmission } from "./submit";

const byManagers = {
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: [{ kind: "requestorManager" as const }],
};
const byAnybody = {
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: [{ kind: "anyDirectoryUser" as const }],
};
const listedOnly = {
  allowedTargetScope: "specificDirectoryUsers" as const,
  specificAllowedTargets: [{ kind: "singleUser" as const, userId: ada.id }],
};

/** Ben asks for Ada, whose manager he is, under one policy. */
const benForAda = (
  terms: Parameters<typeof policy>[0] = { requestorSettings: byManagers },
  parts: Partial<SubmissionFacts> = {},
): SubmissionFacts => submission({ requestor: ben, package: accessPackage({ policies: [policy(terms)] }), ...parts });
const codeOf = (facts: SubmissionFacts, command: Partial<SubmitCommand> = {}): RefusalCode | null =>
  firstRefusal(runGates(facts, form(command), start))?.code ?? null;
const requested = (facts: SubmissionFacts) => fold(accepted(decideSubmission(facts, form(), newIds, start)).events);

describe("asking for somebody else", () => {
  test("REQ-4 is a request of type onBehalfAdd by one person for another", () => {
    expect(requested(benForAda())).toMatchObject({ type: "onBehalfAdd", requestorId: ben.id, targetId: ada.id });
  });

  test("WHO-37 the direct manager may, the manager above and a former one may not", () => {
    expect(codeOf(benForAda())).toBeNull();
    expect(codeOf(benForAda(undefined, { requestor: cleo }))).toBe("requestorKindNotAllowed");
    expect(codeOf(benForAda(undefined, { target: { ...ada, managerId: cleo.id } }))).toBe("requestorKindNotAllowed");
  });

  test("WHO-38 any member may where the policy says so, a guest may not", () => {
    const open = { requestorSettings: byAnybody };
    expect(codeOf(benForAda(open, { requestor: kim }))).toBeNull();
    expect(codeOf(benForAda(open, { requestor: gus, hasHistory: true }))).toBe("requestorKindNotAllowed");
  });

  test("WHO-39 the target has to be in scope, whoever asks need not", () => {
    expect(codeOf(benForAda({ ...listedOnly, requestorSettings: byManagers }))).toBeNull();
    const forBenOnly = {
      ...listedOnly,
      specificAllowedTargets: [{ kind: "singleUser" as const, userId: ben.id }],
      requestorSettings: byManagers,
    };
    expect(codeOf(benForAda(forBenOnly))).toBe("noApplicablePolicy");
  });

  test("WHO-39 the schedule and the approvers are those of the target's policy and relations", () => {
    const byManager = stage({ primaryApprovers: [manager(2)] });
    const request = requested(benForAda({ requestorSettings: byManagers, stages: [byManager] }));
    expect(namesOf(request?.stages[0]?.approvers ?? [])).toEqual([cleo.id]);
  });

  test("ERR-7 whoever may not ask for this person is told that the kind is not allowed", () => {
    expect(codeOf(benForAda(undefined, { requestor: kim }))).toBe("requestorKindNotAllowed");
    expect(codeOf(benForAda({ requestorSettings: {} }))).toBe("requestorKindNotAllowed");
  });

  test("WHO-40 nobody ever asks for another unless a policy was switched on for them", () => {
    const anyKinds = fc.subarray(["requestorManager", "anyDirectoryUser"] as const);
    checked(
      fc.property(anyPerson, anyPerson, fc.boolean(), anyKinds, (requestor, target, isOn, kinds) => {
        fc.pre(requestor.id !== target.id);
        const requestorSettings = {
          enableOnBehalfRequestorsToAddAccess: isOn,
          onBehalfRequestors: kinds.map((kind) => ({ kind })),
        };
        const terms = { allowedTargetScope: "allDirectoryUsers" as const, requestorSettings };
        const isManager = target.managerId === requestor.id && kinds.includes("requestorManager");
        const isColleague = requestor.kind === "member" && kinds.includes("anyDirectoryUser");
        expect(codeOf(benForAda(terms, { requestor, target }))).toBe(
          isOn && (isManager || isColleague) ? null : "requestorKindNotAllowed",
        );
      }),
    );
  });

  test("ERR-1 the target's account is looked at too, and only for those who may ask for them", () => {
    const target = disabled(ada);
    expect(firstRefusal(runGates(benForAda(undefined, { target }), form(), start))).toEqual({
      code: "accountDisabled",
      who: "target",
    });
    expect(codeOf(benForAda(undefined, { target, requestor: kim }))).toBe("requestorKindNotAllowed");
    expect(codeOf(benForAda(undefined, { target, requestor: disabled(ben) }))).toBe("accountDisabled");
  });

  test("REQ-47 what stands in the way of the target is reported in the order of every other submission", () => {
    const held = holdings({ assignments: [heldAssignment()], requests: [otherRequest()] });
    const facts = benForAda(undefined, { holdings: held });
    expect(codeOf(facts)).toBe("openRequestExists");
    expect(codeOf({ ...facts, holdings: { ...held, requests: [] } })).toBe("alreadyAssigned");
    expect(codeOf({ ...facts, settings: { ...defaultSettings, isLicenceValid: false } })).toBe("licenceLapsed");
    expect(codeOf({ ...facts, package: null })).toBe("packageNotFound");
  });
});

describe("what whoever asks for another may know", () => {
  const forAdaByManagers = { ...listedOnly, requestorSettings: byManagers };

  test("ERR-2 a package is known to whoever may ask for the target, though it is not for them", () => {
    expect(mayKnowPackage(benForAda(forAdaByManagers))).toBe(true);
    expect(mayKnowPackage(benForAda(forAdaByManagers, { requestor: kim }))).toBe(false);
    expect(codeOf(benForAda(forAdaByManagers, { requestor: kim }))).toBe("packageNotFound");
  });

  test("ERR-2 what the target is in scope of or asked for before is no secret to the target alone", () => {
    const onlyForAda = { ...listedOnly, requestorSettings: {} };
    expect(codeOf(benForAda(onlyForAda, { requestor: kim }))).toBe("packageNotFound");
    expect(codeOf(benForAda(onlyForAda, { requestor: kim, hasHistory: true }))).toBe("requestorKindNotAllowed");
  });

  test("ERR-2 the groups that count are those of whoever asks", () => {
    const forFinance = {
      allowedTargetScope: "specificDirectoryUsers" as const,
      specificAllowedTargets: [{ kind: "groupMembers" as const, groupId: finance }],
    };
    const inFinance = new Set([finance]);
    const adaIsIn = benForAda(forFinance, { requestor: kim, holdings: holdings({ groupIds: inFinance }) });
    expect(mayKnowPackage(adaIsIn)).toBe(false);
    expect(mayKnowPackage({ ...adaIsIn, requestorGroupIds: inFinance })).toBe(true);
  });

  test("WHO-8 with a report in mind a manager sees what the report is in scope of and managers may ask for", () => {
    const facts = benForAda(forAdaByManagers);
    expect(isBrowsable(facts)).toBe(true);
    expect(isBrowsable({ ...facts, target: kim })).toBe(false);
    expect(isBrowsable(benForAda({ ...listedOnly, requestorSettings: {} }))).toBe(false);
    expect(isBrowsable({ ...facts, requestor: cleo })).toBe(false);
    expect(isBrowsable({ ...facts, target: ben })).toBe(false);
  });
});

describe("conflicts of somebody else", () => {
  const excluding = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
  const wanted = (requestorSettings = byAnybody) =>
    accessPackage({ policies: [policy({ requestorSettings })], incompatible: excluding });
  const vendorsHeld = holdings({ assignments: [heldAssignment({ packageId: vendors })] });

  test("SOD-13 the target's holdings count, the submitter's do not matter", () => {
    expect(codeOf(benForAda(undefined, { package: wanted(), holdings: vendorsHeld }))).toBe("incompatiblePackage");
    checked(
      fc.property(anyPerson, anyHoldings, (requestor, held) => {
        const byOther = submission({ requestor, package: wanted(), holdings: held });
        const byAda = submission({ package: wanted(), holdings: held });
        if (requestor.kind === "member") expect(codeOf(byOther)).toBe(codeOf(byAda));
      }),
    );
  });

  test("ERR-12 a colleague learns that there is a conflict, a manager who sees a report's access with what", () => {
    const conflicts = (facts: SubmissionFacts) => {
      const refusal = firstRefusal(runGates({ ...facts, holdings: vendorsHeld }, form(), start));
      return refusal && "conflicts" in refusal ? refusal.conflicts.map((each) => each.displayName) : null;
    };
    const byColleague = benForAda(undefined, { package: wanted(), requestor: kim });
    const byManager = benForAda(undefined, { package: wanted() });
    const settings = { ...defaultSettings, managersSeeReportAssignments: false };
    expect(conflicts(byManager)).toEqual(["Vendors"]);
    expect(conflicts({ ...byManager, settings })).toEqual([]);
    expect(conflicts(byColleague)).toEqual([]);
    expect(conflicts(submission({ package: wanted() }))).toEqual(["Vendors"]);
  });
});

describe("the story of a request for somebody else", () => {
  const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
  const officeWith = (...stages: ReturnType<typeof stage>[]) =>
    new Office(start, [accessPackage({ policies: [policy({ requestorSettings: byManagers, stages })] })]);

  test("APP-67 a manager who is the only approver of what they asked for does not decide: the fallbacks do", () => {
    const office = officeWith(byManager);
    const { id, stages } = office.open(ben, payments, { target: ada });
    expect(namesOf(stages[0]?.approvers ?? [])).toEqual([finn.id]);
    expect(refusalOf(office.decide(ben, id, "approve"))).toBe("ownRequest");
    expect(askedStage(office.request(id), decider(ben), start)).toBeNull();
    expect(refusalOf(office.decide(finn, id, "approve"))).toBeNull();
  });

  test("REQ-13 asked for, approved, delivered: the access is the target's, and so is the way back", () => {
    const office = officeWith(stage({ primaryApprovers: [person(dora)] }));
    const { id, assignmentId } = office.open(ben, payments, { target: ada });
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    office.finish(id);
    expect(office.request(id).state).toBe("delivered");
    expect(office.assignments.get(assignmentId)?.facts).toMatchObject({ targetId: ada.id, state: "delivered" });
    expect(refusalOf(office.giveBack(ben, assignmentId))).toBe("requestNotFound");
    expect(refusalOf(office.giveBack(ada, assignmentId))).toBeNull();
  });

  test("WHO-41 a request goes on though whoever made it is no longer the manager", () => {
    const office = officeWith(stage({ primaryApprovers: [person(dora)] }));
    const { id } = office.open(ben, payments, { target: ada });
    office.directory = directoryOf([{ ...ada, managerId: cleo.id }]);
    office.passTo(after(1));
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    expect(office.request(id).state).toBe("delivering");
    expect(refusalOf(office.submit(ben, payments, { target: ada }))).toBe("requestorKindNotAllowed");
  });

  test("WHO-42 the target is told that somebody asked for them", () => {
    const office = officeWith(byManager);
    office.open(ben, payments, { target: ada });
    expect(office.told("requestedForYou")).toEqual([ada.id]);
    const own = new Office(start, [accessPackage()]);
    own.open(ada, payments);
    expect(own.told("requestedForYou")).toEqual([]);
  });

  test("REQ-48 for one target and package one request is open, whoever asked first", () => {
    const office = officeWith(byManager);
    const { id } = office.open(ben, payments, { target: ada });
    expect(office.submit(ada, payments)).toEqual({ ok: false, error: { code: "openRequestExists", requestId: id } });
    expect(refusalOf(office.cancel(ada, id as RequestId))).toBeNull();
    expect(refusalOf(office.submit(ada, payments))).toBeNull();
  });
});
