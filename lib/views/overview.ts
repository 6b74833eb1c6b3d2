import type { ActiveAccessRow } from "./access";
import type { ApprovalItem } from "./approvals";
import type { PeopleView } from "./people";
import type { RequestRow } from "./requests";

/** An open request and who is asked about it now; null where nobody is or the viewer is not shown who (APP-70). */
export type PendingRequest = RequestRow & { readonly waitsFor: PeopleView | null };

/** POR-8: what needs the viewer. */
export type OverviewView = {
  readonly approvals: { readonly count: number; readonly next: readonly ApprovalItem[] };
  readonly pending: readonly PendingRequest[];
  readonly endingSoon: readonly ActiveAccessRow[];
  readonly activeCount: number;
};
