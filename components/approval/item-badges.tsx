import { CornerUpRight } from "lucide-react";
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

/** What is special about an item: that it was forwarded, and as what the reader is asked (POR-48). */
export function ItemBadges({ item }: { item: Pick<ApprovalItem, "isForwarded" | "capacity"> }) {
  const capacity = capacities[item.capacity];
  if (!item.isForwarded && !capacity) return null;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {item.isForwarded && (
        <StateChip tone="warning" icon={CornerUpRight}>
          Forwarded
        </StateChip>
      )}
      {capacity && <StateChip>{capacity}</StateChip>}
    </span>
  );
}
