import type { Route } from "next";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { JamView } from "@/lib/views/coverage";
import { gapLabel, gapTone, stageText } from "./coverage-words";

const columns: readonly Column<JamView>[] = [
  {
    key: "for",
    header: "For",
    onCard: "title",
    cell: (row) => <Person name={row.target.displayName} detail={row.target.email} />,
  },
  {
    key: "package",
    header: "Package and policy",
    cell: (row) => (
      <span className="flex min-w-0 flex-col">
        <span>{row.package.displayName}</span>
        <span className="text-xs text-muted">{row.policyName}</span>
      </span>
    ),
  },
  { key: "stage", header: "Waiting in", cell: (row) => stageText(row.stage, row.stageCount) },
  {
    key: "kind",
    header: "Without them",
    cell: (row) => <StateChip tone={gapTone[row.kind]}>{gapLabel[row.kind]}</StateChip>,
  },
  {
    key: "until",
    header: "What comes next",
    align: "end",
    cell: (row) => (
      <span className="whitespace-nowrap">
        <span className="text-muted">{row.kind === "nobody" ? "Expires" : "Forwarded"}</span>{" "}
        <Time at={row.until.toISOString()} />
      </span>
    ),
  },
];

/** The running requests somebody's leaving would leave with nobody who could decide. */
export function CoverageJams({ rows }: { rows: readonly JamView[] }) {
  return (
    <DataTable
      caption="Running requests that would have nobody"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/requests/${row.id}` as Route}
      empty={<p className="text-sm text-muted">No request that waits now would be left with nobody.</p>}
    />
  );
}
