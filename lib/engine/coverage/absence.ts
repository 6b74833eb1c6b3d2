import { isNobody, type Parties, primaryApprovers } from "@/lib/engine/approval/approvers";
import type { Directory } from "@/lib/engine/directory";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import type { ApprovalStage, SubjectSet } from "@/lib/engine/policy/policy";

/** Why one of those whom a stage asks is nobody for a target (APP-27, APP-31, APP-32). */
export type Absence =
  | { readonly kind: "personDisabled" | "personThemselves" | "personUnknown"; readonly personId: PersonId }
  | { readonly kind: "groupEmpty" | "groupDisabled" | "groupOnlyThemselves"; readonly groupId: GroupId }
  | { readonly kind: "managerMissing" | "managerDisabled"; readonly managerLevel: 1 | 2 }
  | { readonly kind: "sponsorsMissing" | "sponsorsDisabled" };

/** A directory, and the same one with every account switched on: what the two say differently is due to accounts. */
export type TwoDirectories = { readonly asIs: Directory; readonly allEnabled: Directory };

export const withAllEnabled = (directory: Directory): TwoDirectories => ({
  asIs: directory,
  allEnabled: {
    ...directory,
    people: new Map([...directory.people].map(([id, person]) => [id, { ...person, isEnabled: true }])),
  },
});

/** A request somebody makes for themself. */
export const ownRequest = (personId: PersonId): Parties => ({ targetId: personId, requestorId: personId });

/** Why this subject of the stage stands for nobody who could decide; only for those of whom that is so. */
function absenceOf(
  subject: SubjectSet,
  stage: ApprovalStage,
  { asIs, allEnabled }: TwoDirectories,
  targetId: PersonId,
): Absence {
  const parties = ownRequest(targetId);
  const alone = { ...stage, primaryApprovers: [subject], fallbackPrimaryApprovers: [] };
  const isDisabled = !isNobody(primaryApprovers(alone, allEnabled, parties), allEnabled, parties);
  switch (subject.kind) {
    case "singleUser": {
      const { userId: personId } = subject;
      if (personId === targetId) return { kind: "personThemselves", personId };
      return { kind: isDisabled ? "personDisabled" : "personUnknown", personId };
    }
    case "groupMembers": {
      const { groupId } = subject;
      if (isDisabled) return { kind: "groupDisabled", groupId };
      const isIn = asIs.groupMembers.get(groupId)?.includes(targetId);
      return { kind: isIn ? "groupOnlyThemselves" : "groupEmpty", groupId };
    }
    case "requestorManager": {
      const { managerLevel } = subject;
      return { kind: isDisabled ? "managerDisabled" : "managerMissing", managerLevel };
    }
    case "targetUserSponsors":
      return { kind: isDisabled ? "sponsorsDisabled" : "sponsorsMissing" };
  }
}

/** Why nobody was found: of those who are asked and of those who would stand in for them. */
export type Absences = { readonly asked: readonly Absence[]; readonly fallbacks: readonly Absence[] };

/** Why nobody can decide the stage for this target; where somebody can, it says nothing true. */
export const approverAbsences = (stage: ApprovalStage, directories: TwoDirectories, targetId: PersonId): Absences => ({
  asked: stage.primaryApprovers.map((subject) => absenceOf(subject, stage, directories, targetId)),
  fallbacks: stage.fallbackPrimaryApprovers.map((subject) => absenceOf(subject, stage, directories, targetId)),
});

/** The same of its alternates (APP-65). */
export const alternateAbsences = (stage: ApprovalStage, directories: TwoDirectories, targetId: PersonId): Absences => ({
  asked: stage.escalationApprovers.map((subject) => absenceOf(subject, stage, directories, targetId)),
  fallbacks: stage.fallbackEscalationApprovers.map((subject) => absenceOf(subject, stage, directories, targetId)),
});
