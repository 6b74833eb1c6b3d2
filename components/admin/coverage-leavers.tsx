import type { Route } from "next";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { Person } from "@/components/ui/person";
import type { LeaverView } from "@/lib/views/coverage";

const detailOf = ({ jobTitle, isEnabled }: LeaverView): string | null =>
  isEnabled ? jobTitle : [jobTitle, "account disabled"].filter(Boolean).join(", ");

const columns: readonly Column<LeaverView>[] = [
  {
    key: "name",
    header: "Person",
    onCard: "title",
    cell: (row) => <Person name={row.displayName} detail={detailOf(row)} />,
  },
];

export type CoverageLeaversProps = {
  rows: readonly LeaverView[];
  search: string;
  hrefOf: (personId: string) => Route;
};

/** People found by name, each leading to what their leaving would do. */
export function CoverageLeavers({ rows, search, hrefOf }: CoverageLeaversProps) {
  return (
    <DataTable
      caption="People who might leave"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => hrefOf(row.id)}
      empty={<Empty title={`No people match “${search}”`}>Check the spelling, or try a part of the name.</Empty>}
    />
  );
}
