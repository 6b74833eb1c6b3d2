import type { Metadata } from "next";
import { Suspense } from "react";
import { ListPager } from "@/components/admin/list-pager";
import { NothingFound } from "@/components/admin/nothing-found";
import { PersonTable } from "@/components/admin/person-table";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listPeople } from "@/lib/queries/admin/people";
import { address, textOf } from "../address";

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
  const params = await searchParams;
  const search = textOf(params, "q");
  const cursor = textOf(params, "cursor");
  const page = await listPeople({ search: search ?? null, cursor: cursor ?? null });
  return (
    <div className="flex flex-col gap-4">
      <SearchForm
        action={address("/admin/people")}
        label="Search people"
        placeholder="Name, e-mail, job title or department"
        defaultValue={search}
      />
      <PersonTable
        rows={page.rows}
        empty={<NothingFound what="people" search={search} all={address("/admin/people")} />}
        footer={
          <ListPager
            label="people"
            first={cursor ? address("/admin/people", { q: search }) : undefined}
            next={page.next ? address("/admin/people", { q: search, cursor: page.next }) : undefined}
          />
        }
      />
    </div>
  );
}
