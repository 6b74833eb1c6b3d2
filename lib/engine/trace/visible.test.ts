import { describe, expect, test } from "vitest";
import type { SubmissionFacts, SubmitCommand } from "@/lib/engine/request/submission";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, disabled, dora, eli, finn, kim, policyIds, vendors } from "@/lib/engine/testing/cast";
import {
  accessPackage,
  form,
  heldAssignment,
  holdings,
  person,
  policy,
  stage,
  start,
  submission,
} from "@/lib/engine/testing/facts";
import { explain, type TraceFacts } from "./trace";
import { type VisibleTrace, visibleTrace } from "./visible";

const seen = (
  facts: Partial<SubmissionFacts>,
  command: Partial<SubmitCommand> = {},
  more: Partial<TraceFacts> = {},
): VisibleTrace => {
  const of = submission(facts);
  return visibleTrace(
    explain({ submission: of, delegates: new Map(), incompatibleWith: [], roles: [], ...more }, form(command), start),
    of,
  );
};

const gatesOf = ({ gates }: VisibleTrace) =>
  gates.map(({ step, rule, inputs }) => `${step} ${rule}: ${inputs.length > 0 ? "told" : "kept"}`);

describe("what a requestor may know of a trace", () => {
  test("ERR-2 of an unknown package the first gates and that it is not there, nothing else", () => {
    const secret = accessPackage({ policies: [policy({ allowedTargetScope: "specificDirectoryUsers" })] });
    const { gates, ...rest } = seen({ package: secret }, {}, { roles: [{ role: "Reader", through: [] }] });
    expect(gates.map(({ step, rule, inputs }) => [step, rule, inputs.length])).toEqual([
      [0, "ERR-41", 1],
      [1, "ERR-1", 1],
      [2, "ERR-2", 0],
    ]);
    expect(gates[2]).toMatchObject({
      question: "May whoever asks know this package?",
      refusal: { code: "packageNotFound" },
    });
    expect(rest).toEqual({
      refusal: { code: "packageNotFound" },
      policies: [],
      becomes: null,
      stages: [],
      period: null,
      roles: [],
      held: null,
      warnings: [],
    });
    const off = seen({ package: secret, requestor: disabled(ada), target: disabled(ada) });
    expect(off.gates.map(({ rule }) => rule)).toEqual(["ERR-41", "ERR-1", "ERR-2"]);
  });

  test("WHO-7 what the gates of policies look at is kept where it names policies for others", () => {
    const told = gatesOf(seen({}));
    expect(told.filter((gate) => gate.endsWith("kept"))).toEqual(["5 ERR-5: kept"]);
    expect(told).toContain("5 ERR-29: told");
    expect(told).toContain("5 ERR-6: told");
    const two = accessPackage({ policies: [policy(), policy({ policyId: policyIds[1], displayName: "By the hour" })] });
    const unclear = gatesOf(seen({ package: two }));
    expect(unclear.filter((gate) => gate.endsWith("kept"))).toEqual([
      "5 ERR-29: kept",
      "5 ERR-5: kept",
      "5 ERR-6: kept",
    ]);
    expect(unclear).toContain("6 ERR-7: told");
    const administrator = gatesOf(seen({ package: two, requestor: kim, direct: { mayBypass: false } }));
    expect(administrator.filter((gate) => gate.endsWith("kept"))).toEqual([]);
  });

  test("WHO-30 policies they may choose are named, those that do not compete are not", () => {
    const [mine, wider] = policyIds;
    const wanted = accessPackage({
      policies: [
        policy({ policyId: mine }),
        policy({ policyId: wider, allowedTargetScope: "allDirectoryUsers", displayName: "Everybody" }),
      ],
    });
    expect(seen({ package: wanted }).policies.map(({ id }) => id)).toEqual([mine]);
    const direct = { package: wanted, requestor: kim, direct: { mayBypass: false } };
    expect(seen(direct, { policyId: mine }).policies.map(({ id }) => id)).toEqual([mine, wider]);
  });

  test("ERR-12 gates about holdings keep their question and outcome for strangers, and lose what they looked at", () => {
    const onBehalf = policy({
      requestorSettings: {
        enableOnBehalfRequestorsToAddAccess: true,
        onBehalfRequestors: [{ kind: "anyDirectoryUser" }],
      },
    });
    const there = holdings({ assignments: [heldAssignment({ packageId: vendors })] });
    const vendorPackage = { id: vendors, displayName: "Vendors" };
    const facts = { requestor: eli, target: ada, package: accessPackage({ policies: [onBehalf] }), holdings: there };
    const more = { incompatibleWith: [vendorPackage], roles: [{ role: "Reader", through: ["Vendors"] }] };
    const stranger = seen(facts, {}, more);
    const kept = stranger.gates.filter(({ inputs }) => inputs.length === 0);
    expect(kept.map(({ rule, question }) => [rule, question.endsWith("?")])).toEqual([
      ["ERR-5", true],
      ["ERR-8", true],
      ["ERR-9", true],
      ["ERR-12", true],
      ["ERR-13", true],
      ["ERR-11", true],
    ]);
    expect(stranger).toMatchObject({ roles: [], held: null, warnings: [] });
    const own = seen({ ...facts, requestor: ada }, {}, more);
    expect(own).toMatchObject({ roles: more.roles, warnings: [{ kind: "declaredByHeld" }] });
  });

  test("APP-70 whether anybody can decide is told also where nobody can, and names by the setting alone", () => {
    const nobody = stage({ primaryApprovers: [person(disabled(dora))], fallbackPrimaryApprovers: [person(ada)] });
    const somebody = stage({ primaryApprovers: [person(finn)] });
    const wanted = accessPackage({ policies: [policy({ stages: [somebody, nobody] })] });
    const directory = {
      people: new Map([ada, finn, disabled(dora)].map((each) => [each.id, each])),
      groupMembers: new Map(),
    };
    const hidden = { ...defaultSettings, showApproversToRequestors: false };
    const stagesWith = (settings: typeof hidden) =>
      seen({ package: wanted, directory, settings }).stages.map(({ isSomebodyAble, asked }) => [
        isSomebodyAble,
        asked?.length,
      ]);
    expect(stagesWith(hidden)).toEqual([
      [true, undefined],
      [false, undefined],
    ]);
    expect(stagesWith({ ...hidden, showApproversToRequestors: true })).toEqual([
      [true, 1],
      [false, 0],
    ]);
  });
});
