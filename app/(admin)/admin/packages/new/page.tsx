import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { DraftList } from "@/components/admin/draft-list";
import { BasicsStep } from "@/components/admin/wizard/basics-step";
import { Wizard } from "@/components/admin/wizard/wizard";
import { EachVisit } from "@/components/ui/each-visit";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { beginDraft, listDrafts, mayMakePackages } from "@/lib/queries/admin/package-drafts";
import { listPackageCatalogs } from "@/lib/queries/admin/package-roles";
import { textOf } from "../../address";
import { deleteDraftAction, saveDraftAction } from "./actions";
import { WizardHeader } from "./wizard-header";

type Props = PageProps<"/admin/packages/new">;

export const metadata: Metadata = { title: "New package" };

export default function NewPackagePage({ searchParams }: Props) {
  return (
    <>
      <WizardHeader />
      <Suspense fallback={<RowsSkeleton />}>
        <FirstStep searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function FirstStep({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  if (!mayMakePackages(viewer)) forbidden();
  const view = await beginDraft(viewer, textOf(await searchParams, "catalog"));
  const [catalogs, drafts] = await Promise.all([listPackageCatalogs(viewer), listDrafts(viewer)]);
  return (
    <div className="flex flex-col gap-8">
      <EachVisit>
        <Wizard view={view} save={saveDraftAction}>
          <BasicsStep catalogs={catalogs} mayCreateCatalog={may(viewer, "createCatalog")} />
        </Wizard>
      </EachVisit>
      <DraftList drafts={drafts} deletion={deleteDraftAction} />
    </div>
  );
}
