import type { StateTone } from "@/components/ui/state-chip";
import type { AssignIntent } from "@/lib/client/assign-lines";
import type { LineOutcome } from "@/lib/engine/request/line-outcome";
import type { CsvColumn } from "@/lib/format/csv";
import type { ReportLine } from "@/lib/views/assign";

type Word = { readonly label: string; readonly tone: StateTone };

const words = {
  unknown: { label: "Unknown", tone: "bad" },
  incompatible: { label: "Incompatible", tone: "bad" },
  outOfScope: { label: "Out of scope", tone: "bad" },
  refused: { label: "Refused", tone: "bad" },
  alreadyAssigned: { label: "Already assigned", tone: "neutral" },
  repeated: { label: "Repeated", tone: "neutral" },
  assigned: { label: "Assigned", tone: "good" },
} as const satisfies Record<LineOutcome, Word>;

/** ASG-30: what becomes of a line, in the words of the report. */
export const outcomeWord = (outcome: LineOutcome, intent: AssignIntent): Word =>
  outcome === "assigned" && intent === "check" ? { ...words.assigned, label: "Will be assigned" } : words[outcome];

/** Why, or what is next, where no request tells it. */
export const detailsOf = ({ outcome, words: said }: ReportLine): string =>
  outcome === "assigned" ? "Nothing stands in the way." : said;

/** The columns of the report as a file. */
export const reportColumns = (intent: AssignIntent): readonly CsvColumn<ReportLine>[] => [
  { header: "Line", value: (row) => row.number },
  { header: "Text", value: (row) => row.line },
  { header: "Person", value: (row) => row.person?.displayName ?? null },
  { header: "PersonId", value: (row) => row.person?.id ?? null },
  { header: "Outcome", value: (row) => outcomeWord(row.outcome, intent).label },
  { header: "Details", value: (row) => (row.requestId ? "" : detailsOf(row)) },
  { header: "RequestId", value: (row) => row.requestId },
];
