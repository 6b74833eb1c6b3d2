import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { GroupNesting } from "@/components/admin/group-nesting";
import { MemberTable } from "@/components/admin/member-table";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { getGroup } from "@/lib/queries/admin/groups";
import { address } from "../../address";

type Props = PageProps<"/admin/groups/[groupId]">;

const load = cache(async (id: string) => {
  await requirePermission("viewEverything");
  return getGroup(id);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).groupId))?.displayName ?? "Not found" };
}

export default function GroupPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Group params={params} />
    </Suspense>
  );
}

async function Group({ params }: Pick<Props, "params">) {
  const group = await load((await params).groupId);
  if (!group) notFound();
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Groups", href: address("/admin/groups") }]}
        title={group.displayName}
        description={group.description}
      />
      <div className="flex flex-col gap-8">
        <GroupNesting group={group} />
        <section aria-labelledby="members">
          <SectionHeader id="members" title={`Members (${group.memberCount})`} />
          <MemberTable rows={group.members} caption="Members" />
        </section>
        {group.owners.length > 0 && (
          <section aria-labelledby="owners">
            <SectionHeader id="owners" title={`Owners (${group.owners.length})`} />
            <MemberTable rows={group.owners} caption="Owners" />
          </section>
        )}
      </div>
    </>
  );
}
