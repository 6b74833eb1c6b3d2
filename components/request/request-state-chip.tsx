import { StateChip } from "@/components/ui/state-chip";
import { requestStateLabel, type StateLabel } from "@/lib/engine/request/labels";
import type { RequestState } from "@/lib/engine/request/states";
import { intentOf } from "@/lib/engine/request/states";
import type { RequestRow } from "@/lib/views/requests";

/** A removal delivers nothing: its states in words that fit. */
const removal: Partial<Record<RequestState, StateLabel>> = {
  delivering: { text: "Being removed", tone: "working" },
  delivered: { text: "Removed", tone: "neutral" },
  partiallyDelivered: { text: "Partly removed", tone: "bad" },
  deliveryFailed: { text: "Removal failed", tone: "bad" },
};

export type RequestStateChipProps = {
  request: Pick<RequestRow, "state" | "subStatus"> & Partial<Pick<RequestRow, "type">>;
};

/** The state of a request in one word or two; a request nobody decided in time is Expired (REQ-25). */
export function RequestStateChip({ request: { state, subStatus, type = "userAdd" } }: RequestStateChipProps) {
  const label = (intentOf(type) === "add" ? undefined : removal[state]) ?? requestStateLabel(state, subStatus);
  return <StateChip tone={label.tone}>{label.text}</StateChip>;
}
