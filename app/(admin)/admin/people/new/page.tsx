import type { Metadata } from "next";
import { Suspense } from "react";
import { PersonForm } from "@/components/admin/person-form";
import { EachVisit } from "@/components/ui/each-visit";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { requirePermission } from "@/lib/auth/viewer";
import { address } from "../../address";
import { createPersonAction } from "../actions";

export const metadata: Metadata = { title: "New person" };

export default function NewPersonPage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "People", href: address("/admin/people") }]}
        title="New person"
        description="They can sign in and ask from the moment they are added."
      />
      <Suspense fallback={<RowsSkeleton />}>
        <NewPerson />
      </Suspense>
    </>
  );
}

async function NewPerson() {
  await requirePermission("manageDirectory");
  return (
    <EachVisit>
      <PersonForm action={createPersonAction} back={address("/admin/people")} />
    </EachVisit>
  );
}
