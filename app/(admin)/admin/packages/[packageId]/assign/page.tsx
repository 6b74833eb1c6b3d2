import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { Suspense } from "react";
import { AssignForm } from "@/components/admin/assign-form";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { may, mayIn } from "@/lib/auth/permissions";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requirePermission } from "@/lib/auth/viewer";
import { getAssignForm } from "@/lib/queries/admin/assign-form";
import { address } from "../../../address";
import { assignAction } from "./actions";

type Props = PageProps<"/admin/packages/[packageId]/assign">;

export const metadata: Metadata = { title: "Assign" };

export default function AssignPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Assign params={params} />
    </Suspense>
  );
}

async function Assign({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("openAdmin");
  const view = await getAssignForm(viewer, (await params).packageId, await readerLanguage());
  if (!view) notFound();
  if (!mayIn(viewer, "manageAssignments", view.catalog.id)) forbidden();
  const path = `/admin/packages/${view.package.id}`;
  const back = address(path, { tab: "assignments" });
  return (
    <>
      <PageHeader
        crumbs={[
          { label: view.catalog.displayName, href: address(`/admin/catalogs/${view.catalog.id}`) },
          { label: view.package.displayName, href: address(path) },
        ]}
        title={`Assign ${view.package.displayName}`}
        description="Everybody named passes the same checks as if they had asked; what stands in the way of one holds up no other."
      />
      {view.policies.length === 0 ? (
        <Empty icon={KeyRound} title="No policy lets it be assigned" level={2}>
          A policy has to be enabled and open to administrators.
        </Empty>
      ) : (
        <AssignForm view={view} action={assignAction} back={back} canOpenPeople={may(viewer, "viewEverything")} />
      )}
    </>
  );
}
