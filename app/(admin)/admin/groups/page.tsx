import { Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { GroupTable } from "@/components/admin/group-table";
import { buttonClass } from "@/components/ui/button-class";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { listGroups } from "@/lib/queries/admin/groups";
import { address } from "../address";
import { SearchedList } from "../searched-list";

export const metadata: Metadata = { title: "Groups" };

type Props = PageProps<"/admin/groups">;

export default function GroupsPage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="Groups"
        description="The groups of the directory. Packages put people in, policies name them as requestors and approvers."
        actions={
          <Suspense>
            <NewGroup />
          </Suspense>
        }
      />
      <Suspense fallback={<RowsSkeleton />}>
        <Groups searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function NewGroup() {
  const viewer = await requirePermission("viewEverything");
  if (!may(viewer, "manageDirectory")) return null;
  return (
    <>
      <Link href={address("/admin/groups/import")} className={buttonClass({ variant: "outline" })}>
        <Upload aria-hidden className="size-4" />
        Import
      </Link>
      <Link href={address("/admin/groups/new")} className={buttonClass({ variant: "primary" })}>
        <Plus aria-hidden className="size-4" />
        New group
      </Link>
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
