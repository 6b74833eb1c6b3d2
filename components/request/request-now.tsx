import type { ReactNode } from "react";
import { deliveryProblemText } from "@/components/assignment/delivery-words";
import { anyOf } from "@/components/person/people-names";
import { Time } from "@/components/ui/time";
import { intentOf } from "@/lib/engine/request/states";
import type { StageView } from "@/lib/views/requests";
import { activeStageOf, approversNow, factOf, lastDecisionOf, type RequestStory, stageName } from "./request-story";

const on = (at: Date, format: "date" | "dateTime" | "relative" = "date") => (
  <Time at={at.toISOString()} format={format} className="font-medium text-foreground" />
);

const named = (name: string) => <strong className="font-medium text-foreground">{name}</strong>;

/** What is happening to a request now and by when, in one sentence or two: nobody should have to ask. */
export function RequestNow({ story }: { story: RequestStory }): ReactNode {
  if (intentOf(story.type) === "remove") return <Removal story={story} />;
  if (isChange(story.type)) return <Change story={story} />;
  switch (story.state) {
    case "submitted":
      return "Received. The first step starts in a moment.";
    case "pendingApproval":
      return <Waiting story={story} />;
    case "scheduled":
      return <Scheduled story={story} />;
    case "delivering":
      return <Delivering story={story} />;
    case "delivered":
      return <Delivered story={story} />;
    case "partiallyDelivered":
    case "deliveryFailed":
      return <NotDelivered story={story} />;
    case "denied":
      return <Denied story={story} />;
    case "canceled":
      return <Canceled story={story} />;
  }
}

/** A change of access that is there; delivering it again is told like a delivery. */
const isChange = (type: RequestStory["type"]) => intentOf(type) === "update" && type !== "systemUpdate";

function Change({ story }: { story: RequestStory }) {
  const whose = story.isForReader ? "your access" : `the access of ${story.targetName}`;
  switch (story.state) {
    case "submitted":
    case "pendingApproval":
      return (
        <>
          {story.state === "submitted" ? "Received. " : <Waiting story={story} />} Until it is approved, {whose} ends as
          before{story.extension?.endAt && <>, on {on(story.extension.endAt)}</>}.
        </>
      );
    case "denied":
      if (story.subStatus === "conflict") {
        const denial = factOf(story.timeline, "requestDenied");
        return (
          <>
            It was approved, but at that moment {whose} conflicted with{" "}
            {denial && denial.conflicts.length > 0 ? named(denial.conflicts.join(", ")) : "other access"}. Its end stays
            as it was.
          </>
        );
      }
      return (
        <>
          <Denied story={story} /> The end of {whose} stays as it was.
        </>
      );
    case "canceled":
      return (
        <>
          <CanceledBy story={story} /> The end of {whose} stays as it was.
        </>
      );
    default: {
      const until = factOf(story.timeline, "deliveryStarted")?.until;
      return until ? (
        <>
          Done: {whose} runs until {on(until, "dateTime")}.
        </>
      ) : (
        `Done: ${whose} has no end date any more.`
      );
    }
  }
}

function Waiting({ story }: { story: RequestStory }) {
  const stage = activeStageOf(story.stages);
  if (!stage?.deadlineAt) return "Waiting for the next step to start.";
  if (story.subStatus === "waitingForRequestor") {
    return "An approver asked something first. The clock of the stage stands still until it is answered.";
  }
  const count = story.stages.length;
  const asked = approversNow(story);
  const part = count === 1 ? "to decide" : `to decide ${stageName(stage.index, count)}`;
  if (!stage.isSomebodyAble) {
    return (
      <>
        Nobody is able to decide {stageName(stage.index, count)} at present. The package’s administrators have been
        told. If no approver is appointed, the request expires on {on(stage.deadlineAt)}.
      </>
    );
  }
  return (
    <>
      Waiting for {asked ? named(anyOf(asked)) : "the approvers of this package"} {part} by {on(stage.deadlineAt)} (
      {on(stage.deadlineAt, "relative")}). <Forwarding stage={stage} />
    </>
  );
}

function Forwarding({ stage }: { stage: StageView }) {
  if (stage.forwardedAt) {
    return stage.alternates && stage.alternates.people.length > 0 ? (
      <>
        It was also sent to {anyOf(stage.alternates)} on {on(stage.forwardedAt)}.
      </>
    ) : null;
  }
  if (!stage.forwardAt) return "Without a decision it expires then.";
  const whom = stage.alternates ? anyOf(stage.alternates) : "the alternate approvers";
  return (
    <>
      If nobody has decided by {on(stage.forwardAt)}, it is also sent to {named(whom)}.
    </>
  );
}

