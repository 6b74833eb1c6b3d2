import { assignmentStateLabel, endReasonLabel } from "@/lib/engine/assignment/labels";
import { limits } from "@/lib/engine/limits";
import { requestStateLabel, requestTypeLabel } from "@/lib/engine/request/labels";
import { type CsvColumn, csvPart } from "@/lib/format/csv";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdminAssignmentRow, AdminRequestRow } from "@/lib/views/admin";
import type { Page } from "@/lib/views/page";
import { type AssignmentFilter, listAssignments } from "./assignments";
import { type AdminRequestFilter, listAdminRequests } from "./requests";
import type { Administrator } from "./scope";

/** ASG-4: the columns it names, in its words, and those that say where the access belongs and what became of it. */
const assignmentColumns: readonly CsvColumn<AdminAssignmentRow>[] = [
  { header: "AssignmentId", value: (row) => row.id },
  { header: "TargetId", value: (row) => row.target.id },
  { header: "ObjectId", value: (row) => row.target.id },
  { header: "DisplayName", value: (row) => row.target.displayName },
  { header: "PrincipalName", value: (row) => row.principalName },
  { header: "Email", value: (row) => row.target.email },
  { header: "Policy", value: (row) => row.policyName },
  { header: "Status", value: (row) => assignmentStateLabel[row.state].text },
  { header: "StartUTC", value: (row) => row.startAt },
  { header: "EndUTC", value: (row) => row.endAt },
  { header: "Package", value: (row) => row.package.displayName },
  { header: "PackageId", value: (row) => row.package.id },
  { header: "Catalog", value: (row) => row.catalog.displayName },
  { header: "EndedUTC", value: (row) => row.expiredAt },
  { header: "EndReason", value: (row) => row.endReason && endReasonLabel[row.endReason] },
  { header: "Roles", value: (row) => row.roles.map(({ label, state }) => `${label}: ${state}`).join("; ") },
];

const requestColumns: readonly CsvColumn<AdminRequestRow>[] = [
  { header: "RequestId", value: (row) => row.id },
  { header: "Type", value: (row) => requestTypeLabel[row.type] },
  { header: "Status", value: (row) => requestStateLabel(row.state, row.subStatus).text },
  { header: "TargetId", value: (row) => row.target.id },
  { header: "DisplayName", value: (row) => row.target.displayName },
  { header: "Email", value: (row) => row.targetEmail },
  { header: "RequestedBy", value: (row) => row.requestor.displayName },
  { header: "Package", value: (row) => row.package.displayName },
  { header: "PackageId", value: (row) => row.package.id },
  { header: "Policy", value: (row) => row.policyName },
  { header: "Catalog", value: (row) => row.catalog.displayName },
  { header: "SubmittedUTC", value: (row) => row.createdAt },
  { header: "DueUTC", value: (row) => row.waitsUntil },
  { header: "ClosedUTC", value: (row) => row.completedAt },
  { header: "NobodyCanDecide", value: (row) => (row.isStuck ? "yes" : "no") },
];

const PART_SIZE = 500;

/** LIM-37: all pages of a list as a CSV file, in parts; everything is read as of one instant. */
async function* csvOf<Row>(
  columns: readonly CsvColumn<Row>[],
  read: (cursor: string | null) => Promise<Page<Row>>,
): AsyncGenerator<string> {
  yield csvPart(columns, [], { isFirst: true });
  let cursor: string | null = null;
  for (let left: number = limits.csvRowsMax; left > 0; left -= PART_SIZE) {
    const { rows, next }: Page<Row> = await read(cursor);
    if (rows.length > 0) yield csvPart(columns, rows.slice(0, left), { isFirst: false });
    if (next === null) return;
    cursor = next;
  }
}

/** ASG-4: exactly the assignments a filter stands for, of those the viewer sees. */
export async function* assignmentsCsv(
  viewer: Administrator,
  filter: AssignmentFilter,
  reading?: Reading,
): AsyncGenerator<string> {
  const at = reading ?? (await currentReading());
  yield* csvOf(assignmentColumns, (cursor) => listAssignments(viewer, { ...filter, cursor, size: PART_SIZE }, at));
}

/** POR-60: exactly the requests a filter stands for, of those the viewer sees. */
export async function* requestsCsv(
  viewer: Administrator,
  filter: AdminRequestFilter,
  reading?: Reading,
): AsyncGenerator<string> {
  const at = reading ?? (await currentReading());
  yield* csvOf(requestColumns, (cursor) => listAdminRequests(viewer, { ...filter, cursor, size: PART_SIZE }, at));
}
