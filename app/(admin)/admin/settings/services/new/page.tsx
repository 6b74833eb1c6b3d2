import type { Metadata } from "next";
import { Suspense } from "react";
import { ServiceForm } from "@/components/service/service-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { configuredIssuer } from "@/lib/graph/http/issuer";
import { address } from "../../../address";
import { createServiceAction } from "../actions";

export const metadata: Metadata = { title: "New service" };

const list = address("/admin/settings/services");

export default function NewServicePage() {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Settings", href: address("/admin/settings") },
          { label: "Services", href: list },
        ]}
        title="New service"
        description="It may do nothing until it is given a role. Roles and tokens come next."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <NewService />
      </Suspense>
    </>
  );
}

async function NewService() {
  await requirePermission("manageDirectory");
  return (
    <EachVisit>
      <ServiceForm action={createServiceAction} issuer={configuredIssuer()?.url ?? null} back={list} />
    </EachVisit>
  );
}
