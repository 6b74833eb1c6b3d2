import type { Metadata } from "next";
import { Suspense } from "react";
import { GroupForm } from "@/components/admin/group-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { address } from "../../address";
import { createGroupAction } from "../actions";

export const metadata: Metadata = { title: "New group" };

export default function NewGroupPage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Groups", href: address("/admin/groups") }]}
        title="New group"
        description="It begins with nobody in it; people and other groups are added on its page."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <NewGroup />
      </Suspense>
    </>
  );
}

async function NewGroup() {
  await requirePermission("manageDirectory");
  return (
    <EachVisit>
      <GroupForm action={createGroupAction} back={address("/admin/groups")} />
    </EachVisit>
  );
}
