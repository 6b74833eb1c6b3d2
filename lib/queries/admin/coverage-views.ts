import { inArray } from "drizzle-orm";
import { groups, people } from "@/db/schema";
import type { Absence } from "@/lib/engine/coverage/absence";
import type { Gap } from "@/lib/engine/coverage/gaps";
import type { Directory } from "@/lib/engine/directory";
import type { GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import type { Reader } from "@/lib/facts/reader";
import { invariant } from "@/lib/platform/invariant";
import type { AbsenceView, GapView, PackageGapsView } from "@/lib/views/coverage";
import type { PersonView } from "@/lib/views/people";
import type { PackageGaps } from "./coverage-packages";

/** Of those whom a gap concerns, so many are named. */
const NAMED_MAX = 50;

type Names = {
  readonly directory: Directory;
  readonly people: ReadonlyMap<PersonId, PersonView>;
  readonly groups: ReadonlyMap<GroupId, string>;
};

const absencesOf = ({ absences }: Gap): readonly Absence[] => [...absences.asked, ...absences.fallbacks];

/** Who and what these gaps name, as far as it is shown. */
async function loadNames(reader: Reader, directory: Directory, gaps: readonly Gap[]): Promise<Names> {
  const personIds = gaps.flatMap((gap) => gap.affected.slice(0, NAMED_MAX));
  const groupIds = gaps.flatMap(absencesOf).flatMap((each) => ("groupId" in each ? [each.groupId] : []));
  const named =
    personIds.length === 0
      ? []
      : await reader
          .select({ id: people.id, displayName: people.displayName, email: people.email })
          .from(people)
          .where(inArray(people.id, [...new Set(personIds)]));
  const grouped =
    groupIds.length === 0
      ? []
      : await reader
          .select({ id: groups.id, displayName: groups.displayName })
          .from(groups)
          .where(inArray(groups.id, [...new Set(groupIds)]));
  return {
    directory,
    people: new Map(named.map((row) => [row.id, row])),
    groups: new Map(grouped.map((row) => [row.id, row.displayName])),
  };
}

function absenceView(absence: Absence, names: Names): AbsenceView {
  switch (absence.kind) {
    case "personUnknown":
      return { kind: "unknown" };
    case "personDisabled":
    case "personThemselves": {
      const person = names.directory.people.get(absence.personId);
      if (!person) return { kind: "unknown" };
      return { kind: absence.kind, person: { id: person.id, displayName: person.displayName } };
    }
    case "groupEmpty":
    case "groupDisabled":
    case "groupOnlyThemselves": {
      const displayName = names.groups.get(absence.groupId);
      if (displayName === undefined) return { kind: "unknown" };
      return { kind: absence.kind, group: { id: absence.groupId, displayName } };
    }
    case "managerMissing":
    case "managerDisabled":
    case "sponsorsMissing":
    case "sponsorsDisabled":
      return absence;
  }
}

function gapView(gap: Gap, policy: AssignmentPolicy, names: Names): GapView {
  const { stages } = policy.requestApprovalSettings;
  const stage = stages[gap.stage];
  invariant(stage, "APP-3 a gap is in a stage of its policy");
  const named = gap.affected.slice(0, NAMED_MAX);
  return {
    kind: gap.kind,
    stage: gap.stage,
    stageCount: stages.length,
    durationDays: stage.durationDays,
    forwardAfterDays: stage.isEscalationEnabled ? stage.escalationAfterDays : null,
    asked: gap.absences.asked.map((each) => absenceView(each, names)),
    fallbacks: gap.absences.fallbacks.map((each) => absenceView(each, names)),
    affected: {
      people: named.flatMap((id) => names.people.get(id) ?? []),
      more: gap.affected.length - named.length,
    },
  };
}

/** These packages with their gaps, in words to be and with names. */
export async function packageGapsViews(
  reader: Reader,
  rows: readonly PackageGaps[],
  policies: ReadonlyMap<PolicyId, AssignmentPolicy>,
  directory: Directory,
): Promise<PackageGapsView[]> {
  const gaps = rows.flatMap((row) => row.policies.flatMap((each) => each.gaps));
  const names = await loadNames(reader, directory, gaps);
  return rows.map((row) => ({
    ...row.package,
    policies: row.policies.map(({ policyId, gaps: found }) => {
      const policy = policies.get(policyId);
      invariant(policy, "a gap is in a policy that was looked at");
      return {
        id: policyId,
        displayName: policy.displayName,
        gaps: found.map((gap) => gapView(gap, policy, names)),
      };
    }),
  }));
}
