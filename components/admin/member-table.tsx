import type { Route } from "next";
import type { ReactNode } from "react";
import type { ActionFormProps } from "@/components/ui/action-form";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Person } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import type { GroupMemberView } from "@/lib/views/admin";
import { LeaveGroup } from "./leave-group";

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

export type MemberTableProps = {
  rows: readonly GroupMemberView[];
  caption: string;
  empty?: ReactNode;
  footer?: ReactNode;
  /** Where the reader may take people out. */
  remove?: {
    readonly group: { readonly id: string; readonly displayName: string };
    readonly role: "member" | "owner";
    readonly effects: readonly string[];
    readonly action: ActionFormProps["action"];
  };
};

/** The people directly in a group, since when and through which packages. */
export function MemberTable({ rows, caption, empty, footer, remove }: MemberTableProps) {
  const shown: Column<GroupMemberView>[] = [...columns];
  if (remove) {
    const { group, role, effects, action } = remove;
    shown.push({
      key: "remove",
      header: "Take out",
      onCard: "action",
      align: "end",
      cell: (row) => (
        <LeaveGroup
          name={row.displayName}
          groupName={group.displayName}
          effects={effects}
          through={row.through}
          action={action}
          values={{ groupId: group.id, personId: row.id, role }}
        />
      ),
    });
  }
  return (
    <DataTable
      caption={caption}
      columns={shown}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/admin/people/${row.id}` as Route}
      empty={empty}
      footer={footer}
    />
  );
}
