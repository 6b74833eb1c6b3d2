import type { Metadata } from "next";
import { Suspense } from "react";
import { PersonTable } from "@/components/admin/person-table";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listPeople } from "@/lib/queries/admin/people";
import { SearchedList } from "../searched-list";

export const metadata: Metadata = { title: "People" };

type Props = PageProps<"/admin/people">;

export default function PeoplePage({ searchParams }: Props) {
  return (
    <>
      <PageHeader title="People" description="Everybody in the directory, guests and those who have left included." />
      <Suspense fallback={<RowsSkeleton />}>
        <People searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function People({ searchParams }: Pick<Props, "searchParams">) {
  await requirePermission("viewEverything");
  return (
    <SearchedList
      what="people"
      path="/admin/people"
      params={await searchParams}
      label="Search people"
      placeholder="Name, e-mail, job title or department"
      read={listPeople}
      table={PersonTable}
    />
  );
}
