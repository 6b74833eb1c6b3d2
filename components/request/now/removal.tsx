import { factOf, type RequestStory } from "@/components/request/request-story";
import { on } from "./words";

/** Access that is taken back: it has ended already, its roles follow. */
export function Removal({ story }: { story: RequestStory }) {
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
