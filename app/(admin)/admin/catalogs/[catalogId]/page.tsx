import { Boxes, Pencil, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { CatalogFacts } from "@/components/admin/catalog-facts";
import { CatalogRoles } from "@/components/admin/catalog-roles";
import { CatalogState } from "@/components/admin/catalog-table";
import { DeleteCatalog } from "@/components/admin/delete-catalog";
import { EffectiveAccess } from "@/components/admin/effective-access";
import { GiveRole } from "@/components/admin/give-role";
import { AdminPackageTable, type AdminPackageTableProps } from "@/components/admin/package-table";
import { ResourceTable } from "@/components/admin/resource-table";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PageSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { TabLinks } from "@/components/ui/tab-links";
import { may, mayIn } from "@/lib/auth/permissions";
import { requirePermission, type Viewer } from "@/lib/auth/viewer";
import { catalogRoles } from "@/lib/engine/catalog/roles";
import type { CatalogId } from "@/lib/engine/ids";
import { getEffectiveAccess, listCatalogRoles } from "@/lib/queries/admin/catalog-roles";
import { getCatalog } from "@/lib/queries/admin/catalogs";
import { listAdminPackages } from "@/lib/queries/admin/packages";
import type { CatalogDetail } from "@/lib/views/admin";
import { address, type SearchParams, textOf } from "../../address";
import { SearchedList } from "../../searched-list";
import {
  assignCatalogRoleAction,
  deleteCatalogAction,
  removeCatalogRoleAction,
  removeResourceAction,
} from "../actions";

type Props = PageProps<"/admin/catalogs/[catalogId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("openAdmin");
  return { viewer, catalog: await getCatalog(viewer, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { catalog } = await load((await params).catalogId);
  return { title: catalog?.displayName ?? "Not found" };
}

export default function CatalogPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Catalog {...props} />
    </Suspense>
  );
}

const tabNames = ["overview", "resources", "roles"] as const;
type TabName = (typeof tabNames)[number];

async function Catalog({ params, searchParams }: Props) {
  const { viewer, catalog } = await load((await params).catalogId);
  if (!catalog) notFound();
  const wanted = await searchParams;
  const asked = textOf(wanted, "tab");
  const current = tabNames.find((name) => name === asked) ?? "overview";
  const path = `/admin/catalogs/${catalog.id}`;
  const tab = (name: TabName) => address(path, { tab: name === "overview" ? undefined : name });
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogs", href: address("/admin/catalogs") }]}
        title={catalog.displayName}
        description={catalog.description}
        aside={<CatalogState isPublished={catalog.isPublished} />}
        actions={<Actions viewer={viewer} catalog={catalog} />}
      />
      <TabLinks
        label={catalog.displayName}
        current={tab(current)}
        items={[
          { href: tab("overview"), label: "Packages", count: catalog.packageCount },
          { href: tab("resources"), label: "Resources", count: catalog.resourceCount },
          { href: tab("roles"), label: "Roles and administrators" },
        ]}
      />
      <Suspense key={current} fallback={<RowsSkeleton />}>
        <Tab name={current} viewer={viewer} catalog={catalog} params={wanted} />
      </Suspense>
    </>
  );
}

type CatalogProps = { viewer: Viewer; catalog: CatalogDetail };
type TabProps = CatalogProps & { params: SearchParams };

function Actions({ viewer, catalog }: CatalogProps) {
  return (
    <>
      {mayIn(viewer, "editCatalog", catalog.id) && (
        <Link href={address(`/admin/catalogs/${catalog.id}/edit`)} className={buttonClass({ variant: "outline" })}>
          <Pencil aria-hidden className="size-4" />
          Edit
        </Link>
      )}
      {mayIn(viewer, "deleteCatalog", catalog.id) && <DeleteCatalog catalog={catalog} action={deleteCatalogAction} />}
    </>
  );
}

function Tab({ name, ...props }: TabProps & { name: TabName }) {
  switch (name) {
    case "overview":
      return <Overview {...props} />;
    case "resources":
      return <Resources {...props} />;
    case "roles":
      return <Roles {...props} />;
  }
}

const CatalogPackages = (props: Omit<AdminPackageTableProps, "showsCatalog">) => (
  <AdminPackageTable {...props} showsCatalog={false} />
);

function Overview({ viewer, catalog, params }: TabProps) {
  return (
    <div className="flex flex-col gap-6">
      <CatalogFacts catalog={catalog} />
      <section aria-labelledby="packages">
        <SectionHeader
          id="packages"
          title="Packages"
          description="What people can ask for, and what holds its roles together."
          actions={
            mayIn(viewer, "editPackages", catalog.id) && (
              <Link
                href={address("/admin/packages/new", { catalog: catalog.id })}
                className={buttonClass({ variant: "outline", size: "sm" })}
              >
                <Plus aria-hidden className="size-4" />
                New package in this catalog
              </Link>
            )
          }
        />
        <SearchedList
          what="packages"
          path={`/admin/catalogs/${catalog.id}`}
          params={params}
          label="Search packages of the catalog"
          placeholder="Name of a package"
          read={(wanted) => listAdminPackages(viewer, { ...wanted, catalogId: catalog.id as CatalogId })}
          table={CatalogPackages}
          whenNone={
            <Empty icon={Boxes} title="No packages in this catalog" level={3}>
              Its resources cannot be asked for until a package grants one of their roles.
            </Empty>
          }
        />
      </section>
    </div>
  );
}

function Resources({ viewer, catalog }: CatalogProps) {
  const mayManage = mayIn(viewer, "manageResources", catalog.id);
  return (
    <section aria-labelledby="resources">
      <SectionHeader
        id="resources"
        title="Resources"
        description="Groups, applications and sites whose roles packages of this catalog can give."
        actions={
          mayManage && (
            <Link
              href={address(`/admin/catalogs/${catalog.id}/resources/add`)}
              className={buttonClass({ variant: "outline", size: "sm" })}
            >
              <Plus aria-hidden className="size-4" />
              Add a resource
            </Link>
          )
        }
      />
      <ResourceTable
        rows={catalog.resources}
        canOpenGroups={may(viewer, "viewEverything")}
        catalogId={catalog.id}
        canConfigure={mayIn(viewer, "configureAttributes", catalog.id)}
        remove={mayManage ? removeResourceAction : undefined}
      />
    </section>
  );
}

async function Roles({ viewer, catalog }: CatalogProps) {
  const id = catalog.id as CatalogId;
  const [roles, effective] = await Promise.all([listCatalogRoles(viewer, id), getEffectiveAccess(viewer, id)]);
  const mayAssign = mayIn(viewer, "assignCatalogRoles", id);
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="given">
        <SectionHeader id="given" title="Roles given here" description="They hold in this catalog only." />
        <CatalogRoles
          catalogId={id}
          rows={roles}
          canOpen={{ directory: may(viewer, "viewEverything"), services: may(viewer, "manageDirectory") }}
          remove={mayAssign ? removeCatalogRoleAction : null}
        />
      </section>
      {mayAssign && (
        <GiveRole
          description="It holds in this catalog and nowhere else, from the next click on."
          roles={catalogRoles}
          search={`/api/admin/principals?catalog=${id}&for=role`}
          values={{ catalogId: id }}
          action={assignCatalogRoleAction}
        />
      )}
      <section aria-labelledby="effective">
        <SectionHeader
          id="effective"
          title="Effective access"
          description="Everybody who may do something here, by a role given here, through a group or in every catalog."
        />
        <EffectiveAccess view={effective} />
      </section>
    </div>
  );
}
