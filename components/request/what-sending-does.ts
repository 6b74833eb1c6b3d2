import { anyOf } from "@/components/person/people-names";
import type { PolicyPreview } from "@/lib/views/packages";

const days = (amount: number) => (amount === 1 ? "1 day" : `${amount} days`);

/** In one sentence what happens to whom when the request is sent. */
export function whatSendingDoes(packageName: string, policy: PolicyPreview): string {
  const [first, ...later] = policy.stages;
  if (!policy.isApprovalRequired || !first)
    return `Sending gives you ${packageName} at once; nobody has to approve it.`;
  if (!first.isSomebodyAble) {
    return `Nobody can decide at present. Sending lets your request wait for ${days(first.durationDays)} in case an approver is appointed.`;
  }
  const who = first.approvers ? anyOf(first.approvers) : "the approvers";
  const then =
    later.length === 0
      ? ""
      : later.length === 1
        ? ", then a second approval follows"
        : ", then two more approvals follow";
  return `Sending asks ${who} to decide within ${days(first.durationDays)}${then}. You can cancel until it is decided.`;
}
