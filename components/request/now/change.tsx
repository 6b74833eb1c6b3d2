import { factOf, type RequestStory } from "@/components/request/request-story";
import { CanceledBy, Denied } from "./closing";
import { Waiting } from "./waiting";
import { named, on } from "./words";

/** A change of access that is there: another end, if it is approved. */
export function Change({ story }: { story: RequestStory }) {
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
