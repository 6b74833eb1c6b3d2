import { AppWindow, Globe, Layers, type LucideIcon, UsersRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Empty } from "@/components/ui/empty";
import type { CatalogDetail } from "@/lib/views/admin";
import { attributeLabel } from "@/lib/views/attributes";
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

const columns = (canOpenGroups: boolean): Column<Row>[] => [
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

/** CAT-46: what of a profile it needs, with the way to change that for those who may. */
const needed = (catalogId: string, canConfigure: boolean): Column<Row> => ({
  key: "needed",
  header: "Needed of a profile",
  cell: (row) => {
    const text = row.attributes.map(attributeLabel).join(", ") || "Nothing";
    if (!canConfigure) return text;
    return (
      <Link href={`/admin/catalogs/${catalogId}/resources/${row.id}/attributes` as Route} className="text-link">
        {text}
        <span className="sr-only"> for {row.displayName}: change</span>
      </Link>
    );
  },
});

export type ResourceTableProps = {
  rows: readonly Row[];
  canOpenGroups: boolean;
  catalogId: string;
  /** P17: whether the reader may say what a resource needs of a profile. */
  canConfigure: boolean;
  /** For readers who may take resources out of the catalog. */
  remove?: ActionFormProps["action"] | undefined;
};

/** CAT-31: what a catalog has to give. */
export function ResourceTable({ rows, canOpenGroups, catalogId, canConfigure, remove }: ResourceTableProps) {
  const all = [...columns(canOpenGroups), needed(catalogId, canConfigure)];
  if (remove) {
    all.push({
      key: "remove",
      header: "Take out",
      onCard: "action",
      align: "end",
      cell: (row) => <RemoveResource catalogId={catalogId} action={remove} resource={row} />,
    });
  }
  return (
    <DataTable
      caption="Resources"
      columns={all}
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

type RemoveResourceProps = { catalogId: string; resource: Row; action: ActionFormProps["action"] };

/** CAT-40, CAT-42 */
function RemoveResource({ catalogId, resource, action }: RemoveResourceProps) {
  return (
    <ConfirmButton
      label={
        <>
          Take out<span className="sr-only">: {resource.displayName}</span>
        </>
      }
      title={`Take ${resource.displayName} out of the catalog?`}
      confirmLabel="Take it out"
      pendingLabel="Taking out…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={{ catalogId, resourceId: resource.id }}
    >
      <p>
        Packages of this catalog cannot give its roles any more. Whoever has access to it now keeps it, and it can be
        added again.
      </p>
    </ConfirmButton>
  );
}
