import type { Metadata } from "next";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/ui/skeletons";
import { updatePolicyAction } from "../../actions";
import { EditorPage } from "../../editor-page";
import { loadEditor } from "../../load-editor";

type Props = PageProps<"/admin/packages/[packageId]/policies/[policyId]/edit">;

export const metadata: Metadata = { title: "Edit policy" };

export default function EditPolicyPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <EditPolicy params={params} />
    </Suspense>
  );
}

async function EditPolicy({ params }: Pick<Props, "params">) {
  const { packageId, policyId } = await params;
  const view = await loadEditor(packageId, policyId);
  return (
    <EditorPage
      view={view}
      title={`Edit ${view.policy?.form.displayName ?? "the policy"}`}
      action={updatePolicyAction}
    />
  );
}
