import { Notice } from "@/components/ui/notice";
import type { ApprovalDetail } from "@/lib/views/approval-detail";

/** What speaks against an approval (SOD-15, SOD-26). */
export function ConflictWarnings({ approval }: { approval: ApprovalDetail }) {
  const { item, conflicts, reverseConflicts, target, packageName } = approval;
  if (!item || (conflicts.length === 0 && reverseConflicts.length === 0)) return null;
  return (
    <div className="flex flex-col gap-3">
      {conflicts.length > 0 && (
        <Notice tone="danger" title={`Conflicts with ${conflicts.join(", ")}`}>
          Nobody may have both at the same time. Even if everybody approves, nothing is delivered while{" "}
          {target.displayName} has {conflicts.length === 1 ? "it" : "any of them"} or is about to get{" "}
          {conflicts.length === 1 ? "it" : "them"}.
        </Notice>
      )}
      {reverseConflicts.length > 0 && (
        <Notice tone="warning" title={`${reverseConflicts.join(", ")} is meant to be held without this`}>
          {target.displayName} holds {reverseConflicts.length === 1 ? "it" : "them"} already. People with {packageName}{" "}
          could not ask for {reverseConflicts.length === 1 ? "it" : "them"}; the other way round it is possible, so the
          decision is yours.
        </Notice>
      )}
    </div>
  );
}
