import {
  Bell,
  CircleAlert,
  Clock,
  CornerUpRight,
  MessageCircleQuestionMark,
  MessageCircleReply,
  Pencil,
} from "lucide-react";
import { Quote } from "@/components/ui/timeline";
import { Corrections } from "./corrections";
import { approver, type Tellers } from "./telling";

/** What people and other systems said to each other while the request waited. */
export const exchangeFacts = {
  informationAsked: ({ first }) => ({
    icon: MessageCircleQuestionMark,
    tone: "waiting",
    title: `${approver(first.actor)} asked a question`,
    body: (
      <>
        {first.words && <Quote>{first.words}</Quote>}
        The clock of the stage stands still until it is answered.
      </>
    ),
  }),
  informationGiven: ({ first }) => ({
    icon: MessageCircleReply,
    title: `${first.actor ?? "The requestor"} answered`,
    body: (
      <>
        {first.words && <Quote>{first.words}</Quote>}
        The clock of the stage goes on.
      </>
    ),
  }),
  approversNudged: ({ first }) => ({ icon: Bell, title: `${first.actor ?? "The requestor"} reminded the approvers` }),
  answersEdited: ({ first }) => ({
    icon: Pencil,
    title: `${approver(first.actor)} corrected ${first.corrections.length === 1 ? "an answer" : "the answers"}`,
    body: first.corrections.length > 0 && <Corrections corrections={first.corrections} />,
  }),
  callbackAwaited: () => ({ icon: Clock, tone: "waiting", title: "Waiting for information" }),
  callbackReceived: ({ first }) => ({
    icon: CornerUpRight,
    title: "The process continues",
    body: first.words && <Quote>{first.words}</Quote>,
  }),
  processExpired: () => ({ icon: CircleAlert, tone: "bad", title: "The process expired; the request ended" }),
} as const satisfies Tellers;
