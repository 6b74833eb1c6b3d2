import {
  Ban,
  Bell,
  CalendarClock,
  Check,
  CircleAlert,
  CircleCheck,
  Clock,
  CornerUpRight,
  HourglassIcon,
  KeyRound,
  type LucideIcon,
  MessageCircleQuestionMark,
  MessageCircleReply,
  Pencil,
  RotateCw,
  Send,
  Trash2,
  TriangleAlert,
  Undo2,
  UserRoundPlus,
  X,
} from "lucide-react";
import type { ReactNode } from "react";
import { deliveryProblemText } from "@/components/assignment/delivery-words";
import { anyOf } from "@/components/person/people-names";
import { Time } from "@/components/ui/time";
import { Quote, type TimelineTone } from "@/components/ui/timeline";
import type { ApproverCapacity } from "@/lib/engine/approval/stage";
import type { RequestEventKind } from "@/lib/engine/request/events";
import { intentOf, type RequestIntent } from "@/lib/engine/request/states";
import type { PeopleView } from "@/lib/views/people";
import type { StageView } from "@/lib/views/requests";
import { capitalized, type RequestStory, stageName } from "./request-story";
import type { FactGroup } from "./timeline-groups";

type Telling = { icon: LucideIcon; tone?: TimelineTone; title: ReactNode; body?: ReactNode };
type Teller = (group: FactGroup, story: RequestStory) => Telling;

const capacities = {
  primary: null,
  fallback: "in place of somebody who could not be asked",
  added: "as an approver added later",
  alternate: "as an alternate",
  alternateFallback: "in place of an alternate",
} as const satisfies Record<ApproverCapacity, string | null>;

const who = (name: string | null) => name ?? "An approver";

const stageOf = ({ first }: FactGroup, { stages }: RequestStory): StageView | undefined =>
  stages.find((stage) => stage.index === first.stage);

const nameOf = ({ first }: FactGroup, { stages }: RequestStory) => stageName(first.stage ?? 0, stages.length);

const asked = (people: PeopleView | null | undefined): string | null =>
  people && people.people.length > 0 ? anyOf(people) : null;

const decided =
  (verb: string, icon: LucideIcon, tone: TimelineTone, ending: string): Teller =>
  (group, story) => {
    const { actor, delegator, capacity, reason } = group.first;
    const as = capacity && capacities[capacity];
    return {
      icon,
      tone,
      title: `${who(actor)} ${verb} ${nameOf(group, story)}${delegator ? ` for ${delegator}` : ""}${as ? ` ${as}` : ""}${ending}`,
      body: reason && <Quote>{reason}</Quote>,
    };
  };

const roles =
  (one: string, many: (count: number) => string, icon: LucideIcon, tone: TimelineTone, note?: string): Teller =>
  ({ entries }) => {
    const names = entries.map(({ role, wasHeldBefore }) =>
      wasHeldBefore ? `${role ?? "a role"} (held before already; it ends with this access)` : (role ?? "a role"),
    );
    if (names.length === 1) return { icon, tone, title: `${one}: ${names[0]}`, body: note };
    return {
      icon,
      tone,
      title: many(names.length),
      body: (
        <>
          {note}
          <ul className="list-disc ps-4.5">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      ),
    };
  };

const submissions = {
  add: (actor, target) => (actor === target ? `${target} asked for this` : `${actor} asked for ${target}`),
  update: (actor, target) =>
    actor === target ? `${target} asked for a later end` : `${actor} asked for a change of the access of ${target}`,
  remove: (actor) => `${actor} asked for the removal`,
} as const satisfies Record<RequestIntent, (actor: string, target: string) => string>;

const deliveries = {
  add: "Delivery started",
  update: "The change takes effect",
  remove: "Taking the roles back started",
} as const satisfies Record<RequestIntent, string>;

