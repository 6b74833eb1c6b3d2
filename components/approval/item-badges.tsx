import { CalendarClock, CornerUpRight } from "lucide-react";
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

/** What is special about an item: that it was forwarded or waits, and as what or for whom the reader is asked (POR-48). */
export function ItemBadges({
  item,
}: {
  item: Pick<ApprovalItem, "isExtension" | "isForwarded" | "isWaitingForRequestor" | "capacity" | "delegator">;
}) {
  const capacity = capacities[item.capacity];
  if (!item.isExtension && !item.isForwarded && !item.isWaitingForRequestor && !capacity && !item.delegator)
    return null;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {item.isExtension && <StateChip icon={CalendarClock}>Extension</StateChip>}
      {item.isForwarded && (
        <StateChip tone="warning" icon={CornerUpRight}>
          Forwarded
        </StateChip>
      )}
      {item.isWaitingForRequestor && <StateChip>Waiting for an answer</StateChip>}
      {capacity && <StateChip>{capacity}</StateChip>}
      {item.delegator && <StateChip>Delegated by {item.delegator}</StateChip>}
    </span>
  );
}
