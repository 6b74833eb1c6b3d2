import { KeyRound, Send, TriangleAlert, UserRoundCheck } from "lucide-react";
import type { ReactNode } from "react";
import { PeopleNames } from "@/components/person/people-names";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { PolicyPreview, StagePreview } from "@/lib/views/packages";
import { AccessLength } from "./access-length";

const days = (amount: number) => (amount === 1 ? "1 day" : `${amount} days`);

export type DecisionPathProps = {
  policy: Pick<PolicyPreview, "displayName" | "stages" | "isApprovalRequired">;
  /** What the last approval leads to: a TimelineItem. */
  outcome: ReactNode;
};

/** What would happen to a request under one policy: every stage with its people and its clock, then what it is for. */
export function DecisionPath({ policy: { displayName, stages, isApprovalRequired }, outcome }: DecisionPathProps) {
  return (
    <>
      <Timeline label={`What happens to a request under ${displayName}`}>
        <TimelineItem icon={Send} tone="ahead" title="You send the request">
          {isApprovalRequired ? null : "Nobody has to approve it."}
        </TimelineItem>
        {stages.map((stage) => (
          <StageStep key={stage.index} stage={stage} count={stages.length} />
        ))}
        {outcome}
      </Timeline>
      {isApprovalRequired && (
        <p className="mt-4 border-t border-separator pt-3 text-sm leading-5 text-muted">
          A denial ends the request, and so does a stage that nobody decides in its time. You can ask again afterwards.
        </p>
      )}
    </>
  );
}

type AccessDeliveredProps = { policy: Pick<PolicyPreview, "isApprovalRequired" | "endIfGrantedNow" | "expiration"> };

/** The end of the path of a request for new access. */
export function AccessDelivered({ policy: { isApprovalRequired, endIfGrantedNow, expiration } }: AccessDeliveredProps) {
  return (
    <TimelineItem icon={KeyRound} tone="ahead" title="Access is delivered">
      <p>{isApprovalRequired ? "Right after the last approval." : "At once."}</p>
      <p>
        <AccessLength expiration={expiration} />
        {endIfGrantedNow && expiration.type !== "afterDateTime" && (
          <>
            : until <Time at={endIfGrantedNow.toISOString()} format="date" /> if it started today
          </>
        )}
        .
      </p>
    </TimelineItem>
  );
}

function StageStep({ stage, count }: { stage: StagePreview; count: number }) {
  const { approvers, alternates, durationDays, forwardAfterDays } = stage;
  const title = count === 1 ? "Approval" : `Stage ${stage.index + 1} of ${count}`;
  if (!stage.isSomebodyAble) {
    return (
      <TimelineItem icon={TriangleAlert} tone="warning" title={`${title}: nobody can decide at present`}>
        <p>
          Your request would wait, and lapse after {days(durationDays)} unless an approver is appointed. The package's
          administrators are told.
        </p>
      </TimelineItem>
    );
  }
  const several = approvers !== null && approvers.people.length + approvers.more > 1;
  return (
    <TimelineItem icon={UserRoundCheck} tone="ahead" title={title}>
      <div className="flex flex-col gap-1.5 leading-5">
        {approvers && <PeopleNames people={approvers} />}
        <p>
          {approvers === null && "The approvers of this package are asked. "}
          {stage.usesFallback && "In place of somebody who cannot be asked. "}
          {several ? "One of them decides" : "Decides"} within {days(durationDays)}
          {stage.index === 0 && (
            <>
              {" "}
              (until <Time at={stage.deadlineAt.toISOString()} format="date" /> if you ask now)
            </>
          )}
          {forwardAfterDays === null ? "." : `; after ${days(forwardAfterDays)} of silence also`}
          {forwardAfterDays !== null && alternates === null && " the alternates."}
          {forwardAfterDays !== null && alternates?.people.length === 0 && " an alternate, if one is found by then."}
        </p>
        {forwardAfterDays !== null && alternates && alternates.people.length > 0 && <PeopleNames people={alternates} />}
        {stage.delegations.map(({ delegate, delegator }) => (
          <p key={`${delegate} for ${delegator}`}>
            {delegate} decides in place of {delegator} at present.
          </p>
        ))}
      </div>
    </TimelineItem>
  );
}
