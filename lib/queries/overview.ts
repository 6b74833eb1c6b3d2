import type { Viewer } from "@/lib/auth/viewer";
import { partiesOf } from "@/lib/engine/approval/approvers";
import type { RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { activeStage } from "@/lib/engine/request/request";
import { loadRequests } from "@/lib/facts/requests";
import { loadSettings } from "@/lib/facts/settings";
import type { OverviewView, PendingRequest } from "@/lib/views/overview";
import type { RequestRow } from "@/lib/views/requests";
import { listActiveAccess } from "./access";
import { countApprovals, listApprovals } from "./approvals";
import { loadApproverNames, namesOf, seesApprovers } from "./approver-names";
import { currentReading, type Reading } from "./reading";
import { listRequests } from "./requests";

const SHOWN = 5;
/** POR-8, POR-20. */

type Asking = Pick<Viewer, "personId" | "kind">;

/** POR-45, APP-70: the requests with the people each waits for now. */
async function withWhomTheyWaitFor({ db }: Reading, viewer: Asking, rows: readonly RequestRow[]) {
  if (!(await seesApprovers(db, viewer.kind))) return rows.map((row): PendingRequest => ({ ...row, waitsFor: null }));
  const stored = await loadRequests(
    db,
    rows.map((row) => row.id as RequestId),
  );
  const active = rows.map((row) => {
    const request = stored.get(row.id as RequestId)?.request;
    return { row, request, approvers: (request && activeStage(request)?.approvers) ?? [] };
  });
  const names = await loadApproverNames(
    db,
    active.flatMap((each) => each.approvers),
  );
  const settings = await loadSettings(db);
  return active.map(
    ({ row, request, approvers }): PendingRequest => ({
      ...row,
      waitsFor: request && approvers.length > 0 ? namesOf(approvers, names, partiesOf(request, settings)) : null,
    }),
  );
}

/** ASK-4: requests that wait for an answer of the viewer's before all that wait for others. */
const firstThoseThatNeed = (rows: readonly RequestRow[]): RequestRow[] => {
  const waits = ({ subStatus }: RequestRow) => subStatus === "waitingForRequestor";
  return [...rows.filter(waits), ...rows.filter((row) => !waits(row))];
};

/** POR-8: what needs the viewer now. */
export async function getOverview(viewer: Asking, reading?: Reading): Promise<OverviewView> {
  const now = reading ?? (await currentReading());
  const [count, next, pending, active] = await Promise.all([
    countApprovals(viewer, now),
    listApprovals(viewer, { size: SHOWN }, now),
    listRequests(viewer, { filter: "open", size: limits.openRequestsPerTarget }, now),
    listActiveAccess(viewer, {}, now),
  ]);
  return {
    approvals: { count, next: next.rows },
    pending: await withWhomTheyWaitFor(now, viewer, firstThoseThatNeed(pending.rows).slice(0, SHOWN)),
    endingSoon: active.filter((row) => row.endsInDays !== null),
    activeCount: active.length,
  };
}
