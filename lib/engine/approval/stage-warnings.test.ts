import { expect, test } from "vitest";
import { type SubjectSet, subjectSetSchema } from "@/lib/engine/policy/policy";
import { dora, eli, everybody, finn, ledgerOwners } from "@/lib/engine/testing/cast";
import { manager, person, sponsors, stage } from "@/lib/engine/testing/facts";
import { stageProblems } from "./stage-rules";
import { stageWarnings } from "./stage-warnings";

const nameOf = (subject: SubjectSet): string =>
  subject.kind === "singleUser"
    ? (everybody.find((each) => each.id === subject.userId)?.displayName ?? "somebody")
    : subject.kind;
const owners = { kind: "groupMembers" as const, groupId: ledgerOwners };

test("APP-20 who is in two sets of a stage, or of two stages, is named; it is advice and no error", () => {
  const stages = [
    stage({ primaryApprovers: [person(dora), person(eli)], fallbackPrimaryApprovers: [person(dora), person(finn)] }),
    stage({ primaryApprovers: [person(finn), owners] }),
  ];
  expect(stageWarnings(stages, nameOf)).toEqual([
    {
      code: "approversOverlap",
      one: { stage: 0, set: "primaryApprovers" },
      other: { stage: 0, set: "fallbackPrimaryApprovers" },
      names: [dora.displayName],
    },
    {
      code: "approversOverlap",
      one: { stage: 0, set: "fallbackPrimaryApprovers" },
      other: { stage: 1, set: "primaryApprovers" },
      names: [finn.displayName],
    },
  ]);
  expect(stageProblems(stages, true)).toEqual([]);
});

test("APP-20 the manager of level 1 is somebody else than that of level 2, and disjoint sets give no warning", () => {
  const stages = [
    stage({
      primaryApprovers: [manager(1)],
      fallbackPrimaryApprovers: [person(dora)],
      escalationApprovers: [manager(2)],
      fallbackEscalationApprovers: [person(eli)],
    }),
  ];
  expect(stageWarnings(stages, nameOf)).toEqual([]);
});

test("APP-22 a stage asks the manager, or sponsors, or a list; people and groups are one list", () => {
  const mixed = (...primaryApprovers: SubjectSet[]) =>
    stageWarnings([stage({ primaryApprovers })], nameOf).map((each) => each.code);
  expect(mixed(manager(), person(dora))).toEqual(["mixedKinds"]);
  expect(mixed(manager(), sponsors)).toEqual(["mixedKinds"]);
  expect(mixed(person(dora), owners)).toEqual([]);
  expect(mixed(manager(1))).toEqual([]);
});

test("APP-23 sponsors are asked by the names of the API; sponsorStageOfRecipient is none", () => {
  expect(subjectSetSchema.safeParse({ kind: "targetUserSponsors" }).success).toBe(true);
  expect(subjectSetSchema.safeParse({ kind: "sponsorStageOfRecipient" }).success).toBe(false);
});
