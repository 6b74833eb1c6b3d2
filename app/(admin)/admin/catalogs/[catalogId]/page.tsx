import { Boxes } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { CatalogFacts } from "@/components/admin/catalog-facts";
import { CatalogState } from "@/components/admin/catalog-table";
import { AdminPackageTable } from "@/components/admin/package-table";
import { ResourceTable } from "@/components/admin/resource-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { HeaderSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getCatalog } from "@/lib/queries/admin/catalogs";
import { address } from "../../address";

type Props = PageProps<"/admin/catalogs/[catalogId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("openAdmin");
  return { viewer, catalog: await getCatalog(viewer, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { catalog } = await load((await params).catalogId);
  return { title: catalog?.displayName ?? "Not found" };
}

export default function CatalogPage({ params }: Props) {
  return (
    <Suspense
      fallback={
        <>
          <HeaderSkeleton />
          <RowsSkeleton />
        </>
      }
    >
      <Catalog params={params} />
    </Suspense>
  );
}

async function Catalog({ params }: Pick<Props, "params">) {
  const { viewer, catalog } = await load((await params).catalogId);
  if (!catalog) notFound();
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogs", href: address("/admin/catalogs") }]}
        title={catalog.displayName}
        description={catalog.description}
        aside={<CatalogState isPublished={catalog.isPublished} />}
      />
      <div className="flex flex-col gap-8">
        <CatalogFacts catalog={catalog} />
        <section aria-labelledby="packages">
          <SectionHeader id="packages" title="Packages" description="What people can ask for." />
          <AdminPackageTable
            rows={catalog.packages}
            showsCatalog={false}
            empty={
              <Empty icon={Boxes} title="No packages in this catalog" level={3}>
                Its resources cannot be asked for until a package grants one of their roles.
              </Empty>
            }
          />
        </section>
        <section aria-labelledby="resources">
          <SectionHeader
            id="resources"
            title="Resources"
            description="Groups, applications and sites whose roles packages of this catalog can grant."
          />
          <ResourceTable rows={catalog.resources} canOpenGroups={may(viewer, "viewEverything")} />
        </section>
      </div>
    </>
  );
}
