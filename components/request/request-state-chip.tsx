import { StateChip } from "@/components/ui/state-chip";
import { requestStateLabel, type StateLabel } from "@/lib/engine/request/labels";
import type { RequestState, RequestType } from "@/lib/engine/request/states";
import type { RequestRow } from "@/lib/views/requests";

/** A removal delivers nothing: its states in words that fit. */
const removal: Partial<Record<RequestState, StateLabel>> = {
  delivering: { text: "Being removed", tone: "working" },
  delivered: { text: "Removed", tone: "neutral" },
  partiallyDelivered: { text: "Partly removed", tone: "bad" },
  deliveryFailed: { text: "Removal failed", tone: "bad" },
};

/** A change of access that is there already. */
const change: Partial<Record<RequestState, StateLabel>> = { delivered: { text: "In force", tone: "good" } };
const extension: Partial<Record<RequestState, StateLabel>> = { delivered: { text: "Extended", tone: "good" } };

const ownWords: Partial<Record<RequestType, Partial<Record<RequestState, StateLabel>>>> = {
  userUpdate: extension,
  onBehalfUpdate: extension,
  adminUpdate: change,
  userRemove: removal,
  onBehalfRemove: removal,
  adminRemove: removal,
  systemRemove: removal,
};

export type RequestStateChipProps = {
  request: Pick<RequestRow, "state" | "subStatus"> & Partial<Pick<RequestRow, "type">>;
};

/** The state of a request in one word or two; a request nobody decided in time is Expired (REQ-25). */
export function RequestStateChip({ request: { state, subStatus, type = "userAdd" } }: RequestStateChipProps) {
  const label = ownWords[type]?.[state] ?? requestStateLabel(state, subStatus);
  return <StateChip tone={label.tone}>{label.text}</StateChip>;
}
