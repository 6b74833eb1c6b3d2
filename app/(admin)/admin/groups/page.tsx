import type { Metadata } from "next";
import { Suspense } from "react";
import { GroupTable } from "@/components/admin/group-table";
import { ListPager } from "@/components/admin/list-pager";
import { NothingFound } from "@/components/admin/nothing-found";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listGroups } from "@/lib/queries/admin/groups";
import { address, textOf } from "../address";

export const metadata: Metadata = { title: "Groups" };

type Props = PageProps<"/admin/groups">;

export default function GroupsPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Groups"
        description="The groups of the directory. Packages put people in, policies name them as requestors and approvers."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Groups searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Groups({ searchParams }: Pick<Props, "searchParams">) {
  await requirePermission("viewEverything");
  const params = await searchParams;
  const search = textOf(params, "q");
  const cursor = textOf(params, "cursor");
  const page = await listGroups({ search: search ?? null, cursor: cursor ?? null });
  return (
    <div className="flex flex-col gap-4">
      <SearchForm
        action={address("/admin/groups")}
        label="Search groups"
        placeholder="Name or description"
        defaultValue={search}
      />
      <GroupTable
        rows={page.rows}
        empty={<NothingFound what="groups" search={search} all={address("/admin/groups")} />}
        footer={
          <ListPager
            label="groups"
            first={cursor ? address("/admin/groups", { q: search }) : undefined}
            next={page.next ? address("/admin/groups", { q: search, cursor: page.next }) : undefined}
          />
        }
      />
    </div>
  );
}
