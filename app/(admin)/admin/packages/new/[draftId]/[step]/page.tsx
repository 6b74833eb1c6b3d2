import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { BasicsStep } from "@/components/admin/wizard/basics-step";
import { InformationStep, LifecycleStep, RequestsStep } from "@/components/admin/wizard/policy-steps";
import { Review } from "@/components/admin/wizard/review";
import { RolesStep } from "@/components/admin/wizard/roles-step";
import { stepLabel, type WizardStep, wizardSteps } from "@/components/admin/wizard/steps";
import { NeededAttributes } from "@/components/policy/needed-attributes";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission, type Viewer } from "@/lib/auth/viewer";
import { mayAddTo } from "@/lib/queries/admin/addable-resources";
import { getDraft, getDraftAttributes, getDraftReview } from "@/lib/queries/admin/package-drafts";
import { listOfferedRoles, listPackageCatalogs } from "@/lib/queries/admin/package-roles";
import type { DraftView } from "@/lib/views/package-drafts";
import { createFromDraftAction } from "../../actions";

type Props = PageProps<"/admin/packages/new/[draftId]/[step]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("openAdmin");
  return { viewer, view: await getDraft(viewer, id) };
});

const stepOf = (text: string): WizardStep | undefined => wizardSteps.find((step) => step === text);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const step = stepOf((await params).step);
  return { title: step ? `New package: ${stepLabel[step]}` : "Not found" };
}

export default function StepPage({ params }: Props) {
  return (
    <Suspense fallback={<RowsSkeleton />}>
      <Loaded params={params} />
    </Suspense>
  );
}

async function Loaded({ params }: Pick<Props, "params">) {
  const { draftId, step: asked } = await params;
  const { viewer, view } = await load(draftId);
  const step = stepOf(asked);
  if (!view || !step) notFound();
  return <Step step={step} viewer={viewer} view={view} />;
}

async function Step({ step, viewer, view }: { step: WizardStep; viewer: Viewer; view: DraftView }) {
  const { isNew, catalogId } = view.draft.catalog;
  const chosen = isNew ? null : catalogId;
  switch (step) {
    case "basics": {
      const catalogs = await listPackageCatalogs(viewer);
      return <BasicsStep catalogs={catalogs} mayCreateCatalog={may(viewer, "createCatalog")} />;
    }
    case "roles": {
      const offered = chosen ? await listOfferedRoles(viewer, chosen) : [];
      const mayAdd = isNew || chosen !== null ? mayAddTo(viewer, chosen) : false;
      return <RolesStep catalogId={chosen} offered={offered} mayAdd={mayAdd} />;
    }
    case "requests":
      return <RequestsStep />;
    case "information":
      return (
        <InformationStep>
          <NeededAttributes needed={await getDraftAttributes(viewer, view.draft)} />
        </InformationStep>
      );
    case "lifecycle":
      return <LifecycleStep />;
    case "review": {
      const review = view.id && (await getDraftReview(viewer, view.id));
      if (!review) notFound();
      return <Review review={review} action={createFromDraftAction} />;
    }
  }
}
