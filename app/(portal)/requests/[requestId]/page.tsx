import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { CancelRequest } from "@/components/request/cancel-request";
import { RequestDetail } from "@/components/request/request-detail";
import { buttonClass } from "@/components/ui/button-class";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { getRequest } from "@/lib/queries/requests";
import { cancelRequestAction } from "./actions";

export const metadata: Metadata = { title: "Request" };

type Props = PageProps<"/requests/[requestId]">;

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
  const viewer = await requireViewer();
  const { requestId } = await params;
  const request = await getRequest(viewer, requestId);
  if (!request) notFound();
  return (
    <RequestDetail
      request={request}
      readerId={viewer.personId}
      actions={
        <>
          {request.canAskAgain && (
            <Link
              href={`/packages/${request.package.id}/request` as Route}
              className={buttonClass({ variant: "primary" })}
            >
              Ask again
            </Link>
          )}
          {request.canCancel && (
            <CancelRequest
              requestId={request.id}
              packageName={request.package.displayName}
              targetName={request.target.id === viewer.personId ? null : request.target.displayName}
              isApproved={request.state === "scheduled"}
              action={cancelRequestAction}
            />
          )}
        </>
      }
    />
  );
}
