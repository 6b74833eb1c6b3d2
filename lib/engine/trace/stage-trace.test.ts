import { describe, expect, test } from "vitest";
import { partiesOf } from "@/lib/engine/approval/approvers";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { ApprovalStage } from "@/lib/engine/policy/policy";
import { defaultSettings } from "@/lib/engine/settings";
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
  jun,
  kim,
  named,
} from "@/lib/engine/testing/cast";
import { manager, person, sponsors, stage, start } from "@/lib/engine/testing/facts";
import { type Delegates, traceStage } from "./stage-trace";

type About = {
  readonly directory?: ReturnType<typeof directoryOf>;
  readonly requestorId?: PersonId;
  readonly delegates?: Delegates;
};

function traced(parts: Partial<ApprovalStage>, about: About = {}) {
  const { directory = directoryOf(), requestorId = ada.id, delegates = new Map() } = about;
  const parties = partiesOf({ targetId: ada.id, requestorId }, defaultSettings);
  const { asked, alternates, excluded, usesFallback } = traceStage(stage(parts), 0, start, {
    directory,
    parties,
    delegates,
  });
  return {
    asked: asked.map(({ displayName, capacity }) => `${displayName} (${capacity})`),
    alternates: alternates.map(({ displayName }) => displayName),
    excluded: excluded.map(({ displayName, why }) => `${displayName}: ${why}`),
    usesFallback,
  };
}

describe("whom a stage would really ask", () => {
  test("APP-66 whoever asks for somebody else is left out as the requestor, whom it is for as the target", () => {
    const approvers = { primaryApprovers: [person(ada), person(kim), person(dora)] };
    expect(traced(approvers, { requestorId: kim.id })).toEqual({
      asked: ["Dora, approver (primary)"],
      alternates: [],
      excluded: ["Ada, employee: target", "Kim, colleague: requestor"],
      usesFallback: false,
    });
  });

  test("APP-10 a manager and a level-2 manager who cannot decide are named as what they are", () => {
    const off = directoryOf([disabled(ben), disabled(cleo)]);
    const approvers = {
      primaryApprovers: [manager(1), manager(2), sponsors],
      fallbackPrimaryApprovers: [person(finn)],
    };
    expect(traced(approvers, { directory: off })).toMatchObject({
      excluded: ["Ben, manager: disabled", "Cleo, level-2 manager: disabled"],
    });
    expect(traced({ primaryApprovers: [manager(2)] }, { directory: off }).excluded).toEqual([
      "Cleo, level-2 manager: disabled",
    ]);
    const noJun = directoryOf([disabled(jun)]);
    expect(traced({ primaryApprovers: [sponsors] }, { directory: noJun }).excluded).toEqual(["Jun, sponsor: disabled"]);
  });

  test("APP-10 where there is no manager, no sponsor and no group, nobody is named and nobody left out", () => {
    const alone = directoryOf([{ ...ada, managerId: null, sponsorIds: [] }]);
    const empty: GroupId = auditors;
    const approvers = {
      primaryApprovers: [manager(1), manager(2), sponsors, { kind: "groupMembers", groupId: empty } as const],
    };
    expect(traced(approvers, { directory: alone })).toEqual({
      asked: [],
      alternates: [],
      excluded: [],
      usesFallback: false,
    });
    const gone = { ...alone, people: new Map([...alone.people].filter(([id]) => id !== ada.id)) };
    expect(traced(approvers, { directory: gone })).toEqual({
      asked: [],
      alternates: [],
      excluded: [],
      usesFallback: false,
    });
    const noBoss = directoryOf([{ ...ada, managerId: ben.id }]);
    const headless = { ...noBoss, people: new Map([...noBoss.people].filter(([id]) => id !== ben.id)) };
    expect(traced({ primaryApprovers: [manager(2)] }, { directory: headless }).excluded).toEqual([]);
  });

  test("APP-27 whom the directory does not know any more is left out without a name", () => {
    const { people, groupMembers } = directoryOf();
    const without = { people: new Map([...people].filter(([id]) => id !== hana.id)), groupMembers };
    expect(traced({ primaryApprovers: [person(hana), person(dora)] }, { directory: without })).toMatchObject({
      asked: ["Dora, approver (primary)"],
      excluded: [": disabled"],
    });
  });

  test("APP-81 delegates of people who cannot decide do not decide either, nor those of members of a group", () => {
    const delegates: Delegates = new Map([dora, hana].map((each) => [each.id, [named(eli)]]));
    const off = directoryOf([disabled(dora)], [[auditors, [hana]]]);
    const approvers = { primaryApprovers: [person(dora), { kind: "groupMembers", groupId: auditors } as const] };
    expect(traced(approvers, { directory: off, delegates }).asked).toEqual(["Hana, second approver (primary)"]);
    const both = { primaryApprovers: [person(finn), person(dora)] };
    expect(traced(both, { delegates }).asked).toEqual([
      "Finn, fallback (primary)",
      "Dora, approver (primary)",
      "Eli, alternate (primary)",
    ]);
  });

  test("APP-26 a fallback is told as soon as one of those asked is one", () => {
    const partly = { primaryApprovers: [manager(1)], fallbackPrimaryApprovers: [person(finn), person(dora)] };
    expect(traced(partly, { directory: directoryOf([disabled(ben)]) })).toMatchObject({
      asked: ["Finn, fallback (fallback)", "Dora, approver (fallback)"],
      usesFallback: true,
    });
  });
});