function Scheduled({ story }: { story: RequestStory }) {
  const startAt = factOf(story.timeline, "requestScheduled")?.until;
  return (
    <>
      Approved. {story.isForReader ? "Your access" : `${story.targetName}’s access`} starts{" "}
      {startAt ? <>on {on(startAt, "dateTime")}</> : "on the day asked for"}; nothing more is needed.
    </>
  );
}

function Delivering({ story }: { story: RequestStory }) {
  const granted = story.roles.filter((role) => role.state === "granted").length;
  const late = story.roles.find((role) => role.state === "pendingGrant" && role.problem);
  return (
    <>
      Approved. The access is being set up: {granted} of {story.roles.length} roles {granted === 1 ? "is" : "are"}{" "}
      there.
      {late?.problem && (
        <>
          {" "}
          {named(late.label)} has to be tried again because {deliveryProblemText(late.problem)}
          {late.nextAttemptAt && <>; the next attempt is {on(late.nextAttemptAt, "relative")}</>}.
        </>
      )}
    </>
  );
}

function Delivered({ story }: { story: RequestStory }) {
  const started = factOf(story.timeline, "deliveryStarted");
  const finished = factOf(story.timeline, "deliveryFinished");
  const isOver = story.roles.length > 0 && story.roles.every((role) => role.state === "revoked");
  const isEnding = story.roles.some((role) => role.state === "pendingRevoke" || role.state === "revoked");
  const since = finished ?? started;
  return (
    <>
      Delivered{since && <> on {on(since.at)}</>}.{" "}
      {isOver || isEnding
        ? `This access ${isOver ? "has ended since" : "is ending"}${story.isForReader ? "; ask again if you still need it" : ""}.`
        : started?.until
          ? story.isForReader
            ? "You have this access until "
            : `${story.targetName} has this access until `
          : story.isForReader
            ? "You have this access without an end date."
            : `${story.targetName} has this access without an end date.`}
      {!isOver && !isEnding && started?.until && <>{on(started.until)}.</>}
    </>
  );
}

function NotDelivered({ story }: { story: RequestStory }) {
  const failed = story.roles.filter((role) => role.state === "grantFailed");
  const why = failed.find((role) => role.problem)?.problem;
  const all = story.state === "deliveryFailed";
  return (
    <>
      Approved, but {all ? "the access could not be set up" : "not all of it could be set up"}
      {why && <> because {deliveryProblemText(why)}</>}
      {!all && failed.length > 0 && <>: {named(failed.map((role) => role.label).join(", "))} is missing</>}. The
      package’s administrators have been told and can repair it.
    </>
  );
}

function Denied({ story }: { story: RequestStory }) {
  const last = lastDecisionOf(story.stages);
  const denial = factOf(story.timeline, "requestDenied");
  const count = story.stages.length;
  switch (story.subStatus) {
    case "timedOut": {
      const lapsed = story.stages.findLast((stage) => stage.state === "timedOut");
      return (
        <>
          Nobody decided {lapsed ? stageName(lapsed.index, count) : "it"} in time
          {lapsed?.deadlineAt && <>, so the request expired on {on(lapsed.deadlineAt)}</>}. That is not a no
          {story.isForReader ? ": you may ask again." : "."}
        </>
      );
    }
    case "conflict":
      return (
        <>
          It was approved, but at that moment it conflicted with{" "}
          {denial && denial.conflicts.length > 0 ? named(denial.conflicts.join(", ")) : "other access"}. Nobody may have
          both, so nothing was delivered.
          {story.isForReader && " You may ask again once you no longer have the other."}
        </>
      );
    case "invalidSchedule":
      return "The period asked for was over before the request was through, so there was nothing left to deliver.";
    default:
      return (
        <>
          Denied by {last?.decision.by ? named(last.decision.by) : "an approver"}
          {last && <> on {on(last.decision.at)}</>}. {last?.decision.reason ? null : "No reason was given."}
        </>
      );
  }
}

function CanceledBy({ story }: { story: RequestStory }) {
  const fact = factOf(story.timeline, "requestCanceled");
  return (
    <>
      Canceled{fact?.actor && <> by {named(fact.actor)}</>}
      {fact && <> on {on(fact.at)}</>}.
    </>
  );
}

function Canceled({ story }: { story: RequestStory }) {
  return (
    <>
      <CanceledBy story={story} /> Nothing was delivered.
    </>
  );
}

function Removal({ story }: { story: RequestStory }) {
  const whose = story.isForReader ? "Your access" : `${story.targetName}’s access`;
  const finished = factOf(story.timeline, "deliveryFinished");
  if (story.state === "delivered") {
    return (
      <>
        {whose} has ended and every role has been taken back{finished && <>, the last on {on(finished.at)}</>}.
      </>
    );
  }
  if (story.state === "delivering" || story.state === "submitted") {
    return <>{whose} has ended; its roles are being taken back.</>;
  }
  return <>{whose} has ended, but not every role could be taken back. The package’s administrators have been told.</>;
}
