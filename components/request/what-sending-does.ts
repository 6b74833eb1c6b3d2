import { anyOf } from "@/components/person/people-names";
import type { PolicyPreview, StagePreview } from "@/lib/views/packages";

const days = (amount: number) => (amount === 1 ? "1 day" : `${amount} days`);

/** In one sentence what happens to whom when the request is sent; `targetName` is null for the reader's own. */
export function whatSendingDoes(packageName: string, policy: PolicyPreview, targetName: string | null): string {
  const [first, ...later] = policy.stages;
  if (!policy.isApprovalRequired || !first)
    return `Sending gives ${targetName ?? "you"} ${packageName} at once; nobody has to approve it.`;
  if (!first.isSomebodyAble) {
    return `Nobody can decide at present. Sending lets your request wait for ${days(first.durationDays)} in case an approver is appointed.`;
  }
  const whoCancels = targetName ? `You and ${targetName}` : "You";
  const told = targetName ? ` ${targetName} is told that you asked.` : "";
  return `Sending asks ${whoDecides(first, later.length)}.${told} ${whoCancels} can cancel until it is decided.`;
}

function whoDecides({ approvers, durationDays }: StagePreview, later: number): string {
  const then = later === 0 ? "" : later === 1 ? ", then a second approval follows" : ", then two more approvals follow";
  return `${approvers ? anyOf(approvers) : "the approvers"} to decide within ${days(durationDays)}${then}`;
}

/** The same for a later end of access that is there; `holderName` is null for the reader's own. */
export function whatExtendingDoes(
  packageName: string,
  { isApprovalRequired, stages: [first, ...later] }: Pick<PolicyPreview, "isApprovalRequired" | "stages">,
  holderName: string | null,
): string {
  const access = holderName ? `the access of ${holderName}` : "your access";
  if (!isApprovalRequired || !first) {
    return `Sending moves the end of ${access} to ${packageName} at once; nobody has to approve it.`;
  }
  if (!first.isSomebodyAble) {
    return `Nobody can decide at present. Sending lets your request wait for ${days(first.durationDays)} in case an approver is appointed; meanwhile ${access} ends as before.`;
  }
  return `Sending asks ${whoDecides(first, later.length)}. Until then ${access} goes on, and ends as before if nobody approves.`;
}
