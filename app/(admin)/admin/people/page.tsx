import { Plus, Upload } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { PersonTable } from "@/components/admin/person-table";
import { buttonClass } from "@/components/ui/button-class";
import { PageHeader } from "@/components/ui/page-header";
import { RowsSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { listPeople } from "@/lib/queries/admin/people";
import { address } from "../address";
import { SearchedList } from "../searched-list";

export const metadata: Metadata = { title: "People" };

type Props = PageProps<"/admin/people">;

export default function PeoplePage({ searchParams }: Props) {
  return (
    <>
      <PageHeader
        title="People"
        description="Everybody in the directory, guests and those who have left included."
        actions={
          <Suspense>
            <NewPerson />
          </Suspense>
        }
      />
      <Suspense fallback={<RowsSkeleton />}>
        <People searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function NewPerson() {
  const viewer = await requirePermission("viewEverything");
  if (!may(viewer, "manageDirectory")) return null;
  return (
    <>
      <Link href={address("/admin/people/import")} className={buttonClass({ variant: "outline" })}>
        <Upload aria-hidden className="size-4" />
        Import
      </Link>
      <Link href={address("/admin/people/new")} className={buttonClass({ variant: "primary" })}>
        <Plus aria-hidden className="size-4" />
        New person
      </Link>
    </>
  );
}

async function People({ searchParams }: Pick<Props, "searchParams">) {
  await requirePermission("viewEverything");
  return (
    <SearchedList
      what="people"
      path="/admin/people"
      params={await searchParams}
      label="Search people"
      placeholder="Name, e-mail, job title or department"
      read={listPeople}
      table={PersonTable}
    />
  );
}
