"use server";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import type { AssignmentId } from "@/lib/engine/ids";
import { nameAssignments } from "@/lib/queries/admin/row-names";
import { deliverAgain } from "@/lib/services/deliver-again";
import { liveDeps } from "@/lib/services/deps";
import { oneByOne } from "@/lib/services/one-by-one";
import { removeAccess } from "@/lib/services/remove-access";
import type { RowsOutcome } from "@/lib/views/row-results";
import { invalidRows, reasonInput, rowIds, rowsOf, rowsOutcome } from "../rows-form";

const removalInput = z.object({ ids: rowIds<AssignmentId>(), reason: reasonInput });
const deliveryInput = z.object({ ids: rowIds<AssignmentId>() });

/** ASG-34, ASN-36: ends access, of one or of many; each has a result of its own, and nothing is ended twice. */
export async function removeAssignmentsAction(_state: RowsOutcome, form: FormData): Promise<RowsOutcome> {
  const viewer = await requireViewer();
  const input = removalInput.safeParse(rowsOf(form));
  if (!input.success) return invalidRows(form, input.error);
  const { ids, reason } = input.data;
  const { personId } = viewer;
  const names = await nameAssignments(viewer, ids);
  const results = await removeAccess(liveDeps(), { personId, assignmentIds: ids, reason });
  const rows = results.map(({ assignmentId, result }) => ({ id: assignmentId, result }));
  return rowsOutcome(form, rows, names, "Ended. The roles are taken back within moments.");
}

/** ASG-39, ASN-33: has access delivered again, of one or of many. */
export async function deliverAgainAction(_state: RowsOutcome, form: FormData): Promise<RowsOutcome> {
  const viewer = await requireViewer();
  const input = deliveryInput.safeParse(rowsOf(form));
  if (!input.success) return invalidRows(form, input.error);
  const { ids } = input.data;
  const { personId } = viewer;
  const names = await nameAssignments(viewer, ids);
  const results = await oneByOne(ids, (assignmentId) => deliverAgain(liveDeps(), { personId, assignmentId }));
  return rowsOutcome(form, results, names, "Under way again.");
}
