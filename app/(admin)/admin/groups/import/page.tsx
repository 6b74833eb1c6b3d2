import type { Metadata } from "next";
import { Suspense } from "react";
import { ImportForm } from "@/components/admin/import-form";
import { ImportGuide } from "@/components/admin/import-guide";
import { groupColumnWords, groupsExample } from "@/components/admin/import-words";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { address } from "../../address";
import { importGroupsAction } from "../../import/actions";

export const metadata: Metadata = { title: "Import groups" };

export default function ImportGroupsPage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Groups", href: address("/admin/groups") }]}
        title="Import groups"
        description="From a file, as a whole or not at all. You see what every row would do before anything is written."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Import />
      </Suspense>
    </>
  );
}

async function Import() {
  await requirePermission("manageDirectory");
  return (
    <div className="flex flex-col gap-8">
      <ImportGuide columns={groupColumnWords} example={groupsExample}>
        Rows add groups, people and groups inside; nobody is taken out, whoever a row leaves out. Commas, semicolons or
        tabs may stand between the cells; a list with the same sign in it stands in quotation marks.
      </ImportGuide>
      <EachVisit>
        <ImportForm label="Import groups" action={importGroupsAction} />
      </EachVisit>
    </div>
  );
}
