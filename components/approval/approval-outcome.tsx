import { RequestNow } from "@/components/request/request-now";
import { lastDecisionOf, type RequestStory } from "@/components/request/request-story";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Quote } from "@/components/ui/timeline";
import type { ApprovalDetail } from "@/lib/views/approval-detail";
import { NextInInbox } from "./next-in-inbox";
import { TakeBack, type TakeBackProps } from "./take-back";
import { TakenBackBy } from "./taken-back";

export type ApprovalOutcomeProps = { approval: ApprovalDetail; story: RequestStory; takeBack: TakeBackProps["action"] };

/** A request with nothing left to decide for the reader: what was decided, by whom and why (POR-54). */
export function ApprovalOutcome({ approval, story, takeBack }: ApprovalOutcomeProps) {
  const { requestId, revocation, revocableStage, packageName, target } = approval;
  const last = lastDecisionOf(approval.stages);
  const isPending = approval.outcome.state === "pendingApproval";
  const decision = last?.decision;
  const title = decision
    ? `${decision.by ?? "An approver"} ${decision.verdict === "approve" ? "approved" : "denied"} ${approval.stages.length > 1 && last ? `stage ${last.stage.index + 1} of ${approval.stages.length}` : "this request"}`
    : isPending
      ? "There is nothing for you to decide here now"
      : "This was settled without a decision";
  return (
    <Panel title={title} description={decision && <Time at={decision.at.toISOString()} format="dateTime" />}>
      <div className="flex flex-col gap-3 text-sm leading-6">
        {decision &&
          (decision.reason ? <Quote>{decision.reason}</Quote> : <p className="text-muted">No reason was given.</p>)}
        <p className="text-muted">
          <RequestNow story={story} />
        </p>
        {revocation && (
          <div>
            <p className="font-medium text-danger-soft-foreground">
              <TakenBackBy revocation={revocation} />
            </p>
            <Quote>{revocation.reason}</Quote>
          </div>
        )}
        <div className="flex flex-wrap items-center gap-2">
          {revocableStage !== null && (
            <TakeBack
              requestId={requestId}
              stage={revocableStage}
              packageName={packageName}
              targetName={target.displayName}
              action={takeBack}
            />
          )}
          <NextInInbox requestId={requestId} />
        </div>
      </div>
    </Panel>
  );
}
