import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PersonId } from "@/lib/engine/ids";
import { fold } from "@/lib/engine/request/evolve";
import { activeStage } from "@/lib/engine/request/request";
import { decideSubmission } from "@/lib/engine/request/submit";
import { defaultSettings } from "@/lib/engine/settings";
import {
  anyDirectory,
  anyExpiration,
  anyHoldings,
  anyIncompatibilities,
  anySchedule,
  anyStages,
  checked,
} from "@/lib/engine/testing/arbitraries";
import {
  ada,
  auditors,
  ben,
  cleo,
  directoryOf,
  disabled,
  dora,
  eli,
  finn,
  hana,
  kim,
  ledgerOwners,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import {
  accessPackage,
  after,
  form,
  heldAssignment,
  holdings,
  manager,
  newIds,
  otherRequest,
  person,
  policy,
  stage,
  start,
  submission,
} from "@/lib/engine/testing/facts";
import { explain, type TraceFacts } from "./trace";
import { visibleTrace } from "./visible";

const traced = (parts: Parameters<typeof submission>[0] = {}, more: Partial<TraceFacts> = {}): TraceFacts => ({
  submission: submission(parts),
  delegates: new Map(),
  incompatibleWith: [],
  roles: [],
  ...more,
});

const withStages = (...stages: ReturnType<typeof stage>[]) => accessPackage({ policies: [policy({ stages })] });
const names = (people: readonly { readonly personId: PersonId }[]) => people.map((each) => each.personId);

const anyFacts: fc.Arbitrary<TraceFacts> = fc
  .record({
    directory: anyDirectory,
    holdings: anyHoldings,
    incompatible: anyIncompatibilities,
    stages: anyStages,
    isApproved: fc.boolean(),
    isEnabled: fc.boolean(),
    expiration: anyExpiration,
    isPublished: fc.boolean(),
    scopes: fc.array(
      fc.constantFrom("allMemberUsers" as const, "allDirectoryUsers" as const, "notSpecified" as const),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  })
  .map(
    ({ directory, holdings: held, incompatible, stages, isApproved, isEnabled, expiration, isPublished, scopes }) => {
      const policies = scopes.map((allowedTargetScope, index) =>
        policy({
          policyId: policyIds[index] ?? policyIds[0],
          allowedTargetScope,
          isEnabled,
          expiration,
          stages: isApproved ? stages : [],
        }),
      );
      const catalog = { isPublished, isExternallyVisible: true };
      const target = directory.people.get(ada.id) ?? ada;
      return traced({
        requestor: target,
        target,
        directory,
        holdings: held,
        package: accessPackage({ policies, catalog, incompatible }),
      });
    },
  );

describe("the preview cannot lie", () => {
  test("REQ-14 on the same facts it says what the submission then does", () => {
    checked(
      fc.property(anyFacts, anySchedule, (facts, schedule) => {
        const command = form({ schedule });
        const trace = explain(facts, command, start);
        const decision = decideSubmission(facts.submission, command, newIds, start);
        if (!decision.ok) {
          expect(trace.refusal).toEqual(decision.error);
          expect(trace.becomes).toBeNull();
          return;
        }
        const request = fold(decision.value.events);
        expect(trace.refusal).toBeNull();
        expect(trace.becomes?.state).toBe(request?.state);
        expect(trace.policies.find((each) => each.isChosen)?.id).toBe(request?.snapshot.policyId);
        const first = request && activeStage(request);
        if (first) {
          const [promised] = trace.stages;
          expect(promised?.deadlineAt).toEqual(first.deadlineAt);
          expect(promised?.forwardAt).toEqual(first.forwardAt);
          const asked = first.approvers.flatMap((entry) =>
            "personId" in entry ? [entry.personId] : (facts.submission.directory.groupMembers.get(entry.groupId) ?? []),
          );
          for (const each of promised?.asked ?? []) expect(asked).toContain(each.personId);
        }
        if (request && "period" in request) expect(trace.period).toEqual(request.period);
      }),
      300,
    );
  });

  test("REQ-47 every gate there is has its question and its inputs", () => {
    for (const gate of explain(traced(), form(), start).gates) {
      expect(gate.question, gate.rule).toMatch(/\?$/);
      expect(gate.inputs.length, gate.rule).toBeGreaterThan(0);
    }
  });
});

describe("why this policy and not the others", () => {
  test("WHO-30 the chosen one, the one of a lower rank, the one for others and the one that is off", () => {
    const [mine, wider, others, off] = policyIds;
    const wanted = accessPackage({
      policies: [
        policy({ policyId: mine, allowedTargetScope: "allMemberUsers" }),
        policy({ policyId: wider, allowedTargetScope: "allDirectoryUsers" }),
        policy({ policyId: others, allowedTargetScope: "specificDirectoryUsers" }),
        policy({ policyId: off, isEnabled: false }),
      ],
    });
    const { policies } = explain(traced({ package: wanted }), form(), start);
    expect(policies.map(({ id, verdict, rank, isChosen }) => ({ id, verdict, rank, isChosen }))).toEqual([
      { id: mine, verdict: "selectable", rank: 2, isChosen: true },
      { id: wider, verdict: "lowerRank", rank: 3, isChosen: false },
      { id: others, verdict: "outOfScope", rank: 1, isChosen: false },
      { id: off, verdict: "disabled", rank: 2, isChosen: false },
    ]);
  });
});

describe("who would really be asked", () => {
  test("APP-27 the target and switched-off people are left out, and it says why", () => {
    const wanted = withStages(stage({ primaryApprovers: [person(ada), person(dora), person(hana)] }));
    const [first] = explain(
      traced({ package: wanted, directory: directoryOf([disabled(hana)]) }),
      form(),
      start,
    ).stages;
    expect(names(first?.asked ?? [])).toEqual([dora.id]);
    expect(first?.excluded.map(({ personId, why }) => [personId, why])).toEqual([
      [ada.id, "target"],
      [hana.id, "disabled"],
    ]);
  });

  test("APP-25 the fallback stands in for a manager who is not there", () => {
    const wanted = withStages(stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] }));
    const [found] = explain(traced({ package: wanted }), form(), start).stages;
    expect(names(found?.asked ?? [])).toEqual([ben.id]);
    expect(found?.usesFallback).toBe(false);
    const directory = directoryOf([disabled(ben)]);
    const [missing] = explain(traced({ package: wanted, directory }), form(), start).stages;
    expect(names(missing?.asked ?? [])).toEqual([finn.id]);
    expect(missing?.usesFallback).toBe(true);
    expect(missing?.excluded).toMatchObject([{ personId: ben.id, why: "disabled" }]);
  });

  test("APP-10 the level-2 manager is found above the manager", () => {
    const wanted = withStages(
      stage({
        primaryApprovers: [manager()],
        fallbackPrimaryApprovers: [person(finn)],
        isEscalationEnabled: true,
        escalationAfterDays: 8,
        escalationApprovers: [manager(2)],
      }),
    );
    const [first] = explain(traced({ package: wanted }), form(), start).stages;
    expect(names(first?.alternates ?? [])).toEqual([cleo.id]);
    expect(first?.forwardAt).toEqual(after(8));
    expect(first?.deadlineAt).toEqual(after(14));
  });

  test("APP-19 a group is its members, each once", () => {
    const wanted = withStages(
      stage({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }, person(dora)] }),
    );
    const directory = directoryOf([], [[ledgerOwners, [dora, ada, hana]]]);
    const [first] = explain(traced({ package: wanted, directory }), form(), start).stages;
    expect(names(first?.asked ?? [])).toEqual([dora.id, hana.id]);
    expect(first?.excluded).toMatchObject([{ personId: ada.id, why: "target" }]);
  });

  test("APP-81 a delegate decides for somebody named, not for a member of a group, and never on their own", () => {
    const kimFor = (who: typeof dora) =>
      new Map([
        [
          who.id,
          [
            { personId: kim.id, displayName: kim.displayName },
            { personId: ada.id, displayName: "Ada" },
          ],
        ],
      ]);
    const byName = withStages(stage({ primaryApprovers: [person(dora)] }));
    const [first] = explain(traced({ package: byName }, { delegates: kimFor(dora) }), form(), start).stages;
    expect(names(first?.asked ?? [])).toEqual([dora.id, kim.id]);
    expect(first?.asked[1]?.delegator?.personId).toBe(dora.id);
    const byGroup = withStages(stage({ primaryApprovers: [{ kind: "groupMembers", groupId: auditors }] }));
    const directory = directoryOf([], [[auditors, [dora]]]);
    const [second] = explain(
      traced({ package: byGroup, directory }, { delegates: kimFor(dora) }),
      form(),
      start,
    ).stages;
    expect(names(second?.asked ?? [])).toEqual([dora.id]);
  });

  test("APP-92 an approval that is bypassed asks nobody", () => {
    const terms = policy({
      stages: [stage({ primaryApprovers: [person(dora)] })],
      requestorSettings: { allowAdminBypass: true },
    });
    const direct = { requestor: kim, direct: { mayBypass: true }, package: accessPackage({ policies: [terms] }) };
    const command = form({ policyId: terms.policyId, bypassReason: "An audit starts tomorrow." });
    const trace = explain(traced(direct), command, start);
    expect(trace.stages).toEqual([]);
    expect(trace.becomes?.state).toBe("delivering");
  });
});

