import { AppWindow, Globe, Layers, type LucideIcon, UsersRound } from "lucide-react";
import type { Route } from "next";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { CatalogDetail } from "@/lib/views/admin";
import { type OriginSystem, originSystemLabel } from "@/lib/views/resources";
import { NamedLink } from "./named-link";

const icons = {
  AadGroup: UsersRound,
  AadApplication: AppWindow,
  SharePointOnline: Globe,
} as const satisfies Record<OriginSystem, LucideIcon>;

/** What kind of thing a resource is. */
export function ResourceKind({ originSystem }: { originSystem: OriginSystem }) {
  const Icon = icons[originSystem];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted">
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      {originSystemLabel[originSystem]}
    </span>
  );
}

export type ResourceNameProps = { name: string; description: string; groupId: string | null; canOpenGroups: boolean };

/** A resource by name; groups lead to their members for readers who may see them. */
export function ResourceName({ name, description, groupId, canOpenGroups }: ResourceNameProps) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="font-medium">
        <NamedLink href={`/admin/groups/${groupId}` as Route} canOpen={groupId !== null && canOpenGroups}>
          {name}
        </NamedLink>
      </span>
      {description && <span className="text-xs leading-5 text-muted">{description}</span>}
    </span>
  );
}

type Row = CatalogDetail["resources"][number];

const columns = (canOpenGroups: boolean): readonly Column<Row>[] => [
  {
    key: "name",
    header: "Resource",
    onCard: "title",
    cell: (row) => (
      <ResourceName
        name={row.displayName}
        description={row.description}
        groupId={row.groupId}
        canOpenGroups={canOpenGroups}
      />
    ),
  },
  { key: "kind", header: "Kind", cell: (row) => <ResourceKind originSystem={row.originSystem} /> },
  { key: "roles", header: "Roles it offers", cell: (row) => row.roles.join(", ") },
];

/** CAT-31: what a catalog has to give. */
export function ResourceTable({ rows, canOpenGroups }: { rows: readonly Row[]; canOpenGroups: boolean }) {
  return (
    <DataTable
      caption="Resources"
      columns={columns(canOpenGroups)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <Empty icon={Layers} title="No resources in this catalog" level={3}>
          A package can only grant roles of resources in its own catalog, so there is nothing to make one of yet.
        </Empty>
      }
    />
  );
}
