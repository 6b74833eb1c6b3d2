import { Pencil, UsersRound } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { AddMembers, NestGroup } from "@/components/admin/add-members";
import { dependentsInWords, GroupDependents } from "@/components/admin/group-dependents";
import { GroupNesting } from "@/components/admin/group-nesting";
import { MemberTable } from "@/components/admin/member-table";
import { buttonClass } from "@/components/ui/button-class";
import { EachVisit } from "@/components/ui/each-visit";
import { Empty } from "@/components/ui/empty";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import type { GroupId } from "@/lib/engine/ids";
import { getGroupDependents } from "@/lib/queries/admin/group-dependents";
import { getGroup, listGroupMembers } from "@/lib/queries/admin/groups";
import { address } from "../../address";
import { SearchedList } from "../../searched-list";
import { addMembersAction, nestGroupAction, removeMemberAction, unnestGroupAction } from "../actions";

type Props = PageProps<"/admin/groups/[groupId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("viewEverything");
  return { viewer, group: await getGroup(id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).groupId)).group?.displayName ?? "Not found" };
}

export default function GroupPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Group {...props} />
    </Suspense>
  );
}

async function Group({ params, searchParams }: Props) {
  const { viewer, group } = await load((await params).groupId);
  if (!group) notFound();
  const groupId = group.id as GroupId;
  const dependents = await getGroupDependents(groupId);
  const mayManage = may(viewer, "manageDirectory");
  const effects = dependentsInWords(dependents);
  const removal = (role: "member" | "owner") =>
    mayManage ? { remove: { group, role, effects: role === "member" ? effects : [], action: removeMemberAction } } : {};
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Groups", href: address("/admin/groups") }]}
        title={group.displayName}
        description={group.description}
        actions={
          mayManage && (
            <Link href={address(`/admin/groups/${group.id}/edit`)} className={buttonClass({ variant: "outline" })}>
              <Pencil aria-hidden className="size-4" />
              Edit
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-8">
        <GroupDependents view={dependents} />
        <GroupNesting group={group} {...(mayManage && { remove: { effects, action: unnestGroupAction } })} />
        <section aria-labelledby="members">
          <SectionHeader id="members" title={`Members (${group.memberCount})`} />
          <SearchedList
            what="members"
            path={`/admin/groups/${groupId}`}
            params={await searchParams}
            label="Search members"
            placeholder="Name or e-mail of a member"
            read={(wanted) => listGroupMembers(groupId, wanted)}
            table={(props) => <MemberTable {...props} caption="Members" {...removal("member")} />}
            whenNone={
              <Empty icon={UsersRound} title="Nobody is directly in this group" level={3}>
                People come in through a package that grants its membership, by an administrator, or by an import.
              </Empty>
            }
          />
        </section>
        {group.owners.length > 0 && (
          <section aria-labelledby="owners">
            <SectionHeader id="owners" title={`Owners (${group.owners.length})`} />
            <MemberTable rows={group.owners} caption="Owners" {...removal("owner")} />
          </section>
        )}
        {mayManage && (
          <EachVisit>
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <AddMembers groupId={group.id} action={addMembersAction} />
              <NestGroup groupId={group.id} action={nestGroupAction} />
            </div>
          </EachVisit>
        )}
      </div>
    </>
  );
}
