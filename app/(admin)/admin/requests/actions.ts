"use server";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import type { RequestId } from "@/lib/engine/ids";
import { nameRequests } from "@/lib/queries/admin/row-names";
import { cancelAsAdministrator } from "@/lib/services/cancel-request";
import { deleteRequest } from "@/lib/services/delete-request";
import { liveDeps } from "@/lib/services/deps";
import { oneByOne } from "@/lib/services/one-by-one";
import { reprocessRequests } from "@/lib/services/reprocess-requests";
import type { RowsOutcome } from "@/lib/views/row-results";
import { invalidRows, reasonInput, rowIds, rowsOf, rowsOutcome } from "../rows-form";

const cancellationInput = z.object({ ids: rowIds<RequestId>(), reason: reasonInput });
const rowsInput = z.object({ ids: rowIds<RequestId>() });

/** REQ-54, ASG-40: cancels requests that wait or failed, one or many; each has a result of its own. */
export async function cancelRequestsAction(_state: RowsOutcome, form: FormData): Promise<RowsOutcome> {
  const viewer = await requireViewer();
  const input = cancellationInput.safeParse(rowsOf(form));
  if (!input.success) return invalidRows(form, input.error);
  const { ids, reason } = input.data;
  const { personId } = viewer;
  const names = await nameRequests(viewer, ids);
  const results = await oneByOne(ids, (requestId) =>
    cancelAsAdministrator(liveDeps(), { personId, requestId, reason }),
  );
  return rowsOutcome(form, results, names, "Canceled.");
}

/** REQ-62, REQ-66: has failed deliveries tried again, one or many. */
export async function reprocessRequestsAction(_state: RowsOutcome, form: FormData): Promise<RowsOutcome> {
  const viewer = await requireViewer();
  const input = rowsInput.safeParse(rowsOf(form));
  if (!input.success) return invalidRows(form, input.error);
  const { ids } = input.data;
  const names = await nameRequests(viewer, ids);
  const results = await reprocessRequests(liveDeps(), { personId: viewer.personId, requestIds: ids });
  const rows = results.map(({ requestId, result }) => ({ id: requestId, result }));
  return rowsOutcome(form, rows, names, "Under way again.");
}

/** REQ-69, ASG-41: takes the records of closed requests out of the lists, one or many; access stays as it is. */
export async function deleteRequestsAction(_state: RowsOutcome, form: FormData): Promise<RowsOutcome> {
  const viewer = await requireViewer();
  const input = rowsInput.safeParse(rowsOf(form));
  if (!input.success) return invalidRows(form, input.error);
  const { ids } = input.data;
  const { personId } = viewer;
  const names = await nameRequests(viewer, ids);
  const results = await oneByOne(ids, (requestId) => deleteRequest(liveDeps(), { personId, requestId }));
  return rowsOutcome(form, results, names, "Deleted from the lists.");
}
