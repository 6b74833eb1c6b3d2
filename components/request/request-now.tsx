import type { ReactNode } from "react";
import { intentOf } from "@/lib/engine/request/states";
import { Change } from "./now/change";
import { CanceledBy, Denied } from "./now/closing";
import { Delivered, Delivering, NotDelivered, Scheduled } from "./now/delivery";
import { Removal } from "./now/removal";
import { Waiting } from "./now/waiting";
import type { RequestStory } from "./request-story";

/** A change of access that is there; delivering it again is told like a delivery. */
const isChange = (type: RequestStory["type"]) => intentOf(type) === "update" && type !== "systemUpdate";

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
      return (
        <>
          <CanceledBy story={story} /> Nothing was delivered.
        </>
      );
  }
}
