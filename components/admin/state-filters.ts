import { assignmentStates } from "@/lib/engine/assignment/assignment";
import { assignmentStateLabel } from "@/lib/engine/assignment/labels";
import { requestStateLabel } from "@/lib/engine/request/labels";
import { requestStates } from "@/lib/engine/request/states";

export type StateFilter = { readonly value: string; readonly label: string };

/** POR-60: the states a list of requests can show; "stuck" are those that wait with nobody able to decide. */
export const requestStateFilters: readonly StateFilter[] = [
  { value: "all", label: "All" },
  ...requestStates.flatMap((state): StateFilter[] => {
    // Nothing rests in this state: a request leaves it in the transaction that makes it.
    if (state === "submitted") return [];
    const filter = { value: state, label: requestStateLabel(state, null).text };
    return state === "pendingApproval" ? [filter, { value: "stuck", label: "Nobody can decide" }] : [filter];
  }),
];

/** POR-61, POR-62. */
export const assignmentStateFilters: readonly StateFilter[] = [
  { value: "active", label: "Active" },
  ...assignmentStates.flatMap((state): StateFilter[] => {
    const filter = { value: state, label: assignmentStateLabel[state].text };
    return state === "expired" ? [{ value: "problems", label: "All that went wrong" }, filter] : [filter];
  }),
  { value: "all", label: "All" },
];
