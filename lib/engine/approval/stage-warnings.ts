import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";

const setNames = [
  "primaryApprovers",
  "fallbackPrimaryApprovers",
  "escalationApprovers",
  "fallbackEscalationApprovers",
] as const;
export type ApproverSetName = (typeof setNames)[number];

type SetPlace = { readonly stage: number; readonly set: ApproverSetName };

/** Advice that does not keep a policy from being saved. */
export type StageWarning =
  | { readonly code: "approversOverlap"; readonly one: SetPlace; readonly other: SetPlace; readonly names: string[] }
  | { readonly code: "mixedKinds"; readonly stage: number };

const keyOf = (subject: SubjectSet): string => {
  switch (subject.kind) {
    case "singleUser":
      return subject.userId;
    case "groupMembers":
      return subject.groupId;
    case "requestorManager":
      return `${subject.kind} ${subject.managerLevel}`;
    case "targetUserSponsors":
      return subject.kind;
  }
};

/** APP-22: people and groups are one list; managers and sponsors are kinds of their own. */
const kindOf = ({ kind }: SubjectSet) => (kind === "singleUser" || kind === "groupMembers" ? "specific" : kind);

/**
 * APP-20, APP-22: who is named in two sets, of one stage or of several, and stages that ask several kinds of approvers at
 * once. `nameOf` gives the name of a person, a group or a relationship.
 */
export function stageWarnings(
  stages: readonly ApprovalStage[],
  nameOf: (subject: SubjectSet) => string,
): StageWarning[] {
  const warnings: StageWarning[] = [];
  const sets = stages.flatMap((plan, stage) => setNames.map((set) => ({ stage, set, subjects: plan[set] })));
  for (const [index, { subjects, ...one }] of sets.entries()) {
    for (const { subjects: others, ...other } of sets.slice(index + 1)) {
      const keys = new Set(others.map(keyOf));
      const both = subjects.filter((subject) => keys.has(keyOf(subject)));
      if (both.length > 0) warnings.push({ code: "approversOverlap", one, other, names: both.map(nameOf) });
    }
  }
  for (const [stage, { primaryApprovers }] of stages.entries()) {
    if (new Set(primaryApprovers.map(kindOf)).size > 1) warnings.push({ code: "mixedKinds", stage });
  }
  return warnings;
}
