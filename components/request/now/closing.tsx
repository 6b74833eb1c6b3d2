import { factOf, lastDecisionOf, type RequestStory, stageName } from "@/components/request/request-story";
import { named, on } from "./words";

/** Why there will be no access, and whether asking again makes sense. */
export function Denied({ story }: { story: RequestStory }) {
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

export function CanceledBy({ story }: { story: RequestStory }) {
  const fact = factOf(story.timeline, "requestCanceled");
  return (
    <>
      Canceled{fact?.actor && <> by {named(fact.actor)}</>}
      {fact && <> on {on(fact.at)}</>}.
    </>
  );
}