/** How each kind of fact is told. */
export const tellers: Record<RequestEventKind, Teller> = {
  requestSubmitted: ({ first }, { targetName, type }) => ({
    icon: Send,
    title: submissions[intentOf(type)](first.actor ?? "The portal", targetName),
  }),
  requestAutoApproved: ({ first }) =>
    first.reason
      ? {
          icon: Check,
          tone: "warning",
          title: `${who(first.actor)} left the approval out`,
          body: <Quote>{first.reason}</Quote>,
        }
      : { icon: Check, tone: "good", title: "No approval is needed for this" },
  stageStarted: (group, story) => {
    const stage = stageOf(group, story);
    const isActive = stage?.state === "active";
    const title = story.stages.length === 1 ? "The approval started" : `${capitalized(nameOf(group, story))} started`;
    if (isActive && !stage.isSomebodyAble) {
      const body = "Nobody is able to decide; the package’s administrators were told.";
      return { icon: TriangleAlert, tone: "warning", title, body };
    }
    return {
      icon: Clock,
      tone: isActive ? "waiting" : "neutral",
      title,
      body: (
        <>
          Asked {asked(stage?.approvers) ?? "the approvers"} to decide
          {group.first.until && (
            <>
              {" "}
              by <Time at={group.first.until.toISOString()} format="dateTime" />
            </>
          )}
          .
        </>
      ),
    };
  },
  stageForwarded: (group, story) => {
    const { alternates = null } = stageOf(group, story) ?? {};
    const people = asked(alternates);
    if (alternates && !people) {
      return {
        icon: CornerUpRight,
        tone: "warning",
        title: "Forwarding found nobody else",
        body: "The deadline stays.",
      };
    }
    return {
      icon: CornerUpRight,
      tone: "waiting",
      title: `Forwarded to ${people ?? "the alternate approvers"}`,
      body: "Nobody had decided. From now on either side may.",
    };
  },
  fallbacksActivated: (group, story) => ({
    icon: UserRoundPlus,
    tone: "waiting",
    title: `Fallback approvers stepped in for ${nameOf(group, story)}`,
    body: "Nobody was left who could decide. The deadline stays the same.",
  }),
  approverAdded: (group, story) => ({
    icon: UserRoundPlus,
    tone: "waiting",
    title: `${who(group.first.actor)} added an approver to ${nameOf(group, story)}`,
    body: group.first.reason && <Quote>{group.first.reason}</Quote>,
  }),
  informationAsked: ({ first }) => ({
    icon: MessageCircleQuestionMark,
    tone: "waiting",
    title: `${who(first.actor)} asked a question`,
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
  answersEdited: ({ first }) => ({ icon: Pencil, title: `${who(first.actor)} corrected the answers` }),
  callbackAwaited: () => ({ icon: Clock, tone: "waiting", title: "Waiting for information" }),
  callbackReceived: ({ first }) => ({
    icon: CornerUpRight,
    title: "The process continues",
    body: first.words && <Quote>{first.words}</Quote>,
  }),
  processExpired: () => ({ icon: CircleAlert, tone: "bad", title: "The process expired; the request ended" }),
  approvalRevoked: (group, story) => ({
    icon: Undo2,
    tone: "bad",
    title: `${who(group.first.actor)} took back the approval of ${nameOf(group, story)}`,
    body: group.first.reason && <Quote>{group.first.reason}</Quote>,
  }),
  stageApproved: decided("approved", Check, "good", ""),
  stageDenied: decided("denied", X, "bad", "; the request ended"),
  stageTimedOut: (group, story) => ({
    icon: HourglassIcon,
    tone: "neutral",
    title: `Nobody decided ${nameOf(group, story)} in time; the request expired`,
  }),
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
  deliveryStarted: ({ first }, { type }) => ({
    icon: KeyRound,
    tone: "working",
    title: type === "systemUpdate" ? "Delivery started again" : deliveries[intentOf(type)],
    body:
      intentOf(type) === "add" &&
      (first.until ? (
        <>
          Access runs until <Time at={first.until.toISOString()} format="dateTime" />.
        </>
      ) : (
        "Access has no end date."
      )),
  }),
  roleGranted: roles("Granted", (count) => `${count} roles granted`, Check, "good"),
  roleRevoked: roles("Taken back", (count) => `${count} roles taken back`, Undo2, "neutral"),
  roleKept: roles(
    "Kept",
    (count) => `${count} roles kept`,
    KeyRound,
    "neutral",
    "Another package still gives the same access.",
  ),
  roleFailed: ({ first, entries }, { timeline }) => {
    const last = entries.at(-1) ?? first;
    const role = first.role ?? "A role";
    const isLatest = timeline.at(-1)?.id === last.id;
    return {
      icon: last.until ? RotateCw : CircleAlert,
      tone: last.until ? "warning" : "bad",
      title: entries.length === 1 ? `${role} could not be granted` : `${role}: ${entries.length} attempts failed`,
      body: (
        <>
          {last.reason && `${capitalized(deliveryProblemText(last.reason))}. `}
          {!last.until && "It is not tried again on its own."}
          {last.until && !isLatest && "It was tried again."}
          {last.until && isLatest && (
            <>
              Next attempt <Time at={last.until.toISOString()} />.
            </>
          )}
        </>
      ),
    };
  },
  assignmentEnded: ({ first }, { targetName }) => ({
    icon: Undo2,
    title: first.actor ? `${first.actor} ended the access` : `${targetName}’s access ended`,
  }),
  assignmentUpdated: ({ first }) => ({
    icon: CalendarClock,
    tone: "good",
    title: "The access has another end",
    body: first.until ? (
      <>
        It runs until <Time at={first.until.toISOString()} format="dateTime" />.
      </>
    ) : (
      "It has no end date any more."
    ),
  }),
  endAnnounced: ({ first }, { targetName }) => ({
    icon: Bell,
    title: `${targetName} was told that the access ends soon`,
    body: first.reason,
  }),
  reprocessStarted: ({ first }) => ({ icon: RotateCw, title: `${first.actor ?? "The portal"} had it delivered again` }),
  requestDeleted: ({ first }) => ({
    icon: Trash2,
    title: `${first.actor ?? "The portal"} removed this from the lists`,
  }),
  deliveryFinished: ({ first }, { type }) => {
    if (intentOf(type) === "remove") return { icon: CircleCheck, title: "Nothing of this access is left" };
    if (intentOf(type) === "update" && first.newState === "delivered") {
      return { icon: CircleCheck, tone: "good", title: "The change is in force" };
    }
    if (first.newState === "delivered") return { icon: CircleCheck, tone: "good", title: "Everything is set up" };
    return {
      icon: CircleAlert,
      tone: "bad",
      title: first.newState === "partiallyDelivered" ? "Only part of it could be set up" : "Nothing could be set up",
      body: "The package’s administrators were told.",
    };
  },
};
