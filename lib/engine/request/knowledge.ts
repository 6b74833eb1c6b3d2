import { isInScope } from "@/lib/engine/policy/scope";
import { selectPolicies } from "@/lib/engine/policy/select";
import { type Asking, askerOf, type SubmissionFacts, scopedTarget } from "./submission";

/** WHO-4, WHO-37 to WHO-39: whether a policy of the package lets the requestor ask for the target. */
export const mayAskFor = (facts: SubmissionFacts): boolean =>
  selectPolicies(facts.package?.policies ?? [], scopedTarget(facts), askerOf(facts)).selectable.length > 0;

/**
 * ERR-2, ERR-52: somebody in no scope and without history learns nothing, not even that the package exists, unless a
 * policy lets them ask for the target. Whoever may assign it directly knows it. A service asks for nobody, whatever it
 * assigned before.
 */
export function mayKnowPackage(facts: SubmissionFacts): boolean {
  const { package: wanted, requestor, requestorGroupIds: groupIds } = facts;
  if (!wanted) return false;
  if (facts.direct) return true;
  if (requestor.kind === "service") return false;
  if (facts.hasHistory) return true;
  const { id, kind } = requestor;
  return (
    wanted.policies.some((policy) => policy.isEnabled && isInScope({ id, kind, groupIds }, policy)) || mayAskFor(facts)
  );
}

/**
 * WHO-6: whether the package stands in the list of what may be asked for, for oneself or with the target in mind (WHO-8).
 * Conflicts and assignments leave it there (POR-39).
 */
export function isBrowsable(facts: SubmissionFacts): boolean {
  const { package: wanted, target } = facts;
  if (!wanted || wanted.isHidden || !wanted.catalog.isPublished) return false;
  if (target.kind === "guest" && !wanted.catalog.isExternallyVisible) return false;
  return mayAskFor(facts);
}

/** ERR-12: whether the requestor may learn what the target holds: their own, a report's, or as administrator. */
export function seesHoldings(facts: Asking & Pick<SubmissionFacts, "settings">): boolean {
  const asker = askerOf(facts);
  return asker.kind !== "onBehalf" || (asker.isManager && facts.settings.managersSeeReportAssignments);
}
