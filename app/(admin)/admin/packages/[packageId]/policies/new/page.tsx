import type { Metadata } from "next";
import { Suspense } from "react";
import { PageSkeleton } from "@/components/ui/skeletons";
import { createPolicyAction } from "../actions";
import { EditorPage } from "../editor-page";
import { loadEditor } from "../load-editor";

type Props = PageProps<"/admin/packages/[packageId]/policies/new">;

export const metadata: Metadata = { title: "New policy" };

export default function NewPolicyPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <NewPolicy params={params} />
    </Suspense>
  );
}

async function NewPolicy({ params }: Pick<Props, "params">) {
  const view = await loadEditor((await params).packageId, null);
  return <EditorPage view={view} title={`New policy for ${view.package.displayName}`} action={createPolicyAction} />;
}
