import { History, KeyRound, Pencil } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode, Suspense } from "react";
import { AssignmentTable } from "@/components/admin/assignment-table";
import { AuditLink } from "@/components/admin/audit-link";
import { EnableAccount } from "@/components/admin/enable-account";
import { HeldRoles } from "@/components/admin/held-roles";
import { ListPager } from "@/components/admin/list-pager";
import { MembershipList } from "@/components/admin/membership-list";
import { PersonProfile } from "@/components/admin/person-profile";
import { AccountState } from "@/components/admin/person-table";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";
import { PageHeader, SectionHeader } from "@/components/ui/page-header";
import { PageSkeleton, RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission, type Viewer } from "@/lib/auth/viewer";
import { listAssignments } from "@/lib/queries/admin/assignments";
import { getPerson } from "@/lib/queries/admin/people";
import { isServiceOf } from "@/lib/queries/admin/services";
import type { AdminPersonDetail } from "@/lib/views/admin";
import { address, type SearchParams, textOf } from "../../address";
import { enablePersonAction } from "../actions";

type Props = PageProps<"/admin/people/[personId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("viewEverything");
  return { viewer, person: await getPerson(id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { person } = await load((await params).personId);
  return { title: person?.displayName ?? "Not found" };
}

export default function PersonPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Person {...props} />
    </Suspense>
  );
}

async function Person({ params, searchParams }: Props) {
  const { personId } = await params;
  const { viewer, person } = await load(personId);
  // Wherever a name leads that a service has, it leads on to the service.
  if (!person && (await isServiceOf(viewer, personId))) redirect(address(`/admin/settings/services/${personId}`));
  if (!person) notFound();
  const search = await searchParams;
  const first = person.displayName;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "People", href: address("/admin/people") }]}
        title={person.displayName}
        aside={<AccountState isEnabled={person.isEnabled} />}
        actions={<Actions viewer={viewer} person={person} />}
      />
      <div className="flex flex-col gap-8">
        <PersonProfile person={person} />
        <Suspense fallback={<RowsSkeleton />}>
          <Held
            viewer={viewer}
            personId={person.id}
            state="active"
            title="Access held now"
            search={search}
            empty={
              <Empty icon={KeyRound} title={`${first} holds no package now`} level={3}>
                What they are granted appears here from the moment its delivery begins.
              </Empty>
            }
          />
        </Suspense>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <MembershipList person={person} />
          <HeldRoles roles={person.roles} description="What this person looks after in the portal." />
        </div>
        <Suspense fallback={<RowsSkeleton />}>
          <Held
            viewer={viewer}
            personId={person.id}
            state="past"
            title="Earlier access"
            search={search}
            empty={
              <Empty icon={History} title="No earlier access" level={3}>
                Access stays on record here after it ends, and so does what was granted and never arrived.
              </Empty>
            }
          />
        </Suspense>
      </div>
    </>
  );
}

function Actions({ viewer, person }: { viewer: Viewer; person: AdminPersonDetail }) {
  const mayManage = may(viewer, "manageDirectory");
  return (
    <>
      {person.isEnabled && (
        <Link href={address("/admin/coverage", { person: person.id })} className={buttonClass({ variant: "outline" })}>
          If this person left
        </Link>
      )}
      {may(viewer, "readAudit") && <AuditLink about="person" id={person.id} label="Audit log" />}
      {mayManage && (
        <Link href={address(`/admin/people/${person.id}/edit`)} className={buttonClass({ variant: "outline" })}>
          <Pencil aria-hidden className="size-4" />
          Edit
        </Link>
      )}
      {mayManage && !person.isEnabled && (
        <EnableAccount personId={person.id} name={person.displayName} action={enablePersonAction} />
      )}
      {mayManage && person.isEnabled && person.id !== viewer.personId && (
        <Link href={address(`/admin/people/${person.id}/disable`)} className={buttonClass({ variant: "dangerGhost" })}>
          Disable
        </Link>
      )}
    </>
  );
}

type HeldProps = {
  viewer: Viewer;
  personId: string;
  /** Also the name of the parameter that pages this list. */
  state: "active" | "past";
  title: string;
  search: SearchParams;
  empty: ReactNode;
};

async function Held({ viewer, personId, state, title, search, empty }: HeldProps) {
  const cursor = textOf(search, state);
  const page = await listAssignments(viewer, { personId, state, cursor: cursor ?? null });
  const path = `/admin/people/${personId}`;
  return (
    <section aria-labelledby={state}>
      <SectionHeader id={state} title={title} />
      <AssignmentTable
        caption={title}
        rows={page.rows}
        of="person"
        empty={empty}
        footer={
          <ListPager
            label={title}
            first={cursor ? address(path) : undefined}
            next={page.next ? address(path, { [state]: page.next }) : undefined}
          />
        }
      />
    </section>
  );
}
