import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { primaryApprovers } from "@/lib/engine/approval/approvers";
import { stageClock } from "@/lib/engine/approval/stage";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import { anyDirectory, anyPerson, anyStages, checked } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  ben,
  directoryOf,
  disabled,
  dora,
  eli,
  finn,
  hana,
  kim,
  ledgerOwners,
  policyIds,
} from "@/lib/engine/testing/cast";
import { after, manager, newIds, person, policy, stage, start } from "@/lib/engine/testing/facts";
import { gapsIfLeft, jamsIfLeft, type RunningStage } from "./departure";
import { coverageGaps } from "./gaps";

const byDora = stage({ primaryApprovers: [person(dora)] });
const forwarded = { isEscalationEnabled: true, escalationAfterDays: 8, escalationApprovers: [person(eli)] };

/** Who would meet which gap if somebody left, stage by stage. */
const opened = (which: ApprovalStage, who = dora, directory = directoryOf()) =>
  gapsIfLeft([policy({ stages: [which] })], directory, who.id).flatMap(({ gaps }) =>
    gaps.map(({ kind, affected }) => ({ kind, affected })),
  );

describe("which stages would jam if somebody left", () => {
  test("APP-27 a stage that asks them alone has nobody for anybody else", () => {
    const [gap, ...others] = opened(byDora);
    expect(others).toEqual([]);
    expect(gap?.kind).toBe("nobody");
    expect(gap?.affected).toContain(ada.id);
  });

  test("APP-69 what is a gap already does not count, and who left asks for nothing more", () => {
    const everyonesGap = opened(byDora).flatMap((gap) => gap.affected);
    expect(everyonesGap).not.toContain(dora.id);
    expect(opened(byDora, dora, directoryOf([disabled(dora)]))).toEqual([]);
    expect(opened(byDora, kim)).toEqual([]);
  });

  test("APP-25 fallbacks and colleagues in the same stage keep it going", () => {
    expect(opened({ ...byDora, fallbackPrimaryApprovers: [person(finn)] }).flatMap((gap) => gap.affected)).toEqual([
      finn.id,
    ]);
    const byTwo = stage({ primaryApprovers: [person(dora), person(hana)] });
    expect(opened(byTwo).flatMap((gap) => gap.affected)).toEqual([hana.id]);
  });

  test("APP-31 a manager's leaving concerns their reports", () => {
    const byManager = stage({ primaryApprovers: [manager()] });
    expect(opened(byManager, ben).flatMap((gap) => gap.affected)).toEqual([ada.id, kim.id]);
  });

  test("APP-65 an alternate's leaving makes a wait that would have ended one without end", () => {
    const withEli = stage({ primaryApprovers: [person(dora)], ...forwarded });
    const doraIsGone = directoryOf([disabled(dora)]);
    expect(opened(withEli, eli)).toMatchObject([
      { kind: "nobody", affected: [dora.id] },
      { kind: "forwardingFindsNobody" },
    ]);
    expect(new Set(opened(withEli, eli, doraIsGone).map((gap) => gap.kind))).toEqual(new Set(["nobody"]));
  });

  test("APP-27 what leaving opens, and nothing else, is what the day after has more than the day before", () => {
    checked(
      fc.property(anyDirectory, anyStages, anyPerson, (directory, stages, who) => {
        const terms = [policy({ policyId: policyIds[1], stages })];
        const left = { ...directory, people: new Map(directory.people).set(who.id, disabled(who)) };
        const kindsOf = (found: ReturnType<typeof coverageGaps>) =>
          new Map(
            found.flatMap(({ gaps }) =>
              gaps.flatMap((gap) => gap.affected.map((id) => [`${gap.stage} ${id}`, gap.kind] as const)),
            ),
          );
        const before = kindsOf(coverageGaps(terms, directory));
        const now = kindsOf(coverageGaps(terms, left));
        const changed = [...now].filter(([place, kind]) => before.get(place) !== kind);
        expect(kindsOf(gapsIfLeft(terms, directory, who.id))).toEqual(new Map(changed));
      }),
    );
  });
});

/** The only stage of a request of Ada's, which runs since the start. */
function running(plan: ApprovalStage, directory = directoryOf()): RunningStage {
  const parties = { targetId: ada.id, requestorId: ada.id };
  const asked = primaryApprovers(plan, directory, parties);
  const stage: RunningStage["stage"] = {
    state: "active",
    index: 0,
    activatedAt: start,
    ...stageClock(plan, start),
    forwardedAt: null,
    nudgedAt: null,
    approvers: asked.map((each) => ({ ...each, assignedAt: start })),
  };
  return { requestId: newIds.requestId, parties, stage, plan };
}

const jams = (each: RunningStage, who = dora, directory = directoryOf()) =>
  jamsIfLeft([each], directory, who.id).map((jam) => jam.kind);

describe("which running requests would wait in vain", () => {
  test("APP-32 one whose stage asks nobody else", () => {
    expect(jamsIfLeft([running(byDora)], directoryOf(), dora.id)).toEqual([
      { requestId: newIds.requestId, kind: "nobody" },
    ]);
    expect(jams(running(byDora), kim)).toEqual([]);
  });

  test("APP-26 a group goes on as long as another member is in it", () => {
    const byOwners = stage({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }] });
    const both = directoryOf([], [[ledgerOwners, [dora, hana]]]);
    const doraAndAda = directoryOf([], [[ledgerOwners, [dora, ada]]]);
    expect(jams(running(byOwners, both), dora, both)).toEqual([]);
    expect(jams(running(byOwners, both), dora, doraAndAda)).toEqual(["nobody"]);
  });

  test("APP-33 fallbacks would take over, unless they left too", () => {
    const withFinn = running({ ...byDora, fallbackPrimaryApprovers: [person(finn)] });
    expect(jams(withFinn)).toEqual([]);
    expect(jams(withFinn, dora, directoryOf([disabled(finn)]))).toEqual(["nobody"]);
    expect(jams(withFinn, finn, directoryOf([disabled(dora)]))).toEqual(["nobody"]);
  });

  test("APP-59 alternates end the wait at the forwarding; after it they are asked already", () => {
    const withEli = running({ ...byDora, ...forwarded });
    expect(jams(withEli)).toEqual(["nobodyUntilForwarded"]);
    expect(jams(withEli, dora, directoryOf([disabled(eli)]))).toEqual(["nobody"]);
    expect(jams(withEli, eli, directoryOf([disabled(dora)]))).toEqual(["nobody"]);
    const late: RunningStage = { ...withEli, stage: { ...withEli.stage, forwardedAt: after(8) } };
    expect(jams(late)).toEqual(["nobody"]);
  });

  test("APP-32 one that waits in vain already does not count", () => {
    expect(jams(running(byDora), hana, directoryOf([disabled(dora)]))).toEqual([]);
    expect(jams(running(byDora), dora, directoryOf([disabled(dora)]))).toEqual([]);
  });
});
