import { Ban, Check, Clock, HourglassIcon, type LucideIcon, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { anyOf, PeopleNames } from "@/components/person/people-names";
import { StateChip, type StateTone } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import { Quote, Timeline, TimelineItem, type TimelineTone } from "@/components/ui/timeline";
import type { ApproverCapacity } from "@/lib/engine/approval/stage";
import type { StageView } from "@/lib/views/requests";

type Look = { icon: LucideIcon; mark: TimelineTone; chip: StateTone; text: string };

const looks: Record<StageView["state"], Look> = {
  notStarted: { icon: Clock, mark: "ahead", chip: "neutral", text: "To come" },
  active: { icon: Clock, mark: "waiting", chip: "waiting", text: "Waiting for a decision" },
  approved: { icon: Check, mark: "good", chip: "good", text: "Approved" },
  denied: { icon: X, mark: "bad", chip: "bad", text: "Denied" },
  timedOut: { icon: HourglassIcon, mark: "neutral", chip: "neutral", text: "Expired" },
  closed: { icon: Ban, mark: "neutral", chip: "neutral", text: "Closed undecided" },
};

const nobody: Look = { icon: TriangleAlert, mark: "warning", chip: "warning", text: "Nobody can decide" };

const days = (amount: number) => (amount === 1 ? "1 day" : `${amount} days`);

export type StagePlanProps = {
  stages: readonly StageView[];
  /** ASK-2: a question waits, so the clock of the running stage stands still. */
  isPaused?: boolean;
  /** What follows the last stage, e.g. the delivery. */
  after?: ReactNode;
};

/** The stages of one request: decided, waiting and to come, each with its people and its clock. */
export function StagePlan({ stages, isPaused = false, after }: StagePlanProps) {
  return (
    <Timeline label="Stages of approval">
      {stages.map((stage) => (
        <Stage key={stage.index} stage={stage} count={stages.length} isPaused={isPaused} />
      ))}
      {after}
    </Timeline>
  );
}

function Stage({ stage, count, isPaused }: { stage: StageView; count: number; isPaused: boolean }) {
  const look = stage.state === "active" && !stage.isSomebodyAble ? nobody : looks[stage.state];
  return (
    <TimelineItem
      icon={look.icon}
      tone={look.mark}
      title={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          {count === 1 ? "Approval" : `Stage ${stage.index + 1} of ${count}`}
          <StateChip tone={look.chip}>{look.text}</StateChip>
        </span>
      }
    >
      <div className="flex flex-col gap-2">
        {stage.decision ? <Decision decision={stage.decision} /> : <Undecided stage={stage} isPaused={isPaused} />}
      </div>
    </TimelineItem>
  );
}

const capacities = {
  primary: null,
  fallback: "as a fallback approver",
  added: "as an approver added later",
  alternate: "as an alternate approver",
  alternateFallback: "as a fallback for an alternate",
} as const satisfies Record<ApproverCapacity, string | null>;

function Decision({ decision }: { decision: NonNullable<StageView["decision"]> }) {
  const as = capacities[decision.capacity];
  return (
    <div>
      <p>
        {decision.verdict === "approve" ? "Approved" : "Denied"} by{" "}
        <span className="font-medium text-foreground">{decision.by ?? "an approver"}</span>
        {decision.delegator && ` for ${decision.delegator}`}
        {as && ` ${as}`} on <Time at={decision.at.toISOString()} format="dateTime" />
      </p>
      {decision.reason && <Quote>{decision.reason}</Quote>}
    </div>
  );
}

/** A stage that waits, is to come, or closed without a decision: who is or was asked, and until when. */
function Undecided({ stage, isPaused }: { stage: StageView; isPaused: boolean }) {
  const { approvers, state } = stage;
  const isSomebody = approvers !== null && approvers.people.length > 0;
  return (
    <>
      {isSomebody && <PeopleNames people={approvers} />}
      {approvers === null && stage.isSomebodyAble && <p>The approvers of this package are asked.</p>}
      {!stage.isSomebodyAble && (state === "active" || state === "notStarted") && (
        <p>Nobody is able to decide this as things stand. The package’s administrators can appoint somebody.</p>
      )}
      {stage.usesFallback && <p>Fallback: the person who would be asked first cannot be.</p>}
      {isPaused && state === "active" ? (
        <p>A question waits for its answer; until then the clock stands still.</p>
      ) : (
        <Clocks stage={stage} several={isSomebody && approvers.people.length + approvers.more > 1} />
      )}
    </>
  );
}

function Clocks({ stage, several }: { stage: StageView; several: boolean }) {
  const { deadlineAt, state } = stage;
  if (state === "notStarted") {
    return (
      <p>
        {several ? "One of them decides" : "Decides"} within {days(stage.durationDays)} once the stage before is
        approved.
      </p>
    );
  }
  if (!deadlineAt) return null;
  if (state !== "active") {
    return (
      <p>
        {state === "timedOut" ? "Nobody decided by " : "It would have run until "}
        <Time at={deadlineAt.toISOString()} format="dateTime" />.
      </p>
    );
  }
  return (
    <>
      <p>
        {stage.isSomebodyAble && (several ? "One of them decides by " : "Decides by ")}
        {!stage.isSomebodyAble && "The request waits until "}
        <Time at={deadlineAt.toISOString()} format="dateTime" className="text-foreground" /> (
        <Time at={deadlineAt.toISOString()} />
        ); {stage.isSomebodyAble ? "otherwise the request" : "then it"} expires.
      </p>
      <Forwarding stage={stage} />
    </>
  );
}

function Forwarding({ stage }: { stage: StageView }) {
  const { forwardAt, forwardedAt, alternates } = stage;
  const at = forwardedAt ?? forwardAt;
  if (!at) return null;
  const many = alternates !== null && alternates.people.length > 2;
  const whom =
    alternates === null ? "the alternate approvers" : alternates.people.length > 0 ? anyOf(alternates) : null;
  if (whom === null) {
    return <p>{forwardedAt ? "Forwarding found nobody else." : "Nobody else can be found for the forwarding."}</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      <p>
        {forwardedAt ? "Forwarded on " : "If nobody has decided, also sent on "}
        <Time at={at.toISOString()} format="dateTime" />
        {many ? (
          " to"
        ) : (
          <>
            {" "}
            to <span className="font-medium text-foreground">{whom}</span>
          </>
        )}
        {!many && (forwardedAt ? ", who may decide as well." : ".")}
      </p>
      {many && alternates && <PeopleNames people={alternates} />}
    </div>
  );
}
