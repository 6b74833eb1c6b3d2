import { alternateApprovers, isNobody, missingFallbacks, type Parties } from "@/lib/engine/approval/approvers";
import type { Directory } from "@/lib/engine/directory";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { ApprovalStage, AssignmentPolicy } from "@/lib/engine/policy/policy";
import type { ActiveStage } from "@/lib/engine/request/request";
import { coverageGaps, type Gap, type GapKind, isWorse, type PolicyGaps } from "./gaps";

/** The directory on the day after somebody's account was switched off. */
function without(directory: Directory, personId: PersonId): Directory {
  const person = directory.people.get(personId);
  if (!person) return directory;
  return { ...directory, people: new Map(directory.people).set(personId, { ...person, isEnabled: false }) };
}

/** What each person meets in one stage; those who meet no gap are left out. */
const kindsIn = (gaps: readonly Gap[], stage: number): Map<PersonId, GapKind> =>
  new Map(
    gaps
      .filter((gap) => gap.stage === stage)
      .flatMap(({ kind, affected }) => affected.map((id): [PersonId, GapKind] => [id, kind])),
  );

/** The gaps somebody's leaving would open or make worse, each with those for whom it would. */
export function gapsIfLeft(
  policies: readonly AssignmentPolicy[],
  directory: Directory,
  personId: PersonId,
): PolicyGaps[] {
  const before = new Map(coverageGaps(policies, directory).map(({ policyId, gaps }) => [policyId, gaps]));
  return coverageGaps(policies, without(directory, personId)).flatMap(({ policyId, gaps }) => {
    const opened = gaps.flatMap((gap) => {
      const known = kindsIn(before.get(policyId) ?? [], gap.stage);
      const affected = gap.affected.filter((id) => isWorse(gap.kind, known.get(id) ?? null));
      return affected.length === 0 ? [] : [{ ...gap, affected }];
    });
    return opened.length === 0 ? [] : [{ policyId, gaps: opened }];
  });
}

/** A stage that waits for a decision, with what its request's copy of the policy says about it. */
export type RunningStage = {
  readonly requestId: RequestId;
  readonly parties: Parties;
  readonly stage: ActiveStage;
  readonly plan: ApprovalStage;
};

/** A request that would wait in vain: to its deadline, or until it is forwarded. */
export type Jam = { readonly requestId: RequestId; readonly kind: Exclude<GapKind, "forwardingFindsNobody"> };

/** What a running stage waits for; null where somebody can decide, the fallbacks who would come in included (APP-33). */
function jamOf({ parties, stage, plan }: RunningStage, directory: Directory): Jam["kind"] | null {
  const standIns = missingFallbacks(plan, stage.approvers, directory, parties);
  if (!isNobody([...stage.approvers, ...standIns], directory, parties)) return null;
  const isForwarded = stage.forwardAt === null || stage.forwardedAt !== null;
  if (isForwarded || isNobody(alternateApprovers(plan, directory, parties), directory, parties)) return "nobody";
  return "nobodyUntilForwarded";
}

/** The running requests that somebody's leaving would leave with nobody who could decide. */
export function jamsIfLeft(running: readonly RunningStage[], directory: Directory, personId: PersonId): Jam[] {
  const after = without(directory, personId);
  return running.flatMap((each) => {
    const kind = jamOf(each, after);
    return kind && isWorse(kind, jamOf(each, directory)) ? [{ requestId: each.requestId, kind }] : [];
  });
}
