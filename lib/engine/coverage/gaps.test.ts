import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alternateApprovers, isNobody, primaryApprovers } from "@/lib/engine/approval/approvers";
import type { Directory, Person } from "@/lib/engine/directory";
import type { ApprovalStage, AssignmentPolicy } from "@/lib/engine/policy/policy";
import { anyDirectory, anyStages, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  auditors,
  ben,
  cleo,
  directoryOf,
  disabled,
  dora,
  eli,
  everybody,
  finance,
  finn,
  gus,
  hana,
  idOf,
  jun,
  kim,
  ledgerOwners,
} from "@/lib/engine/testing/cast";
import { manager, person, policy, sponsors, stage } from "@/lib/engine/testing/facts";
import { coverageGaps, type GapKind } from "./gaps";

const group = (groupId: typeof ledgerOwners) => ({ kind: "groupMembers" as const, groupId });
const ids = (...people: readonly Person[]) => people.map((each) => each.id);

/** A policy for nobody but these. */
const policyFor = (people: readonly Person[], ...stages: readonly ApprovalStage[]): AssignmentPolicy =>
  policy({
    stages,
    allowedTargetScope: "specificDirectoryUsers",
    specificAllowedTargets: people.map((each) => ({ kind: "singleUser", userId: each.id })),
  });

const gapsOf = (terms: AssignmentPolicy, directory = directoryOf()) => coverageGaps([terms], directory)[0]?.gaps ?? [];

/** The one gap of a policy for Ada and Kim. */
function theGap(which: ApprovalStage, directory = directoryOf()) {
  const gaps = gapsOf(policyFor([ada, kim], which), directory);
  expect(gaps).toHaveLength(1);
  return gaps[0];
}

describe("stages in which nobody could decide", () => {
  test("APP-32 where everybody finds an approver there is no gap", () => {
    expect(coverageGaps([policyFor([ada, kim], stage({ primaryApprovers: [person(dora)] }))], directoryOf())).toEqual(
      [],
    );
  });

  test("APP-19 an approver group without members leaves everybody in scope with nobody", () => {
    expect(theGap(stage({ primaryApprovers: [group(ledgerOwners)] }), directoryOf([], [[ledgerOwners, []]]))).toEqual({
      kind: "nobody",
      stage: 0,
      absences: { asked: [{ kind: "groupEmpty", groupId: ledgerOwners }], fallbacks: [] },
      affected: ids(ada, kim),
    });
  });

  test("APP-27 named people and groups whose accounts are all off, fallbacks included", () => {
    const gap = theGap(
      stage({
        primaryApprovers: [person(dora), group(auditors)],
        fallbackPrimaryApprovers: [person(finn), { kind: "singleUser", userId: idOf(1) }],
      }),
      directoryOf([disabled(dora), disabled(hana), disabled(finn)], [[auditors, [hana]]]),
    );
    expect(gap?.absences).toEqual({
      asked: [
        { kind: "personDisabled", personId: dora.id },
        { kind: "groupDisabled", groupId: auditors },
      ],
      fallbacks: [
        { kind: "personDisabled", personId: finn.id },
        { kind: "personUnknown", personId: idOf(1) },
      ],
    });
  });

  test("APP-31 no manager, or one who is off, counts where no fallback can stand in", () => {
    const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
    const noManager = directoryOf([{ ...ada, managerId: null }, disabled(finn)]);
    expect(theGap(byManager, noManager)).toMatchObject({
      absences: { asked: [{ kind: "managerMissing", managerLevel: 1 }] },
      affected: [ada.id],
    });
    expect(theGap(byManager, directoryOf([disabled(ben), disabled(finn)]))).toMatchObject({
      absences: { asked: [{ kind: "managerDisabled", managerLevel: 1 }] },
      affected: ids(ada, kim),
    });
    expect(gapsOf(policyFor([ada, kim], byManager), directoryOf([disabled(ben)]))).toEqual([]);
  });

  test("APP-31 two levels up the way can end at the first, at the second and at oneself", () => {
    const byLevelTwo = stage({ primaryApprovers: [manager(2)] });
    const missing = { absences: { asked: [{ kind: "managerMissing", managerLevel: 2 }] } };
    expect(theGap(byLevelTwo, directoryOf([{ ...ben, managerId: null }]))).toMatchObject(missing);
    expect(theGap(byLevelTwo, directoryOf([{ ...ben, managerId: ada.id }]))).toMatchObject({
      ...missing,
      affected: [ada.id],
    });
    expect(theGap(byLevelTwo, directoryOf([disabled(cleo)]))).toMatchObject({
      absences: { asked: [{ kind: "managerDisabled", managerLevel: 2 }] },
    });
  });

  test("APP-25 people without a sponsor and people whose sponsors are off are told apart", () => {
    const gaps = gapsOf(policyFor([ada, kim], stage({ primaryApprovers: [sponsors] })), directoryOf([disabled(jun)]));
    expect(gaps).toMatchObject([
      { absences: { asked: [{ kind: "sponsorsDisabled" }] }, affected: [ada.id] },
      { absences: { asked: [{ kind: "sponsorsMissing" }] }, affected: [kim.id] },
    ]);
  });

  test("APP-69 approvers have nobody for their own requests unless a fallback stands in", () => {
    const byKim = stage({ primaryApprovers: [person(kim), group(ledgerOwners)] });
    const kimOwns = directoryOf([], [[ledgerOwners, [kim]]]);
    expect(theGap(byKim, kimOwns)).toMatchObject({
      absences: {
        asked: [
          { kind: "personThemselves", personId: kim.id },
          { kind: "groupOnlyThemselves", groupId: ledgerOwners },
        ],
      },
      affected: [kim.id],
    });
    const withFinn = { ...byKim, fallbackPrimaryApprovers: [person(finn)] };
    expect(gapsOf(policyFor([ada, kim], withFinn), kimOwns)).toEqual([]);
    expect(gapsOf(policyFor([ada, kim], byKim), directoryOf([], [[ledgerOwners, [kim, dora]]]))).toEqual([]);
  });

  test("APP-3 every stage is looked at for itself", () => {
    const gaps = gapsOf(
      policyFor(
        [ada],
        stage({ primaryApprovers: [person(dora)] }),
        stage({ primaryApprovers: [person(ada)] }),
        stage({ primaryApprovers: [person(gus)] }),
      ),
      directoryOf([disabled(gus)]),
    );
    expect(gaps.map((gap) => gap.stage)).toEqual([1, 2]);
  });
});

