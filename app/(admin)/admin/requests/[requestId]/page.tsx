import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { RequestActions } from "@/components/admin/request-actions";
import { RequestRecord } from "@/components/admin/request-record";
import { RequestStateChip } from "@/components/request/request-state-chip";
import { PageHeader } from "@/components/ui/page-header";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { may } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/viewer";
import { getAdminRequest } from "@/lib/queries/admin/requests";
import { address } from "../../address";
import { cancelRequestsAction, deleteRequestsAction, reprocessRequestsAction } from "../actions";
import { addApproverAction } from "./actions";

type Props = PageProps<"/admin/requests/[requestId]">;

const load = cache(async (id: string) => {
  const viewer = await requirePermission("openAdmin");
  return { viewer, request: await getAdminRequest(viewer, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { request } = await load((await params).requestId);
  return { title: request ? `${request.package.displayName} for ${request.target.displayName}` : "Not found" };
}

export default function RequestPage({ params }: Props) {
  return (
    <Suspense
      fallback={
        <>
          <HeaderSkeleton />
          <PanelSkeleton label="Loading the request" lines={6} />
        </>
      }
    >
      <Request params={params} />
    </Suspense>
  );
}

async function Request({ params }: Pick<Props, "params">) {
  const { viewer, request } = await load((await params).requestId);
  if (!request) notFound();
  return (
    <>
      <PageHeader
        crumbs={[{ label: "All requests", href: address("/admin/requests") }]}
        title={`${request.package.displayName} for ${request.target.displayName}`}
        aside={<RequestStateChip request={request} />}
        actions={
          request.mayManage && (
            <RequestActions
              request={request}
              cancel={cancelRequestsAction}
              deliverAgain={reprocessRequestsAction}
              remove={deleteRequestsAction}
            />
          )
        }
      />
      <RequestRecord
        request={request}
        canOpenPeople={may(viewer, "viewEverything")}
        canOpenServices={may(viewer, "manageDirectory")}
        canReadAudit={may(viewer, "readAudit")}
        addApprover={addApproverAction}
      />
    </>
  );
}
