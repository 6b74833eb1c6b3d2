import { Users } from "lucide-react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import { administrativeRoleLabel } from "@/lib/views/admin";
import type { EffectiveAccessRow, EffectiveAccessView } from "@/lib/views/catalog-roles";

const through = ({ isEverywhere, through: group }: EffectiveAccessRow["roles"][number]): string =>
  [isEverywhere && "in every catalog", group && `as a member of ${group}`].filter(Boolean).join(", ");

const columns: readonly Column<EffectiveAccessRow>[] = [
  {
    key: "who",
    header: "Who",
    onCard: "title",
    cell: (row) => row.displayName,
    detail: (row) => (row.isService ? "Service" : null),
  },
  {
    key: "roles",
    header: "By which role",
    cell: (row) => (
      <ul className="flex flex-col gap-1">
        {row.roles.map((held) => (
          <li key={`${held.role}/${held.through}/${held.isEverywhere}`}>
            {administrativeRoleLabel[held.role]}
            {through(held) && <span className="text-muted">{`, ${through(held)}`}</span>}
          </li>
        ))}
      </ul>
    ),
  },
];

/** DEL-5: everybody who may do something in a catalog, and by which role or group. */
export function EffectiveAccess({ view }: { view: EffectiveAccessView }) {
  return (
    <DataTable
      caption="Who may do something in this catalog"
      columns={columns}
      rows={view.rows}
      rowKey={(row) => row.id}
      empty={
        <Empty icon={Users} title="Nobody" level={3}>
          No enabled account has a role that covers this catalog.
        </Empty>
      }
      footer={view.isMore && <p className="mt-3 text-sm text-muted">The first 200 by name are shown.</p>}
    />
  );
}
