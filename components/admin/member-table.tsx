import { UsersRound } from "lucide-react";
import type { Route } from "next";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { Person } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import type { GroupMemberView } from "@/lib/views/admin";

const columns: readonly Column<GroupMemberView>[] = [
  {
    key: "name",
    header: "Person",
    onCard: "title",
    cell: (row) => <Person name={row.displayName} detail={row.email} />,
  },
  {
    key: "through",
    header: "Through",
    cell: (row) =>
      row.through.length > 0 ? row.through.join(", ") : <span className="text-muted">Not through a package</span>,
  },
  { key: "since", header: "Since", align: "end", cell: (row) => <Time at={row.since.toISOString()} format="date" /> },
];

/** The people directly in a group, since when and through which packages. */
export function MemberTable({ rows, caption }: { rows: readonly GroupMemberView[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/people/${row.id}` as Route}
      empty={
        <Empty icon={UsersRound} title="Nobody is directly in this group" level={3}>
          People come in through a package that grants its membership, or from the directory.
        </Empty>
      }
    />
  );
}
