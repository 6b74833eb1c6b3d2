import { Ban, CalendarClock, Check, HourglassIcon, Send, Trash2, Undo2, X } from "lucide-react";
import { Time } from "@/components/ui/time";
import { Quote } from "@/components/ui/timeline";
import { intentOf, type RequestIntent } from "@/lib/engine/request/states";
import { approver, type Tellers } from "./telling";

const submissions = {
  add: (actor, target) => (actor === target ? `${target} asked for this` : `${actor} asked for this for ${target}`),
  update: (actor, target) =>
    actor === target ? `${target} asked for a later end` : `${actor} asked for a change of the access of ${target}`,
  remove: (actor) => `${actor} asked for the removal`,
} as const satisfies Record<RequestIntent, (actor: string, target: string) => string>;

/** REQ-10: an administrator has it delivered again (ASN-33), or the package gives other roles than before (ASN-28). */
const again = (actor: string | null): string =>
  actor ? `${actor} had it delivered again` : "What the package gives has changed";

/** The request itself: how it came, and how it was closed without a stage deciding it. */
export const requestFacts = {
  requestSubmitted: ({ first }, { targetName, type }) => ({
    icon: Send,
    title:
      type === "systemUpdate"
        ? again(first.actor)
        : submissions[intentOf(type)](first.actor ?? "The portal", targetName),
  }),
  requestAutoApproved: ({ first }) =>
    first.reason
      ? {
          icon: Check,
          tone: "warning",
          title: `${approver(first.actor)} left the approval out`,
          body: <Quote>{first.reason}</Quote>,
        }
      : { icon: Check, tone: "good", title: "No approval is needed for this" },
  requestDenied: ({ first }) => {
    switch (first.subStatus) {
      case "conflict":
        return {
          icon: Ban,
          tone: "bad",
          title: `Stopped by a conflict${first.conflicts.length > 0 ? ` with ${first.conflicts.join(", ")}` : ""}`,
          body: "Nobody may hold both at the same time, so nothing was delivered.",
        };
      case "unanswered":
        return { icon: HourglassIcon, title: "Nobody answered the question in time; the request ended" };
      case "deniedByExtension":
        return { icon: X, tone: "bad", title: "A check outside the portal said no; the request ended" };
      default:
        return { icon: CalendarClock, tone: "neutral", title: "The requested period was over; the request ended" };
    }
  },
  requestScheduled: ({ first }) => ({
    icon: CalendarClock,
    tone: "waiting",
    title: "Approved and scheduled",
    body: first.until && (
      <>
        Access starts on <Time at={first.until.toISOString()} format="dateTime" />.
      </>
    ),
  }),
  requestCanceled: ({ first }) => ({
    icon: Undo2,
    title: `${first.actor ?? "The portal"} canceled the request`,
    body: first.reason && <Quote>{first.reason}</Quote>,
  }),
  requestDeleted: ({ first }) => ({
    icon: Trash2,
    title: `${first.actor ?? "The portal"} removed this from the lists`,
  }),
} as const satisfies Tellers;
