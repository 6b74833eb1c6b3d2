import { alternateApprovers, isNobody, primaryApprovers } from "@/lib/engine/approval/approvers";
import type { Directory } from "@/lib/engine/directory";
import type { PersonId, PolicyId } from "@/lib/engine/ids";
import type { ApprovalStage, AssignmentPolicy } from "@/lib/engine/policy/policy";
import { isInScope } from "@/lib/engine/policy/scope";
import {
  type Absences,
  alternateAbsences,
  approverAbsences,
  ownRequest,
  type TwoDirectories,
  withAllEnabled,
} from "./absence";
import { type Inhabitant, likenessFor, type Population, populationOf } from "./alike";

/**
 * What somebody's request would meet in a stage, the worst first: nobody who could decide before it expires (APP-32),
 * nobody before it is forwarded, or approvers whose silence brings in nobody (APP-65).
 */
export const gapKinds = ["nobody", "nobodyUntilForwarded", "forwardingFindsNobody"] as const;
export type GapKind = (typeof gapKinds)[number];

/** Whether the first kind leaves a request worse off than the second; none at all is best. */
export const isWorse = (kind: GapKind, than: GapKind | null): boolean =>
  than === null || gapKinds.indexOf(kind) < gapKinds.indexOf(than);

export type Finding = {
  readonly kind: GapKind;
  /** Of the alternates in `forwardingFindsNobody`, else of the approvers. */
  readonly absences: Absences;
};

/** A gap in a stage, and everybody for whom it is there for the same reason, in the directory's order. */
export type Gap = Finding & { readonly stage: number; readonly affected: readonly PersonId[] };

export type PolicyGaps = { readonly policyId: PolicyId; readonly gaps: readonly Gap[] };

/** What this person's own request would meet in the stage; null where somebody can decide and is followed up. */
function findingFor(stage: ApprovalStage, directories: TwoDirectories, targetId: PersonId): Finding | null {
  const { asIs } = directories;
  const parties = ownRequest(targetId);
  const isForwarded = stage.isEscalationEnabled && stage.escalationAfterDays !== null;
  const isDecided = !isNobody(primaryApprovers(stage, asIs, parties), asIs, parties);
  const isJoined = isForwarded && !isNobody(alternateApprovers(stage, asIs, parties), asIs, parties);
  if (!isDecided) {
    const kind = isJoined ? "nobodyUntilForwarded" : "nobody";
    return { kind, absences: approverAbsences(stage, directories, targetId) };
  }
  if (!isForwarded || isJoined) return null;
  return { kind: "forwardingFindsNobody", absences: alternateAbsences(stage, directories, targetId) };
}

/** The gaps of one stage among those in scope, asked once for all who are alike. */
function gapsOfStage(
  stage: ApprovalStage,
  index: number,
  inScope: readonly Inhabitant[],
  population: Population,
  directories: TwoDirectories,
): Gap[] {
  const likenessOf = likenessFor(stage, population);
  const gaps = new Map<string, Gap & { readonly affected: PersonId[] }>();
  /** The gap this person is in, to be joined by them; null where there is none. */
  const gapOf = (person: Inhabitant) => {
    const finding = findingFor(stage, directories, person.id);
    if (!finding) return null;
    const reason = JSON.stringify(finding);
    const gap = gaps.get(reason) ?? { ...finding, stage: index, affected: [] };
    gaps.set(reason, gap);
    return gap;
  };
  const known = new Map<number, ReturnType<typeof gapOf>>();
  for (const person of inScope) {
    const likeness = likenessOf(person);
    let gap = likeness === null ? undefined : known.get(likeness);
    if (gap === undefined) {
      gap = gapOf(person);
      if (likeness !== null) known.set(likeness, gap);
    }
    gap?.affected.push(person.id);
  }
  return [...gaps.values()].sort((a, b) => gapKinds.indexOf(a.kind) - gapKinds.indexOf(b.kind));
}

/** Only these let anybody wait for a decision. */
const isAsking = ({ isEnabled, requestApprovalSettings }: AssignmentPolicy): boolean =>
  isEnabled && requestApprovalSettings.isApprovalRequiredForAdd;

/**
 * Every stage of every enabled policy in which a request by somebody in its scope would find nobody able to decide, as
 * things are. The directory holds everybody, and the members of every group the policies name. Policies without a gap
 * are left out.
 */
export function coverageGaps(policies: readonly AssignmentPolicy[], directory: Directory): PolicyGaps[] {
  const directories = withAllEnabled(directory);
  const population = populationOf(directory);
  return policies.filter(isAsking).flatMap((policy) => {
    const inScope = population.people.filter((person) => isInScope(person, policy));
    const { stages } = policy.requestApprovalSettings;
    const gaps = stages.flatMap((stage, index) => gapsOfStage(stage, index, inScope, population, directories));
    return gaps.length === 0 ? [] : [{ policyId: policy.policyId, gaps }];
  });
}
