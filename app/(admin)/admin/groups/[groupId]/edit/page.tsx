import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { GroupForm } from "@/components/admin/group-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { getGroup } from "@/lib/queries/admin/groups";
import { address } from "../../../address";
import { updateGroupAction } from "../../actions";

type Props = PageProps<"/admin/groups/[groupId]/edit">;

export const metadata: Metadata = { title: "Edit group" };

export default function EditGroupPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <EditGroup params={params} />
    </Suspense>
  );
}

async function EditGroup({ params }: Pick<Props, "params">) {
  await requirePermission("manageDirectory");
  const group = await getGroup((await params).groupId);
  if (!group) notFound();
  const here = address(`/admin/groups/${group.id}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Groups", href: address("/admin/groups") },
          { label: group.displayName, href: here },
        ]}
        title={`Edit ${group.displayName}`}
      />
      <EachVisit>
        <GroupForm action={updateGroupAction} group={group} back={here} />
      </EachVisit>
    </>
  );
}
