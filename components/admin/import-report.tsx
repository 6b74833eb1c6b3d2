import { CircleCheck } from "lucide-react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { StateChip, type StateTone } from "@/components/ui/state-chip";
import type { RowOutcome } from "@/lib/engine/import/table";
import type { ImportReport, ImportRowView } from "@/lib/views/imports";

const outcomes = {
  error: { label: "Error", tone: "bad" },
  new: { label: "New", tone: "good" },
  changed: { label: "Changed", tone: "waiting" },
  unchanged: { label: "Unchanged", tone: "neutral" },
} as const satisfies Record<RowOutcome, { label: string; tone: StateTone }>;

const outcomeNames = Object.keys(outcomes) as readonly RowOutcome[];

const columns: readonly Column<ImportRowView>[] = [
  {
    key: "name",
    header: "Row",
    onCard: "title",
    cell: (row) => row.name || <span className="text-muted">Without a name</span>,
  },
  { key: "line", header: "Line", width: "w-16", cell: (row) => row.line.toLocaleString("en") },
  {
    key: "outcome",
    header: "What happens",
    cell: ({ outcome }) => <StateChip tone={outcomes[outcome].tone}>{outcomes[outcome].label}</StateChip>,
  },
  { key: "why", header: "Details", cell: (row) => <Details row={row} /> },
];

function Details({ row }: { row: ImportRowView }) {
  const lines = [
    ...row.issues.map(({ column, message }) => (column ? `${column}: ${message}` : message)),
    ...row.changes.map(({ column, before, after }) =>
      before === "" ? `${column}: added ${after}` : `${column}: ${before} → ${after}`,
    ),
  ];
  if (lines.length === 0) return <span className="text-muted">Everything as the file says</span>;
  return (
    <ul className="flex min-w-0 flex-col gap-0.5 leading-5 wrap-anywhere">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function verdictOf({ error, new: made, changed }: ImportReport["counts"]) {
  if (error > 0) {
    return {
      tone: "danger",
      title: error === 1 ? "One row has an error" : `${error.toLocaleString("en")} rows have an error`,
      text: "A file is imported as a whole or not at all. Correct these rows and check again.",
    } as const;
  }
  if (made + changed === 0) {
    return {
      tone: "info",
      title: "There is nothing to import",
      text: "The directory says all of this already.",
    } as const;
  }
  return { tone: "success", title: "The file can be imported", text: "Nothing has been written yet." } as const;
}

/** What a file would do, row by row. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { counts, rows, more } = report;
  const verdict = verdictOf(counts);
  return (
    <section aria-label="What the file would do" className="flex flex-col gap-4">
      <div role="status">
        <Notice tone={verdict.tone} title={verdict.title}>
          <p>{verdict.text}</p>
          <p className="mt-2 flex flex-wrap gap-2">
            {outcomeNames.map((name) => (
              <StateChip key={name} tone={counts[name] > 0 ? outcomes[name].tone : "neutral"}>
                {`${outcomes[name].label}: ${counts[name].toLocaleString("en")}`}
              </StateChip>
            ))}
          </p>
        </Notice>
      </div>
      <DataTable
        caption="Rows of the file"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.line)}
        empty={
          <Empty icon={CircleCheck} title="No row changes anything" level={3}>
            The same file can be imported again without harm.
          </Empty>
        }
      />
      {more > 0 && <p className="text-sm text-muted">and {more.toLocaleString("en")} more rows</p>}
    </section>
  );
}
