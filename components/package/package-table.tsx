import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { PackageRow } from "@/lib/views/packages";
import type { TargetView } from "@/lib/views/targets";
import { packageHref } from "./package-href";
import { blockedBecause, StandingAction } from "./standing-action";

const columnsFor = (target: TargetView | null): readonly Column<PackageRow>[] => [
  {
    key: "package",
    header: "Package",
    onCard: "title",
    cell: (row) => row.displayName,
    detail: (row) => (
      <>
        <p className="line-clamp-2 max-w-2xl">{row.description}</p>
        <p className="mt-1 md:hidden">
          {row.catalogName} · {row.resourceCount === 1 ? "1 resource" : `${row.resourceCount} resources`}
        </p>
        {row.standing.kind === "blocked" && (
          <p className="mt-0.5 text-warning-soft-foreground">{blockedBecause(row.standing.refusal, target)}.</p>
        )}
      </>
    ),
  },
  { key: "catalog", header: "Catalog", onCard: "hidden", cell: (row) => row.catalogName, width: "w-40" },
  {
    key: "resources",
    header: "Resources",
    align: "end",
    onCard: "hidden",
    cell: (row) => row.resourceCount,
    width: "w-24",
  },
  {
    key: "action",
    header: target ? `How ${target.displayName} stands` : "How you stand",
    onCard: "action",
    cell: (row) => <StandingAction row={row} target={target} />,
  },
];

export type PackageTableProps = {
  rows: readonly PackageRow[];
  /** Whom they would be for; null for the reader. */
  target: TargetView | null;
  empty: ReactNode;
  footer?: ReactNode;
};

/** The packages one may ask for, for oneself or for somebody else (POR-12, WHO-8). */
export function PackageTable({ target, ...props }: PackageTableProps) {
  return (
    <DataTable
      caption={`Access packages you can ask for${target ? ` for ${target.displayName}` : ""}`}
      columns={columnsFor(target)}
      rowKey={(row) => row.id}
      rowHref={(row) => packageHref(row.id, { for: target?.id })}
      {...props}
    />
  );
}
