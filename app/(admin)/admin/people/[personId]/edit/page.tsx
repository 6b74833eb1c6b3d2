import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { PersonForm } from "@/components/admin/person-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { getPersonForm } from "@/lib/queries/admin/person-form";
import { address } from "../../../address";
import { updatePersonAction } from "../../actions";

type Props = PageProps<"/admin/people/[personId]/edit">;

export const metadata: Metadata = { title: "Edit person" };

export default function EditPersonPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <EditPerson params={params} />
    </Suspense>
  );
}

async function EditPerson({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("manageDirectory");
  const person = await getPersonForm(viewer, (await params).personId);
  if (!person) notFound();
  const here = address(`/admin/people/${person.id}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "People", href: address("/admin/people") },
          { label: person.displayName, href: here },
        ]}
        title={`Edit ${person.displayName}`}
      />
      <EachVisit>
        <PersonForm action={updatePersonAction} person={person} back={here} />
      </EachVisit>
    </>
  );
}