describe("what separation of duties does not forbid and nobody should overlook", () => {
  const vendorPackage = { id: vendors, displayName: "Vendors" };

  test("SOD-3 the other direction of a declaration is a warning", () => {
    const held = holdings({ assignments: [heldAssignment({ packageId: vendors })] });
    const trace = explain(traced({ holdings: held }, { incompatibleWith: [vendorPackage] }), form(), start);
    expect(trace.refusal).toBeNull();
    expect(trace.warnings).toEqual([{ kind: "declaredByHeld", package: vendorPackage }]);
  });

  test("SOD-26 an incompatible package that waits for approval is a warning, once for a pair declared on both sides", () => {
    const asked = holdings({ requests: [otherRequest({ packageId: vendors, state: "pendingApproval" })] });
    const wanted = accessPackage({ incompatible: { packages: [vendorPackage], groups: [] } });
    const facts = traced({ holdings: asked, package: wanted }, { incompatibleWith: [vendorPackage] });
    const trace = explain(facts, form(), start);
    expect(trace.refusal).toBeNull();
    expect(trace.warnings).toEqual([{ kind: "waitsAsWell", package: vendorPackage }]);
  });

  test("SOD-27 what has nothing to do with the package is none", () => {
    const held = holdings({ assignments: [heldAssignment({ packageId: reports })] });
    expect(explain(traced({ holdings: held }, { incompatibleWith: [vendorPackage] }), form(), start).warnings).toEqual(
      [],
    );
  });
});

