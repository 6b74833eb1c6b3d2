import { notFound } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { Wizard } from "@/components/admin/wizard/wizard";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { getDraft } from "@/lib/queries/admin/package-drafts";
import { saveDraftAction } from "../actions";
import { WizardHeader } from "../wizard-header";

type Props = LayoutProps<"/admin/packages/new/[draftId]">;

/** What is typed is held here while one goes from step to step; each step asks for its own permission too. */
export default function DraftLayout({ params, children }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Draft params={params}>{children}</Draft>
    </Suspense>
  );
}

async function Draft({ params, children }: Pick<Props, "params"> & { children: ReactNode }) {
  const viewer = await requirePermission("openAdmin");
  const view = await getDraft(viewer, (await params).draftId);
  if (!view) notFound();
  return (
    <>
      <WizardHeader />
      <Wizard view={view} save={saveDraftAction}>
        {children}
      </Wizard>
    </>
  );
}
