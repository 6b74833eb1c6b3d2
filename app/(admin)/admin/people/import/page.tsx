import type { Metadata } from "next";
import { Suspense } from "react";
import { ImportForm } from "@/components/admin/import-form";
import { ImportGuide } from "@/components/admin/import-guide";
import { peopleColumnWords, peopleExample } from "@/components/admin/import-words";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { address } from "../../address";
import { importPeopleAction } from "../../import/actions";

export const metadata: Metadata = { title: "Import people" };

export default function ImportPeoplePage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "People", href: address("/admin/people") }]}
        title="Import people"
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
      <ImportGuide columns={peopleColumnWords} example={peopleExample}>
        Rows add people and change those who are there; nobody is deleted, enabled or disabled. A column that is missing
        leaves what is there, an empty cell empties it. Commas, semicolons or tabs may stand between the cells.
      </ImportGuide>
      <EachVisit>
        <ImportForm label="Import people" action={importPeopleAction} />
      </EachVisit>
    </div>
  );
}
