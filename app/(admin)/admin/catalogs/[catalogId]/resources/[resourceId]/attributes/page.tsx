import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { Suspense } from "react";
import { AttributeEditor } from "@/components/admin/attributes/attribute-editor";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { getResourceAttributes } from "@/lib/queries/admin/attributes";
import { address } from "../../../../../address";
import { setAttributesAction } from "../../../../actions";

type Props = PageProps<"/admin/catalogs/[catalogId]/resources/[resourceId]/attributes">;

export const metadata: Metadata = { title: "Needed of a profile" };

export default function AttributesPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Attributes params={params} />
    </Suspense>
  );
}

async function Attributes({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("openAdmin");
  const view = await getResourceAttributes(viewer, await params);
  if (view === null) notFound();
  if (view === "roleNotSufficient") forbidden();
  const back = address(`/admin/catalogs/${view.catalog.id}`, { tab: "resources" });
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogs", href: address("/admin/catalogs") },
          { label: view.catalog.displayName, href: back },
        ]}
        title={`What ${view.resource.displayName} needs of a profile`}
        description="Asked of whoever asks for a package that gives one of its roles, and written to the profile with the access. Requests that were made before keep what was needed then."
      />
      <EachVisit>
        <AttributeEditor view={view} action={setAttributesAction} back={back} />
      </EachVisit>
    </>
  );
}
