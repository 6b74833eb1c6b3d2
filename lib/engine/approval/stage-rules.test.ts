import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import { checked } from "@/lib/engine/testing/arbitraries";
import { dora, eli, finn, hana } from "@/lib/engine/testing/cast";
import { manager, person, sponsors, stage } from "@/lib/engine/testing/facts";
import { type ForwardingRule, forwardingWindow, stageProblems } from "./stage-rules";

/** The worked table of APP-58 as the spec prints it: D, then the permitted N. */
const workedTable: readonly (readonly [durationDays: number, permitted: readonly number[]])[] = [
  [1, []],
  [2, []],
  [3, []],
  [4, [3]],
  [5, [4]],
  [6, [4, 5]],
  [7, [5, 6]],
  [8, [5, 6, 7]],
  [9, [6, 7, 8]],
  [10, [6, 7, 8, 9]],
  [11, [7, 8, 9, 10]],
  [12, [7, 8, 9, 10, 11]],
  [13, [8, 9, 10, 11, 12]],
  [14, [8, 9, 10, 11, 12, 13]],
  [30, [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]],
];

const byDora = stage({ primaryApprovers: [person(dora)] });
const forwarded = (durationDays: number, escalationAfterDays: number | null): ApprovalStage =>
  stage({
    durationDays,
    primaryApprovers: [person(dora)],
    isEscalationEnabled: true,
    escalationAfterDays,
    escalationApprovers: [person(eli)],
  });

const codes = (stages: readonly ApprovalStage[], isRequired = true, rule: ForwardingRule = "halfLife", max = 30) =>
  stageProblems(stages, isRequired, rule, max).map((each) =>
    each.code === "approvalConfigInvalid" ? each.problem : each.code,
  );

const isForwardable = (durationDays: number, day: number, rule: ForwardingRule = "halfLife"): boolean =>
  !codes([forwarded(durationDays, day)], true, rule).includes("forwardingDayInvalid");

const spanOf = (days: readonly number[]): string =>
  days.length === 0 ? "no day" : days.length === 1 ? `day ${days[0]}` : `days ${days[0]} to ${days.at(-1)}`;