describe("stages whose forwarding matters", () => {
  const forwarded = (parts: Partial<ApprovalStage>) =>
    stage({ isEscalationEnabled: true, escalationAfterDays: 8, escalationApprovers: [person(eli)], ...parts });

  test("APP-41 alternates end the wait for an approver who is missing", () => {
    const byDora = forwarded({ primaryApprovers: [person(dora)] });
    expect(theGap(byDora, directoryOf([disabled(dora)]))?.kind).toBe("nobodyUntilForwarded");
    expect(theGap(byDora, directoryOf([disabled(dora), disabled(eli)]))?.kind).toBe("nobody");
  });

  test("APP-65 a forwarding that would find nobody is said where approvers are there", () => {
    const byDora = forwarded({ primaryApprovers: [person(dora)], fallbackEscalationApprovers: [manager(2)] });
    expect(theGap(byDora, directoryOf([disabled(eli), disabled(cleo)]))).toEqual({
      kind: "forwardingFindsNobody",
      stage: 0,
      absences: {
        asked: [{ kind: "personDisabled", personId: eli.id }],
        fallbacks: [{ kind: "managerDisabled", managerLevel: 2 }],
      },
      affected: ids(ada, kim),
    });
    expect(gapsOf(policyFor([ada], { ...byDora, isEscalationEnabled: false }), directoryOf([disabled(eli)]))).toEqual(
      [],
    );
  });

  test("APP-65 the worst is named first", () => {
    const byDoraOrKim = forwarded({ primaryApprovers: [person(dora)], escalationApprovers: [person(ada)] });
    const gaps = gapsOf(policyFor([ada, dora], byDoraOrKim));
    expect(gaps.map(({ kind, affected }) => [kind, affected])).toEqual([
      ["nobodyUntilForwarded", [dora.id]],
      ["forwardingFindsNobody", [ada.id]],
    ]);
  });
});

describe("whom it concerns", () => {
  const byNobody = stage({ primaryApprovers: [group(ledgerOwners)] });
  const affected = (terms: Parameters<typeof policy>[0], directory = directoryOf()) =>
    gapsOf(policy({ stages: [byNobody], ...terms }), directory).flatMap((gap) => gap.affected);

  test("WHO-11 a policy for direct assignment concerns nobody", () => {
    expect(affected({ allowedTargetScope: "notSpecified" })).toEqual([]);
  });

  test("WHO-12 a group in scope stands for its members", () => {
    const terms = {
      allowedTargetScope: "specificDirectoryUsers" as const,
      specificAllowedTargets: [{ kind: "groupMembers" as const, groupId: finance }],
    };
    expect(affected(terms, directoryOf([], [[finance, [kim, dora]]]))).toEqual(ids(dora, kim));
  });

  test("WHO-13 guests are no members", () => {
    expect(affected({ allowedTargetScope: "allMemberUsers" })).not.toContain(gus.id);
  });

  test("WHO-14 all users are guests too, and nobody whose account is off", () => {
    const found = affected({ allowedTargetScope: "allDirectoryUsers" }, directoryOf([disabled(kim)]));
    expect(found).toEqual(ids(...everybody).filter((id) => id !== kim.id));
  });

  test("WHO-28 policies that are switched off or ask nobody have no gap", () => {
    expect(affected({ isEnabled: false })).toEqual([]);
    expect(affected({ stages: [] })).toEqual([]);
  });
});

/** The same, person by person, from nothing but whom the engine would ask. */
function expectedKinds(stages: readonly ApprovalStage[], directory: Directory): Map<string, GapKind> {
  const kinds = new Map<string, GapKind>();
  for (const { id, isEnabled, kind } of directory.people.values()) {
    if (!isEnabled || kind === "guest") continue;
    const parties = { targetId: id, requestorId: id };
    stages.forEach((each, index) => {
      const isThere = !isNobody(primaryApprovers(each, directory, parties), directory, parties);
      const joins = !isNobody(alternateApprovers(each, directory, parties), directory, parties);
      if (isThere && each.isEscalationEnabled && !joins) kinds.set(`${index} ${id}`, "forwardingFindsNobody");
      if (!isThere) kinds.set(`${index} ${id}`, each.isEscalationEnabled && joins ? "nobodyUntilForwarded" : "nobody");
    });
  }
  return kinds;
}

describe("however people are related", () => {
  test("APP-32 asking once for all who are alike finds what asking for each would", () => {
    checked(
      fc.property(anyDirectory, anyStages, (directory, stages) => {
        const found = gapsOf(policy({ stages }), directory).flatMap((gap) =>
          gap.affected.map((id) => [`${gap.stage} ${id}`, gap.kind] as const),
        );
        expect(new Map(found)).toEqual(expectedKinds(stages, directory));
        expect(found).toHaveLength(new Map(found).size);
      }),
      500,
    );
  });
});
