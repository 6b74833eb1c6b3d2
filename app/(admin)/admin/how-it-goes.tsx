import { Suspense } from "react";
import { EmptyStages } from "@/components/admin/empty-stages";
import { Insight } from "@/components/admin/insight";
import { PanelSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { getCoverage, isCoverageTooLarge } from "@/lib/queries/admin/coverage";
import { getInsight } from "@/lib/queries/admin/insight";

/** RPT-13: how asking and deciding goes, and which stages find nobody. */
export async function HowItGoes({ viewer }: { viewer: Viewer }) {
  return (
    <Insight
      view={await getInsight(viewer)}
      canOpenPeople={may(viewer, "viewEverything")}
      emptyStages={
        <Suspense fallback={<PanelSkeleton label="Looking for stages without approvers" lines={3} />}>
          <StagesWithoutApprovers viewer={viewer} />
        </Suspense>
      }
    />
  );
}

async function StagesWithoutApprovers({ viewer }: { viewer: Viewer }) {
  return <EmptyStages counts={(await isCoverageTooLarge(viewer)) ? null : (await getCoverage(viewer)).counts} />;
}