describe("the forwarding window", () => {
  for (const [durationDays, permitted] of workedTable) {
    test(`APP-58 a stage of ${durationDays} days may be forwarded on ${spanOf(permitted)}`, () => {
      const candidates = Array.from({ length: durationDays + 2 }, (_, day) => day);
      expect(candidates.filter((day) => isForwardable(durationDays, day))).toEqual(permitted);
    });
  }

  test("APP-55 a stage needs four days; the window runs from the day after its half-life to the last day but one", () => {
    expect(forwardingWindow(3)).toBeNull();
    expect(forwardingWindow(4)).toEqual({ earliestDay: 3, latestDay: 3 });
    expect(forwardingWindow(14)).toEqual({ earliestDay: 8, latestDay: 13 });
  });

  test("ERR-38 a day outside the window is refused together with the permitted range", () => {
    expect(stageProblems([forwarded(14, 7)], true)).toEqual([
      { code: "forwardingDayInvalid", stage: 0, window: { earliestDay: 8, latestDay: 13 } },
    ]);
    expect(stageProblems([forwarded(3, 2)], true)).toEqual([{ code: "forwardingDayInvalid", stage: 0, window: null }]);
  });

  test("APP-56 a stage of D days has max(0, floor(D / 2) - 1) permitted days, for every D up to 30", () => {
    checked(
      fc.property(fc.integer({ min: 1, max: 30 }), (durationDays) => {
        const days = Array.from({ length: durationDays + 2 }, (_, day) => day);
        const permitted = days.filter((day) => isForwardable(durationDays, day));
        expect(permitted).toHaveLength(Math.max(0, Math.floor(durationDays / 2) - 1));
        for (const day of permitted) expect(durationDays - day).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test("APP-57 the half-life of an odd number of days rounds up", () => {
    expect(forwardingWindow(5)).toEqual({ earliestDay: 4, latestDay: 4 });
    expect(isForwardable(5, 3)).toBe(false);
    expect(isForwardable(3, 2)).toBe(false);
  });

  test("LIM-3 the window is that of the half-life rule unless the tenant says otherwise", () => {
    expect(forwardingWindow(10)).toEqual(forwardingWindow(10, "halfLife"));
  });

  test("APP-63 the tenant may permit any day from 1 on, never 0, and still only for stages of four days", () => {
    const permitted = (durationDays: number) =>
      [0, 1, 2, 3, 4, 5, 6].filter((day) => isForwardable(durationDays, day, "anyDay"));
    expect(permitted(3)).toEqual([]);
    expect(permitted(4)).toEqual([1, 2, 3]);
    expect(permitted(6)).toEqual([1, 2, 3, 4, 5]);
  });

  test("APP-64 shortening a stage so that its day leaves the window is refused, the day is not changed", () => {
    expect(codes([forwarded(10, 9)])).toEqual([]);
    expect(codes([forwarded(9, 9)])).toEqual(["forwardingDayInvalid"]);
  });
});

describe("the stages of a policy", () => {
  test("APP-2 one, two or three stages where approval is required, none where it is not", () => {
    expect(codes([byDora])).toEqual([]);
    expect(codes([byDora, byDora, byDora])).toEqual([]);
    expect(codes([byDora, byDora, byDora, byDora])).toEqual(["tooManyStages"]);
    expect(codes([])).toEqual(["noStage"]);
    expect(codes([], false)).toEqual([]);
    expect(codes([byDora], false)).toEqual(["stagesWithoutApproval"]);
  });

  test("ERR-44 a stage without an approver is refused, and every problem names its stage", () => {
    const [problem] = stageProblems([byDora, stage()], true);
    expect(problem).toEqual({ code: "approvalConfigInvalid", stage: 1, problem: "noApprover" });
  });

  test("LIM-2 a stage lasts 1 to 30 days, fewer where the tenant lowered the ceiling", () => {
    const lasting = (durationDays: number, max?: number) =>
      stageProblems([{ ...byDora, durationDays }], true, "halfLife", max).length === 0;
    expect([1, 14, 15, 30].map((days) => lasting(days))).toEqual([true, true, true, true]);
    expect([0, 31].map((days) => lasting(days))).toEqual([false, false]);
    expect([14, 15].map((days) => lasting(days, 14))).toEqual([true, false]);
  });

  test("APP-9 the manager decides in one stage only, whichever it is", () => {
    const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });
    expect(codes([byManager])).toEqual([]);
    expect(codes([byDora, byDora, byManager])).toEqual([]);
    expect(codes([byManager, byManager])).toEqual(["requestorManagerRepeated"]);
  });

  test("APP-10 the level-2 manager is an alternate only where the manager is asked first, with a fallback", () => {
    const alternates = { isEscalationEnabled: true, escalationAfterDays: 8, escalationApprovers: [manager(2)] };
    const byManager = { primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] };
    const fallback = { fallbackEscalationApprovers: [person(hana)] };
    expect(codes([stage({ ...byManager, ...alternates, ...fallback })])).toEqual([]);
    expect(codes([stage({ ...byManager, ...alternates })])).toEqual(["noAlternateFallback"]);
    expect(codes([stage({ primaryApprovers: [person(dora)], ...alternates, ...fallback })])).toEqual([
      "managerLevelTwoWithoutManager",
    ]);
  });

  test("APP-11 sponsors decide in stage 1 or 2 and are not asked twice", () => {
    const bySponsors = stage({ primaryApprovers: [sponsors], fallbackPrimaryApprovers: [person(finn)] });
    expect(codes([bySponsors])).toEqual([]);
    expect(codes([byDora, bySponsors])).toEqual([]);
    expect(codes([byDora, byDora, bySponsors])).toEqual(["sponsorsInThirdStage"]);
    expect(codes([bySponsors, bySponsors])).toEqual(["targetUserSponsorsRepeated"]);
  });

  test("APP-14 named people and groups may be asked in any stage, without a fallback", () => {
    const byGroup = stage({ primaryApprovers: [{ kind: "groupMembers", groupId: "g" as never }] });
    expect(codes([byDora, byGroup, byDora])).toEqual([]);
  });

  test("APP-16 a manager of level 2 may be asked first, through the API", () => {
    const byLevelTwo = stage({ primaryApprovers: [manager(2)], fallbackPrimaryApprovers: [person(finn)] });
    expect(codes([byLevelTwo])).toEqual([]);
  });

  test("APP-18 asking a manager or a sponsor needs somebody to fall back to", () => {
    expect(codes([stage({ primaryApprovers: [manager()] })])).toEqual(["noFallback"]);
    expect(codes([stage({ primaryApprovers: [sponsors] })])).toEqual(["noFallback"]);
  });

  test("APP-54 alternates need somebody and a day, and may be had in every stage", () => {
    expect(codes([forwarded(14, 8), forwarded(14, 8), forwarded(14, 8)])).toEqual([]);
    expect(codes([{ ...forwarded(14, 8), escalationApprovers: [] }])).toEqual(["noAlternate"]);
    expect(codes([forwarded(14, null)])).toEqual(["forwardingDayInvalid"]);
    expect(codes([{ ...forwarded(3, null), isEscalationEnabled: false }])).toEqual([]);
  });
});