describe("it never tells what its reader may not know", () => {
  test("ERR-2 of an unknown package only that it is not there, even where more is in the way", () => {
    const secret = accessPackage({
      policies: [policy({ allowedTargetScope: "specificDirectoryUsers" })],
      catalog: { isPublished: false, isExternallyVisible: false },
    });
    const absent = traced({ package: null });
    const hidden = traced({
      package: secret,
      holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }),
    });
    const seen = (facts: TraceFacts) => visibleTrace(explain(facts, form(), start), facts.submission);
    expect(seen(hidden)).toEqual(seen(absent));
    expect(JSON.stringify(seen(hidden))).not.toContain(payments);
  });

  test("ERR-52 the same for somebody whose account is off", () => {
    const secret = accessPackage({ policies: [policy({ allowedTargetScope: "specificDirectoryUsers" })] });
    const seen = (wanted: typeof secret | null) => {
      const facts = traced({ requestor: disabled(ada), target: disabled(ada), package: wanted });
      return visibleTrace(explain(facts, form(), start), facts.submission);
    };
    expect(seen(secret)).toEqual(seen(null));
  });

  test("WHO-7 policies for others are not named to a requestor, and are to an administrator", () => {
    const [mine, others] = policyIds;
    const wanted = accessPackage({
      policies: [
        policy({ policyId: mine }),
        policy({ policyId: others, allowedTargetScope: "specificDirectoryUsers", displayName: "For the board" }),
      ],
    });
    const own = traced({ package: wanted });
    expect(JSON.stringify(visibleTrace(explain(own, form(), start), own.submission))).not.toContain("For the board");
    const forged = visibleTrace(explain(own, form({ policyId: others }), start), own.submission);
    expect(forged.refusal?.code).toBe("policyNotSelectable");
    expect(JSON.stringify(forged)).not.toContain("For the board");
    const direct = traced({ package: wanted, requestor: kim, direct: { mayBypass: false } });
    const all = visibleTrace(explain(direct, form({ policyId: mine }), start), direct.submission);
    expect(all.policies.map((each) => each.displayName)).toContain("For the board");
  });

  test("APP-70 names of approvers only where they are shown; whether there is anybody always", () => {
    const wanted = withStages(stage({ primaryApprovers: [person(dora)] }));
    const settings = { ...defaultSettings, showApproversToRequestors: false };
    const facts = traced({ package: wanted, settings });
    const [first] = visibleTrace(explain(facts, form(), start), facts.submission).stages;
    expect(first).toMatchObject({ asked: null, alternates: null, excluded: null, isSomebodyAble: true });
    const [shown] = visibleTrace(explain(facts, form(), start), facts.submission, "yes").stages;
    expect(shown?.asked).toHaveLength(1);
  });

  test("ERR-12 what somebody else holds is not told to whoever asks for them", () => {
    const onBehalf = policy({
      requestorSettings: {
        enableOnBehalfRequestorsToAddAccess: true,
        onBehalfRequestors: [{ kind: "anyDirectoryUser" }],
      },
    });
    const incompatible = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
    const facts = traced({
      requestor: eli,
      target: ada,
      package: accessPackage({ policies: [onBehalf], incompatible }),
      holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }),
    });
    const seen = visibleTrace(explain(facts, form(), start), facts.submission);
    expect(seen.refusal?.code).toBe("incompatiblePackage");
    expect(JSON.stringify(seen)).not.toContain("Vendors");
  });

  test("ERR-12 nor what they have asked for and until when, but to their manager", () => {
    const onBehalf = policy({
      requestorSettings: {
        enableOnBehalfRequestorsToAddAccess: true,
        onBehalfRequestors: [{ kind: "anyDirectoryUser" }, { kind: "requestorManager" }],
      },
    });
    const held = holdings({
      assignments: [heldAssignment({ endAt: after(7) })],
      requests: [otherRequest({ packageId: vendors }), otherRequest({ packageId: reports })],
    });
    const seenBy = (requestor: typeof eli, settings = defaultSettings) => {
      const facts = traced({
        requestor,
        target: ada,
        package: accessPackage({ policies: [onBehalf] }),
        holdings: held,
        settings,
      });
      const { gates, refusal, held: access } = visibleTrace(explain(facts, form(), start), facts.submission);
      const rules = ["ERR-8", "ERR-9", "ERR-11"];
      return {
        refusal,
        access,
        inputs: gates.filter((gate) => rules.includes(gate.rule)).flatMap((gate) => gate.inputs),
      };
    };
    const nothing = {
      refusal: { code: "alreadyAssigned", assignmentId: null, endAt: null },
      access: null,
      inputs: [],
    };
    expect(seenBy(eli)).toEqual(nothing);
    expect(seenBy(ben, { ...defaultSettings, managersSeeReportAssignments: false })).toEqual(nothing);
    const toManager = seenBy(ben);
    expect(toManager).toMatchObject({ refusal: { endAt: after(7) }, access: { endAt: after(7) } });
    expect(toManager.inputs).toContainEqual({ name: "open requests", value: 2 });
  });
});
