import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ApprovalDetail } from "@/components/approval/approval-detail";
import { HeaderSkeleton, PanelSkeleton } from "@/components/ui/skeletons";
import { readerLanguage } from "@/lib/auth/reader-language";
import { requireViewer } from "@/lib/auth/viewer";
import { listEditableAnswers } from "@/lib/queries/answer-edit";
import { getApproval } from "@/lib/queries/approval-detail";
import { askRequestorAction, correctAnswersAction, takeBackApprovalAction } from "../actions";

export const metadata: Metadata = { title: "Approval" };

type Props = PageProps<"/approvals/[requestId]">;

export default function ApprovalPage(props: Props) {
  return (
    <Suspense
      fallback={
        <>
          <HeaderSkeleton />
          <PanelSkeleton label="Loading the request" lines={6} />
        </>
      }
    >
      <Approval {...props} />
    </Suspense>
  );
}

async function Approval({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const [{ requestId }, { tab }] = await Promise.all([params, searchParams]);
  const [approval, editable] = await Promise.all([
    getApproval(viewer, requestId),
    listEditableAnswers(viewer, requestId, await readerLanguage()),
  ]);
  if (!approval) notFound();
  const back =
    tab === "history"
      ? ({ href: "/approvals?tab=history", label: "Back to the history", isAlwaysShown: true } as const)
      : ({ href: "/approvals", label: "Back to the inbox", isAlwaysShown: false } as const);
  return (
    <ApprovalDetail
      approval={approval}
      back={back}
      editable={editable}
      ask={askRequestorAction}
      correct={correctAnswersAction}
      takeBack={takeBackApprovalAction}
    />
  );
}
