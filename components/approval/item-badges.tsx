import { CalendarClock, CirclePause, CornerUpRight, MessageCircleReply, UserRound } from "lucide-react";
import { StateChip } from "@/components/ui/state-chip";
import type { ApproverCapacity } from "@/lib/engine/approval/stage";
import type { ApprovalItem } from "@/lib/views/approvals";

const capacities = {
  primary: null,
  fallback: "As fallback",
  added: "Added by an administrator",
  alternate: "As alternate",
  alternateFallback: "As fallback of an alternate",
} as const satisfies Record<ApproverCapacity, string | null>;

/** What is special about an item: that it was forwarded, waits or was answered, and as what or for whom the reader is asked (POR-48). */
export function ItemBadges({
  item,
}: {
  item: Pick<ApprovalItem, "isExtension" | "isForwarded" | "question" | "requestor" | "capacity" | "delegator">;
}) {
  const capacity = capacities[item.capacity];
  const { question, isExtension, isForwarded, delegator } = item;
  if (!isExtension && !isForwarded && !question && !capacity && !delegator) return null;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {isExtension && <StateChip icon={CalendarClock}>Extension</StateChip>}
      {isForwarded && (
        <StateChip tone="warning" icon={CornerUpRight}>
          Forwarded
        </StateChip>
      )}
      {question &&
        (question.answeredAt ? (
          <StateChip tone="good" icon={MessageCircleReply}>
            Answered
          </StateChip>
        ) : (
          <StateChip tone="waiting" icon={CirclePause}>
            Waiting for {item.requestor.displayName}
          </StateChip>
        ))}
      {capacity && <StateChip>{capacity}</StateChip>}
      {delegator && <StateChip icon={UserRound}>For {delegator}</StateChip>}
    </span>
  );
}
