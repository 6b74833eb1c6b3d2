import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { Suspense } from "react";
import { AddableTable } from "@/components/admin/addable-table";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { PageSkeleton } from "@/components/ui/skeletons";
import { may, mayIn } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import type { CatalogId } from "@/lib/engine/ids";
import { findAddableResources } from "@/lib/queries/admin/addable-resources";
import { getCatalog } from "@/lib/queries/admin/catalogs";
import { address, textOf } from "../../../../address";
import { addResourceAction } from "../../../actions";

type Props = PageProps<"/admin/catalogs/[catalogId]/resources/add">;

export const metadata: Metadata = { title: "Add resources" };

export default function AddResourcesPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <AddResources {...props} />
    </Suspense>
  );
}

async function AddResources({ params, searchParams }: Props) {
  const viewer = await requirePermission("openAdmin");
  const catalog = await getCatalog(viewer, (await params).catalogId);
  if (!catalog) notFound();
  if (!mayIn(viewer, "manageResources", catalog.id)) forbidden();
  const search = textOf(await searchParams, "q");
  const view = await findAddableResources(viewer, catalog.id as CatalogId, search);
  const path = `/admin/catalogs/${catalog.id}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogs", href: address("/admin/catalogs") },
          { label: catalog.displayName, href: address(path, { tab: "resources" }) },
        ]}
        title={`Add resources to ${catalog.displayName}`}
        description={
          may(viewer, "manageDirectory")
            ? "Every group, application and site that is not in the catalog yet. Adding one gives nobody access."
            : "The groups, applications and sites you own. Adding one gives nobody access; packages do that."
        }
      />
      <div className="flex flex-col gap-4">
        <SearchForm
          action={address(`${path}/resources/add`)}
          label="Search resources"
          placeholder="A part of the name"
          defaultValue={search}
        />
        <AddableTable
          catalogId={catalog.id}
          view={view}
          action={addResourceAction}
          empty={
            <Empty icon={Layers} title={search ? `Nothing named “${search}”` : "Nothing to add"} level={2}>
              {may(viewer, "manageDirectory")
                ? "Everything of that name is in the catalog already, or the directory does not know it."
                : "You own nothing that is not in the catalog. Governance administrators can add everything else."}
            </Empty>
          }
        />
      </div>
    </>
  );
}
