import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { extendHref } from "@/components/assignment/extend-access";
import { requestFormHref } from "@/components/package/package-href";
import { AnswerQuestion } from "@/components/request/answer-question";
import { CancelRequest } from "@/components/request/cancel-request";
import { RemindApprovers } from "@/components/request/remind-approvers";
import { RequestDetail } from "@/components/request/request-detail";
import { approversNow } from "@/components/request/request-story";
import { buttonClass } from "@/components/ui/button-class";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { requireViewer } from "@/lib/auth/viewer";
import { getRequest } from "@/lib/queries/requests";
import { answerQuestionAction, cancelRequestAction, nudgeApproversAction } from "./actions";

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
      question={
        request.question?.mayAnswer && (
          <AnswerQuestion requestId={request.id} question={request.question} action={answerQuestionAction} />
        )
      }
      actions={
        <>
          {request.askAgain && (
            <Link
              href={
                request.askAgain === "request"
                  ? requestFormHref(request.package.id, {
                      for: request.target.id === viewer.personId ? null : request.target.id,
                      again: request.id,
                    })
                  : extendHref(request.assignmentId)
              }
              className={buttonClass({ variant: "primary" })}
            >
              Ask again
            </Link>
          )}
          {request.reminder && (
            <RemindApprovers
              requestId={request.id}
              packageName={request.package.displayName}
              reminder={request.reminder}
              approvers={approversNow(request)}
              action={nudgeApproversAction}
            />
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
