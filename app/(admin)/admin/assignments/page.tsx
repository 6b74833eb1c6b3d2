import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { AssignmentList } from "./assignment-list";

export const metadata: Metadata = { title: "Assignments" };

type Props = PageProps<"/admin/assignments">;

export default function AssignmentsPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Assignments"
        description="Who holds which package, from when until when, and whether every role arrived."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Assignments searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Assignments({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  return <AssignmentList viewer={viewer} path="/admin/assignments" params={await searchParams} />;
}
