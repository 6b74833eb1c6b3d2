import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { type RequestStory, stagesTitle } from "@/components/request/request-story";
import { RequestTimeline } from "@/components/request/request-timeline";
import { RequestWords } from "@/components/request/request-words";
import { StagePlan } from "@/components/request/stage-plan";
import { Panel } from "@/components/ui/panel";
import { isOpen } from "@/lib/engine/request/states";
import type { ApprovalDetail as Approval } from "@/lib/views/approval-detail";
import { ApprovalFacts } from "./approval-facts";
import { ApprovalHeading } from "./approval-heading";
import { ApprovalOutcome } from "./approval-outcome";
import { AskQuestion, type AskQuestionProps } from "./ask-question";
import { ConflictWarnings } from "./conflict-warnings";
import { approveConsequence, denyConsequence } from "./consequences";
import { CorrectAnswers, type CorrectAnswersProps } from "./correct-answers";
import { DecisionEcho } from "./decision-echo";
import { DecisionPanel } from "./decision-panel";
import { Exchanges } from "./exchanges";
import type { TakeBackProps } from "./take-back";
import { TargetContext } from "./target-context";
import { WaitingForAnswer } from "./waiting-for-answer";

export type ApprovalDetailProps = {
  approval: Approval;
  back: { href: Route; label: string; isAlwaysShown: boolean };
  /** INF-13: the questions whose answers the reader may correct. */
  editable: CorrectAnswersProps["questions"];
  ask: AskQuestionProps["action"];
  correct: CorrectAnswersProps["action"];
  takeBack: TakeBackProps["action"];
};

/** One request as an approver reads it: who wants what and why, what speaks against it, the decision, the whole story. */
export function ApprovalDetail({ approval, back, editable, ask, correct, takeBack }: ApprovalDetailProps) {
  const { item, requestId } = approval;
  const waiting = item?.question?.answeredAt === null ? (approval.exchanges.at(-1) ?? null) : null;
  const story: RequestStory = {
    ...approval.outcome,
    packageName: approval.packageName,
    targetName: approval.target.displayName,
    isForReader: false,
    stages: approval.stages,
    timeline: approval.timeline,
    roles: approval.roles,
    extension: approval.extension,
  };
  return (
    <article aria-labelledby="approval-title" className="flex min-w-0 flex-col gap-5">
      <div>
        <Link
          href={back.href}
          className={`-ms-1 mb-2 inline-flex min-h-10 items-center gap-1.5 rounded-lg px-1 text-sm text-muted hover:text-foreground ${back.isAlwaysShown ? "" : "lg:hidden"}`}
        >
          <ArrowLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
        <ApprovalHeading approval={approval} />
      </div>
      <ConflictWarnings approval={approval} />
      <Panel title="What is asked for" description={approval.packageDescription}>
        <div className="flex flex-col gap-5">
          <RequestWords
            justification={approval.justification}
            answers={approval.answers}
            nothing="No justification was given and nothing was asked."
          />
          {item && editable.length > 0 && (
            <CorrectAnswers
              requestId={requestId}
              stage={item.stage}
              requestorName={item.requestor.displayName}
              questions={editable}
              action={correct}
            />
          )}
          <Exchanges exchanges={approval.exchanges.filter((exchange) => exchange !== waiting)} />
          <ApprovalFacts approval={approval} />
        </div>
      </Panel>
      <DecisionEcho requestId={requestId} />
      {item ? (
        <Panel title="Your decision" description={stageDescription(approval)}>
          {waiting && (
            <WaitingForAnswer requestId={requestId} exchange={waiting} requestorName={item.requestor.displayName} />
          )}
          <DecisionPanel
            key={item.stage}
            item={item}
            approveConsequence={approveConsequence(approval, item)}
            denyConsequence={denyConsequence(approval, item)}
          />
          {approval.asking && <AskQuestion item={item} action={ask} {...approval.asking} />}
        </Panel>
      ) : (
        <ApprovalOutcome approval={approval} story={story} takeBack={takeBack} />
      )}
      <Panel title={`What ${approval.target.displayName} has already`}>
        <TargetContext approval={approval} />
      </Panel>
      <Panel title={stagesTitle(story)} description={`Under the policy ${approval.policyName}`}>
        <StagePlan stages={approval.stages} isPaused={waiting !== null} />
      </Panel>
      <Panel title={isOpen(approval.outcome.state) ? "What happened so far" : "What happened"}>
        <RequestTimeline story={story} />
      </Panel>
    </article>
  );
}

/** "Stage 2 of 3. A reason is needed for either decision." */
function stageDescription({ item }: Approval): string | undefined {
  const stage = item && item.stages > 1 ? `Stage ${item.stage + 1} of ${item.stages}.` : null;
  const reason = item?.isReasonRequired ? "A reason is needed for either decision." : null;
  return [stage, reason].filter(Boolean).join(" ") || undefined;
}
