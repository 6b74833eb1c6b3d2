import { type CsvColumn, csvPart } from "@/lib/format/csv";
import type { Reading } from "@/lib/queries/reading";
import type { AuditEntry } from "@/lib/views/audit";
import { readAudit } from "./audit";
import type { AuditFilter } from "./audit-filter";

/** One side of a change as it was written; empty where the entry tells of none. */
function sideOf({ payload }: AuditEntry, side: "before" | "after"): string | null {
  const value = (payload as { readonly before?: unknown; readonly after?: unknown } | null)?.[side];
  return value === undefined ? null : JSON.stringify(value);
}

const columns: readonly CsvColumn<AuditEntry>[] = [
  { header: "Number", value: (row) => row.sequence },
  { header: "Occurred at (UTC)", value: (row) => row.occurredAt },
  { header: "Written at (UTC)", value: (row) => row.recordedAt },
  { header: "Activity", value: (row) => row.activity },
  { header: "Result", value: (row) => (row.isRefused ? "failure" : "success") },
  { header: "Actor", value: (row) => row.actor?.name ?? "The system" },
  { header: "Actor id", value: (row) => row.actor?.id ?? null },
  { header: "In place of", value: (row) => row.delegator?.name ?? null },
  { header: "Person", value: (row) => row.target?.name ?? null },
  { header: "Person id", value: (row) => row.target?.id ?? null },
  { header: "Package", value: (row) => row.package?.name ?? null },
  { header: "Package id", value: (row) => row.package?.id ?? null },
  { header: "Catalog", value: (row) => row.catalog?.name ?? null },
  { header: "Catalog id", value: (row) => row.catalog?.id ?? null },
  { header: "Subject", value: (row) => row.subject?.name ?? null },
  { header: "State before", value: (row) => row.oldState },
  { header: "State after", value: (row) => row.newState },
  { header: "Reason", value: (row) => row.reason },
  { header: "Before", value: (row) => sideOf(row, "before") },
  { header: "After", value: (row) => sideOf(row, "after") },
  { header: "Request id", value: (row) => row.requestId },
  { header: "Assignment id", value: (row) => row.assignmentId },
];

/** LIM-37: the entries as a CSV file, in parts. */
export async function* auditCsv(filter: AuditFilter, reading?: Reading): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of readAudit(filter, reading)) {
    yield csvPart(columns, rows, { isFirst });
    isFirst = false;
  }
  if (isFirst) yield csvPart(columns, [], { isFirst });
}

/** The entries whole, one a line, in parts. */
export async function* auditJsonLines(filter: AuditFilter, reading?: Reading): AsyncGenerator<string> {
  for await (const rows of readAudit(filter, reading)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
