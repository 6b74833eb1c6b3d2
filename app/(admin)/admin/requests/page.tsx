import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { RequestList } from "./request-list";

export const metadata: Metadata = { title: "All requests" };

type Props = PageProps<"/admin/requests">;

export default function RequestsPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="All requests"
        description="Everything anybody asked for, newest first, in the catalogs you see."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Requests searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Requests({ searchParams }: Pick<Props, "searchParams">) {
  const viewer = await requirePermission("openAdmin");
  return <RequestList viewer={viewer} path="/admin/requests" params={await searchParams} />;
}
