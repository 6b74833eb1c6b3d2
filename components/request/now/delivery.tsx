import { deliveryProblemText } from "@/components/assignment/delivery-words";
import { factOf, type RequestStory } from "@/components/request/request-story";
import { named, on } from "./words";

export function Scheduled({ story }: { story: RequestStory }) {
  const startAt = factOf(story.timeline, "requestScheduled")?.until;
  return (
    <>
      Approved. {story.isForReader ? "Your access" : `${story.targetName}’s access`} starts{" "}
      {startAt ? <>on {on(startAt, "dateTime")}</> : "on the day asked for"}; nothing more is needed.
    </>
  );
}

export function Delivering({ story }: { story: RequestStory }) {
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

export function Delivered({ story }: { story: RequestStory }) {
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

export function NotDelivered({ story }: { story: RequestStory }) {
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
