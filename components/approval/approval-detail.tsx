import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { RequestNow } from "@/components/request/request-now";
import { RequestStateChip } from "@/components/request/request-state-chip";
import { lastDecisionOf, type RequestStory, stagesTitle } from "@/components/request/request-story";
import { RequestTimeline } from "@/components/request/request-timeline";
import { RequestWords } from "@/components/request/request-words";
import { StagePlan } from "@/components/request/stage-plan";
import { type Fact, Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Avatar } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import { Quote } from "@/components/ui/timeline";
import { isOpen } from "@/lib/engine/request/states";
import type { ApprovalDetail as Approval } from "@/lib/views/approval-detail";
import { AskQuestion, type AskQuestionProps } from "./ask-question";
import { approveConsequence, denyConsequence } from "./consequences";
import { DecideBy } from "./decide-by";
import { DecisionEcho } from "./decision-echo";
import { DecisionPanel } from "./decision-panel";
import { Exchanges } from "./exchanges";
import { ItemBadges } from "./item-badges";
import { NextInInbox } from "./next-in-inbox";
import { TakeBack, type TakeBackProps } from "./take-back";
import { TakenBackBy } from "./taken-back";
import { TargetContext } from "./target-context";
import { WaitingForAnswer } from "./waiting-for-answer";

export type ApprovalDetailProps = {
  approval: Approval;
  back: { href: Route; label: string; isAlwaysShown: boolean };
  ask: AskQuestionProps["action"];
  takeBack: TakeBackProps["action"];
};

/** One request as an approver reads it: who wants what and why, what speaks against it, the decision, the whole story. */
export function ApprovalDetail({ approval, back, ask, takeBack }: ApprovalDetailProps) {
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
        <Heading approval={approval} />
      </div>
      <Warnings approval={approval} />
      <Panel title="What is asked for" description={approval.packageDescription}>
        <div className="flex flex-col gap-5">
          <RequestWords
            justification={approval.justification}
            answers={approval.answers}
            nothing="No justification was given and nothing was asked."
          />
          <Exchanges exchanges={approval.exchanges.filter((exchange) => exchange !== waiting)} />
          <Facts items={factsOf(approval)} />
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
        <Outcome approval={approval} story={story} takeBack={takeBack} />
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

function Heading({ approval }: { approval: Approval }) {
  const { target, item, packageName, requestorName } = approval;
  const detail = [target.jobTitle, target.department].filter(Boolean).join(", ");
  const isOnBehalf = requestorName !== target.displayName;
  return (
    <header className="flex gap-3.5">
      <Avatar name={target.displayName} size="lg" />
      <div className="min-w-0 flex-1">
        <h2 id="approval-title" className="text-xl leading-7 font-semibold tracking-tight text-balance wrap-anywhere">
          {packageName} for {target.displayName}
        </h2>
        <p className="mt-0.5 text-sm text-muted">
          {detail}
          {target.kind === "guest" && `${detail && " · "}Guest, ${target.email}`}
          {target.managerName && ` · reports to ${target.managerName}`}
        </p>
        <p className="text-sm text-muted">
          Sent {isOnBehalf && `by ${requestorName} `}
          <Time at={approval.submittedAt.toISOString()} />
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
          {item ? <DecideBy item={item} isWhole /> : <RequestStateChip request={approval.outcome} />}
          {item && <ItemBadges item={item} />}
        </p>
      </div>
    </header>
  );
}

/** What speaks against an approval (SOD-15, SOD-26). */
function Warnings({ approval }: { approval: Approval }) {
  const { item, conflicts, reverseConflicts, target, packageName } = approval;
  if (!item || (conflicts.length === 0 && reverseConflicts.length === 0)) return null;
  return (
    <div className="flex flex-col gap-3">
      {conflicts.length > 0 && (
        <Notice tone="danger" title={`Conflicts with ${conflicts.join(", ")}`}>
          Nobody may have both at the same time. Even if everybody approves, nothing is delivered while{" "}
          {target.displayName} has {conflicts.length === 1 ? "it" : "any of them"} or is about to get{" "}
          {conflicts.length === 1 ? "it" : "them"}.
        </Notice>
      )}
      {reverseConflicts.length > 0 && (
        <Notice tone="warning" title={`${reverseConflicts.join(", ")} is meant to be held without this`}>
          {target.displayName} holds {reverseConflicts.length === 1 ? "it" : "them"} already. People with {packageName}{" "}
          could not ask for {reverseConflicts.length === 1 ? "it" : "them"}; the other way round it is possible, so the
          decision is yours.
        </Notice>
      )}
    </div>
  );
}

/** "Stage 2 of 3. A reason is needed for either decision." */
function stageDescription({ item }: Approval): string | undefined {
  const stage = item && item.stages > 1 ? `Stage ${item.stage + 1} of ${item.stages}.` : null;
  const reason = item?.isReasonRequired ? "A reason is needed for either decision." : null;
  return [stage, reason].filter(Boolean).join(" ") || undefined;
}

/** A request with nothing left to decide for the reader: what was decided, by whom and why (POR-54). */
function Outcome({
  approval,
  story,
  takeBack,
}: Pick<ApprovalDetailProps, "approval" | "takeBack"> & { story: RequestStory }) {
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

const day = (at: Date) => <Time at={at.toISOString()} format="date" />;

function factsOf(approval: Approval): Fact[] {
  const { extension, requestedStartAt: from, requestedEndAt: to, endIfGrantedNow, item } = approval;
  return [
    {
      label: extension ? "It keeps" : "It grants",
      value:
        approval.resourceRoles.length === 0 ? (
          <span className="text-muted">Nothing yet: the package has no roles.</span>
        ) : (
          <ul className="flex flex-col gap-0.5">
            {approval.resourceRoles.map((role) => (
              <li key={role}>{role}</li>
            ))}
          </ul>
        ),
    },
    ...(extension ? [{ label: "Ends at present", value: extension.endAt ? day(extension.endAt) : "No end date" }] : []),
    {
      label: extension ? "New end asked for" : "Period asked for",
      value:
        from || to ? (
          <>
            {extension ? "" : from ? day(from) : "From the delivery"}{" "}
            {to ? <>to {day(to)}</> : "for as long as allowed"}
          </>
        ) : (
          "As long as the policy allows"
        ),
    },
    ...(item
      ? [
          {
            label: "Would end",
            value: endIfGrantedNow ? <>{day(endIfGrantedNow)}, if the last approval came now</> : "No end date",
          },
        ]
      : []),
  ];
}
