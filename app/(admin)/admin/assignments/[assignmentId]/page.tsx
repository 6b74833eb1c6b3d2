import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { AssignmentActions } from "@/components/admin/assignment-actions";
import { AssignmentRecord } from "@/components/admin/assignment-record";
import { PageHeader } from "@/components/ui/page-header";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { StateChip } from "@/components/ui/state-chip";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { assignmentStateLabel } from "@/lib/engine/assignment/labels";
import { getAdminAssignment } from "@/lib/queries/admin/assignment";
import { address } from "../../address";
import { deliverAgainAction, removeAssignmentsAction } from "../actions";

type Props = PageProps<"/admin/assignments/[assignmentId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("openAdmin");
  return { viewer, assignment: await getAdminAssignment(viewer, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { assignment } = await load((await params).assignmentId);
  return { title: assignment ? `${assignment.package.displayName} of ${assignment.target.displayName}` : "Not found" };
}

export default function AssignmentPage({ params }: Props) {
  return (
    <Suspense
      fallback={
        <>
          <HeaderSkeleton />
          <PanelSkeleton label="Loading the assignment" lines={6} />
        </>
      }
    >
      <Assignment params={params} />
    </Suspense>
  );
}

async function Assignment({ params }: Pick<Props, "params">) {
  const { viewer, assignment } = await load((await params).assignmentId);
  if (!assignment) notFound();
  const { target, package: of, state } = assignment;
  const { text, tone } = assignmentStateLabel[state];
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Assignments", href: address("/admin/assignments") }]}
        title={`${of.displayName} of ${target.displayName}`}
        aside={<StateChip tone={tone}>{text}</StateChip>}
        actions={
          assignment.mayManage && (
            <AssignmentActions
              assignment={assignment}
              remove={removeAssignmentsAction}
              deliverAgain={deliverAgainAction}
            />
          )
        }
      />
      <AssignmentRecord
        assignment={assignment}
        canOpenPeople={may(viewer, "viewEverything")}
        canReadAudit={may(viewer, "readAudit")}
      />
    </>
  );
}
