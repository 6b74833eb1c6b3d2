import type { AssignIntent } from "@/lib/client/assign-lines";
import type { StateLabel } from "@/lib/engine/request/labels";
import type { LineOutcome } from "@/lib/engine/request/line-outcome";
import type { CsvColumn } from "@/lib/format/csv";
import type { ReportLine } from "@/lib/views/assign";

const labels = {
  unknown: { text: "Unknown", tone: "bad" },
  incompatible: { text: "Incompatible", tone: "bad" },
  outOfScope: { text: "Out of scope", tone: "bad" },
  refused: { text: "Refused", tone: "bad" },
  alreadyAssigned: { text: "Already assigned", tone: "neutral" },
  repeated: { text: "Repeated", tone: "neutral" },
  assigned: { text: "Assigned", tone: "good" },
} as const satisfies Record<LineOutcome, StateLabel>;

/** ASG-30: what becomes of a line, in the words of the report. */
export const outcomeLabel = (outcome: LineOutcome, intent: AssignIntent): StateLabel =>
  outcome === "assigned" && intent === "check" ? { ...labels.assigned, text: "Will be assigned" } : labels[outcome];

/** Why, or what is next, where no request tells it. */
export const detailsOf = ({ outcome, words: said }: ReportLine): string =>
  outcome === "assigned" ? "Nothing stands in the way." : said;

/** The columns of the report as a file. */
export const reportColumns = (intent: AssignIntent): readonly CsvColumn<ReportLine>[] => [
  { header: "Line", value: (row) => row.number },
  { header: "Text", value: (row) => row.line },
  { header: "Person", value: (row) => row.person?.displayName ?? null },
  { header: "PersonId", value: (row) => row.person?.id ?? null },
  { header: "Outcome", value: (row) => outcomeLabel(row.outcome, intent).text },
  { header: "Details", value: (row) => (row.requestId ? "" : detailsOf(row)) },
  { header: "RequestId", value: (row) => row.requestId },
];
