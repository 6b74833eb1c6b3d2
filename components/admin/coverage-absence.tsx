import type { Route } from "next";
import type { AbsenceView } from "@/lib/views/coverage";
import { NamedLink } from "./named-link";

export type AbsenceProps = {
  absence: AbsenceView;
  /** Whether the reader may open people and groups. */
  canOpen: boolean;
  /** It is thought through, not so: who would have left counts as disabled. */
  isSupposed: boolean;
};

/** Why one of those whom a stage asks is nobody for the people concerned. */
export function Absence({ absence, canOpen, isSupposed }: AbsenceProps) {
  const be = isSupposed ? "would be" : "is";
  switch (absence.kind) {
    case "personDisabled":
    case "personThemselves": {
      const { id, displayName } = absence.person;
      return (
        <>
          <NamedLink href={`/admin/people/${id}` as Route} canOpen={canOpen}>
            {displayName}
          </NamedLink>
          {absence.kind === "personDisabled"
            ? `: the account ${be} disabled`
            : " cannot decide on a request of their own"}
        </>
      );
    }
    case "groupEmpty":
    case "groupDisabled":
    case "groupOnlyThemselves": {
      const { id, displayName } = absence.group;
      const why = {
        groupEmpty: " has no members",
        groupDisabled: isSupposed ? " would have no other enabled member" : " has no other enabled member",
        groupOnlyThemselves: " has nobody in it but the person who asks",
      }[absence.kind];
      return (
        <>
          <NamedLink href={`/admin/groups/${id}` as Route} canOpen={canOpen}>
            {displayName}
          </NamedLink>
          {why}
        </>
      );
    }
    case "managerMissing":
      return absence.managerLevel === 1 ? "The manager: there is none" : "The manager’s manager: there is none";
    case "managerDisabled":
      return absence.managerLevel === 1
        ? `The manager: the account ${be} disabled`
        : `The manager’s manager: an account on the way up ${be} disabled`;
    case "sponsorsMissing":
      return "The sponsors: there are none";
    case "sponsorsDisabled":
      return `The sponsors: every account ${be} disabled`;
    case "unknown":
      return "Somebody no longer in the directory";
  }
}
