"use client";
import { type Column, DataTable } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { StateChip } from "@/components/ui/state-chip";
import type { RowResult } from "@/lib/views/row-results";
import { useSelection } from "./selection";

const columns: readonly Column<RowResult>[] = [
  { key: "label", header: "Row", onCard: "title", cell: (row) => row.label },
  {
    key: "outcome",
    header: "Outcome",
    cell: (row) => <StateChip tone={row.isDone ? "good" : "bad"}>{row.isDone ? "Done" : "Not done"}</StateChip>,
  },
  { key: "words", header: "Details", cell: (row) => row.words },
];

/** Every row with what became of it, those that need another look first; they are still selected. */
export function RowResults() {
  const { results } = useSelection();
  if (results.length === 0) return null;
  const left = results.filter((row) => !row.isDone);
  const rows = [...left, ...results.filter((row) => row.isDone)];
  return (
    <section aria-labelledby="rows">
      <SectionHeader
        id="rows"
        title="What became of each"
        description={
          left.length === 0
            ? `All ${results.length} were done.`
            : `${left.length} of ${results.length} could not be done; they are still selected.`
        }
      />
      <DataTable caption="Results" columns={columns} rows={rows} rowKey={(row) => row.id} empty={null} />
    </section>
  );
}
