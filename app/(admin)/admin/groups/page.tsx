import type { Metadata } from "next";
import { Suspense } from "react";
import { GroupTable } from "@/components/admin/group-table";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { listGroups } from "@/lib/queries/admin/groups";
import { SearchedList } from "../searched-list";

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
  return (
    <SearchedList
      what="groups"
      path="/admin/groups"
      params={await searchParams}
      label="Search groups"
      placeholder="Name or description"
      read={listGroups}
      table={GroupTable}
    />
  );
}
