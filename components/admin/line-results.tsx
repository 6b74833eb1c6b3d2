import type { Route } from "next";
import Link from "next/link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { SectionHeader } from "@/components/ui/page-header";
import { StateChip } from "@/components/ui/state-chip";
import type { LineResult } from "@/lib/views/assign";
import { NamedLink } from "./named-link";

const columns = (canOpenPeople: boolean): readonly Column<LineResult>[] => [
  { key: "line", header: "Line", onCard: "title", cell: (row) => row.line },
  {
    key: "person",
    header: "Person",
    cell: ({ person }) =>
      person ? (
        <NamedLink href={`/admin/people/${person.id}` as Route} canOpen={canOpenPeople}>
          {person.displayName}
        </NamedLink>
      ) : (
        "Nobody"
      ),
  },
  {
    key: "outcome",
    header: "Outcome",
    cell: (row) => (
      <StateChip tone={row.isAssigned ? "good" : "bad"}>{row.isAssigned ? "Assigned" : "Not assigned"}</StateChip>
    ),
  },
  {
    key: "words",
    header: "Details",
    cell: (row) =>
      row.requestId ? (
        <Link href={`/admin/requests/${row.requestId}` as Route} className="text-link">
          Open its request
        </Link>
      ) : (
        row.words
      ),
  },
];

/** Every line with what became of it, those that need another look first. */
export function LineResults({ results, canOpenPeople }: { results: readonly LineResult[]; canOpenPeople: boolean }) {
  const rows = [...results.filter((each) => !each.isAssigned), ...results.filter((each) => each.isAssigned)];
  return (
    <section aria-labelledby="lines">
      <SectionHeader id="lines" title="What became of each line" />
      <DataTable caption="Lines" columns={columns(canOpenPeople)} rows={rows} rowKey={(row) => row.line} empty={null} />
    </section>
  );
}
