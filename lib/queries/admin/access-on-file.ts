import { endReasonLabel } from "@/lib/engine/assignment/labels";
import { requestTypeLabel } from "@/lib/engine/request/labels";
import { type CsvColumn, csvPart } from "@/lib/format/csv";
import type { Reading } from "@/lib/queries/reading";
import type { GivenBy, GivenDecision, HeldAccess } from "@/lib/views/access-on";
import { type AccessOnFilter, readAccessOn } from "./access-on";
import type { Administrator } from "./scope";

const decisionText = ({ by, delegator, at, isBypass, reason }: GivenDecision): string => {
  const who = by === null ? "no approval needed" : `${isBypass ? "approval bypassed" : "approved"} by ${by}`;
  const inPlace = delegator ? ` in place of ${delegator}` : "";
  return `${who}${inPlace} at ${at.toISOString()}${reason ? `: ${reason}` : ""}`;
};

const requestText = ({ requestId, type, requestor, createdAt }: GivenBy): string =>
  `${requestTypeLabel[type]} by ${requestor ?? "the system"} at ${createdAt.toISOString()} (${requestId})`;

const columnsAt = (at: Date): readonly CsvColumn<HeldAccess>[] => [
  { header: "As of (UTC)", value: () => at },
  { header: "Person", value: (row) => row.person.displayName },
  { header: "E-mail", value: (row) => row.person.email },
  { header: "Person id", value: (row) => row.person.id },
  { header: "Package", value: (row) => row.package.displayName },
  { header: "Package id", value: (row) => row.package.id },
  { header: "Policy", value: (row) => row.policyName },
  { header: "Roles", value: (row) => row.roles.join("; ") },
  { header: "Started at (UTC)", value: (row) => row.startAt },
  { header: "End as set then (UTC)", value: (row) => row.endAt },
  { header: "Ended at (UTC)", value: (row) => row.ended?.at ?? null },
  { header: "Why it ended", value: (row) => row.ended && endReasonLabel[row.ended.reason] },
  { header: "Given by requests", value: (row) => row.givenBy.map(requestText).join("; ") },
  { header: "Decisions", value: (row) => row.givenBy.flatMap((each) => each.decisions.map(decisionText)).join("; ") },
  { header: "Assignment id", value: (row) => row.assignmentId },
];

/** LIM-37: what was held at an instant as a CSV file, in parts. */
export async function* accessOnCsv(
  viewer: Administrator,
  filter: AccessOnFilter,
  reading?: Reading,
): AsyncGenerator<string> {
  const columns = columnsAt(filter.at);
  yield csvPart(columns, [], { isFirst: true });
  for await (const rows of readAccessOn(viewer, filter, reading)) yield csvPart(columns, rows, { isFirst: false });
}
