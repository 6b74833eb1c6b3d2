import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import { endReasonLabel } from "@/lib/engine/assignment/labels";
import type { HeldAccess } from "@/lib/views/access-on";
import { GivenBy } from "./given-by";

/** The end as it stood, and what came of it. */
function End({ row: { endAt, ended } }: { row: HeldAccess }) {
  return (
    <span className="flex flex-col gap-0.5">
      <span>{endAt ? <Time at={endAt.toISOString()} format="dateTime" /> : "No end"}</span>
      <span className="text-sm leading-5 text-muted">
        {ended ? (
          <>
            Ended <Time at={ended.at.toISOString()} format="dateTime" />. {endReasonLabel[ended.reason]}
          </>
        ) : (
          "Has not ended"
        )}
      </span>
    </span>
  );
}

const person: Column<HeldAccess> = {
  key: "person",
  header: "Person",
  onCard: "title",
  cell: (row) => <Person name={row.person.displayName} detail={row.person.email} />,
};

const packageColumn: Column<HeldAccess> = {
  key: "package",
  header: "Package and roles",
  cell: (row) => <span className="font-medium">{row.package.displayName}</span>,
  detail: (row) => (row.roles.length === 0 ? "No role had arrived" : row.roles.join(", ")),
};

const rest: readonly Column<HeldAccess>[] = [
  {
    key: "start",
    header: "From",
    cell: (row) => <Time at={row.startAt.toISOString()} format="dateTime" />,
  },
  { key: "end", header: "Until, as set then", cell: (row) => <End row={row} /> },
  { key: "given", header: "Given by", width: "w-72", cell: (row) => <GivenBy givenBy={row.givenBy} inTable /> },
];

export type AccessOnTableProps = {
  rows: readonly HeldAccess[];
  /** Left out where all rows are about one person. */
  showsPerson: boolean;
  empty: ReactNode;
  footer?: ReactNode;
};

/** Who held what at an instant, by which request, and what became of it. */
export function AccessOnTable({ rows, showsPerson, empty, footer }: AccessOnTableProps) {
  const first: Column<HeldAccess> = showsPerson ? packageColumn : { ...packageColumn, onCard: "title" };
  return (
    <DataTable
      caption="Access"
      columns={showsPerson ? [person, first, ...rest] : [first, ...rest]}
      rows={rows}
      rowKey={(row) => row.assignmentId}
      empty={empty}
      footer={footer}
    />
  );
}
