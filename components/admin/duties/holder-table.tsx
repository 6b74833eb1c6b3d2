import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import type { AdditionalAccessView, HolderOfBoth } from "@/lib/views/separation-of-duties";

export type HolderTableProps = {
  view: AdditionalAccessView;
  /** Whether the reader may open people's pages. */
  canOpenPeople: boolean;
  footer: ReactNode;
};

const columnsOf = ({ package: wanted, counterpart }: AdditionalAccessView, canOpenPeople: boolean) => {
  const columns: Column<HolderOfBoth>[] = [
    {
      key: "person",
      header: "Person",
      onCard: "title",
      cell: ({ person }) => {
        const shown = <Person name={person.displayName} detail={person.email} />;
        if (!canOpenPeople) return shown;
        return (
          <Link href={`/admin/people/${person.id}` as Route} className="inline-flex rounded-lg hover:underline">
            {shown}
          </Link>
        );
      },
    },
    { key: "here", header: wanted.displayName, cell: (row) => <Side held={row.here} /> },
  ];
  if (counterpart.kind === "package") {
    columns.push({
      key: "there",
      header: counterpart.displayName,
      cell: (row) => row.there && <Side held={row.there} />,
    });
  }
  return columns;
};

/** SOD-30: who holds both, under which policies and until when. */
export function HolderTable({ view, canOpenPeople, footer }: HolderTableProps) {
  return (
    <DataTable
      caption="Who holds both"
      columns={columnsOf(view, canOpenPeople)}
      rows={view.holders.rows}
      rowKey={(row) => row.person.id}
      empty={null}
      footer={footer}
    />
  );
}

function Side({ held: { policyName, endAt } }: { held: HolderOfBoth["here"] }) {
  return (
    <span className="flex min-w-0 flex-col max-md:items-end">
      <span>{policyName}</span>
      <span className="text-xs text-muted">
        {endAt ? (
          <>
            until <Time at={endAt.toISOString()} format="date" />
          </>
        ) : (
          "No end date"
        )}
      </span>
    </span>
  );
}
