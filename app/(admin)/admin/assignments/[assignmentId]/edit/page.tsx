import { CalendarX } from "lucide-react";
import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { Suspense } from "react";
import { ChangeAssignmentForm } from "@/components/admin/change-assignment-form";
import { EachVisit } from "@/components/ui/each-visit";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/skeletons";
import { mayIn } from "@/lib/auth/permissions";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requirePermission } from "@/lib/auth/viewer";
import { getChangeAssignment } from "@/lib/queries/admin/change-assignment";
import { address } from "../../../address";
import { changeAssignmentAction } from "./actions";

type Props = PageProps<"/admin/assignments/[assignmentId]/edit">;

export const metadata: Metadata = { title: "Change an assignment" };

export default function ChangeAssignmentPage({ params }: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <ChangeAssignment params={params} />
    </Suspense>
  );
}

async function ChangeAssignment({ params }: Pick<Props, "params">) {
  const viewer = await requirePermission("openAdmin");
  const view = await getChangeAssignment(viewer, (await params).assignmentId, await readerLanguage());
  if (!view) notFound();
  if (!mayIn(viewer, "manageAssignments", view.catalogId)) forbidden();
  const name = `${view.package.displayName} of ${view.target.displayName}`;
  const back = address(`/admin/assignments/${view.id}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Assignments", href: address("/admin/assignments") },
          { label: name, href: back },
        ]}
        title={`Change ${name}`}
      />
      {view.hasEnded ? (
        <Empty icon={CalendarX} title="This access has ended" level={2}>
          What is over cannot be changed. The way back is a new assignment or a new request.
        </Empty>
      ) : (
        <EachVisit>
          <ChangeAssignmentForm view={view} action={changeAssignmentAction} back={back} />
        </EachVisit>
      )}
    </>
  );
}
