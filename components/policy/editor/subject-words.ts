import type { SubjectSet } from "@/lib/engine/policy/policy";
import type { SubjectNames } from "@/lib/views/policy-editor";

/** Tells subjects apart. */
export function subjectKey(subject: SubjectSet): string {
  switch (subject.kind) {
    case "singleUser":
      return subject.userId;
    case "groupMembers":
      return subject.groupId;
    case "requestorManager":
      return `manager ${subject.managerLevel}`;
    case "targetUserSponsors":
      return "sponsors";
  }
}

export function subjectText(subject: SubjectSet, names: SubjectNames): string {
  switch (subject.kind) {
    case "singleUser":
    case "groupMembers":
      return names[subjectKey(subject)]?.displayName ?? "Somebody no longer in the directory";
    case "requestorManager":
      return subject.managerLevel === 1 ? "The person’s manager" : "The manager’s manager";
    case "targetUserSponsors":
      return "The person’s sponsors";
  }
}
