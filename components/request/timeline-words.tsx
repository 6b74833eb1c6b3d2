import {
  Ban,
  CalendarClock,
  Check,
  CircleAlert,
  CircleCheck,
  Clock,
  CornerUpRight,
  HourglassIcon,
  KeyRound,
  type LucideIcon,
  RotateCw,
  Send,
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
import type { PeopleView } from "@/lib/views/people";
import type { StageView } from "@/lib/views/requests";
import { capitalized, type RequestStory, stageName } from "./request-story";
import type { FactGroup } from "./timeline-groups";

type Telling = { icon: LucideIcon; tone?: TimelineTone; title: ReactNode; body?: ReactNode };
type Teller = (group: FactGroup, story: RequestStory) => Telling;

const capacities = {
  primary: null,
  fallback: "in place of somebody who could not be asked",
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
    const { actor, capacity, reason } = group.first;
    const as = capacity && capacities[capacity];
    return {
      icon,
      tone,
      title: `${who(actor)} ${verb} ${nameOf(group, story)}${as ? ` ${as}` : ""}${ending}`,
      body: reason && <Quote>{reason}</Quote>,
    };
  };

const roles =
  (one: string, many: (count: number) => string, icon: LucideIcon, tone: TimelineTone, note?: string): Teller =>
  ({ entries }) => {
    const names = entries.map((entry) => entry.role ?? "a role");
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

/** How each kind of fact is told. */
export const tellers: Record<RequestEventKind, Teller> = {
  requestSubmitted: ({ first }, { targetName, type }) => ({
    icon: Send,
    title:
      type === "userAdd"
        ? first.actor === targetName
          ? `${targetName} asked for this`
          : `${first.actor ?? "The portal"} asked for ${targetName}`
        : `${first.actor ?? "The portal"} asked for the removal`,
  }),
  requestAutoApproved: () => ({ icon: Check, tone: "good", title: "No approval is needed for this" }),
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
  stageApproved: decided("approved", Check, "good", ""),
  stageDenied: decided("denied", X, "bad", "; the request ended"),
  stageTimedOut: (group, story) => ({
    icon: HourglassIcon,
    tone: "neutral",
    title: `Nobody decided ${nameOf(group, story)} in time; the request expired`,
  }),
  requestDenied: ({ first }) =>
    first.subStatus === "conflict"
      ? {
          icon: Ban,
          tone: "bad",
          title: `Stopped by a conflict${first.conflicts.length > 0 ? ` with ${first.conflicts.join(", ")}` : ""}`,
          body: "Nobody may hold both at the same time, so nothing was delivered.",
        }
      : { icon: CalendarClock, tone: "neutral", title: "The requested period was over; the request ended" },
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
    title: type === "userAdd" ? "Delivery started" : "Taking the roles back started",
    body:
      type === "userAdd" &&
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
  deliveryFinished: ({ first }, { type }) => {
    if (type !== "userAdd") return { icon: CircleCheck, title: "Nothing of this access is left" };
    if (first.newState === "delivered") return { icon: CircleCheck, tone: "good", title: "Everything is set up" };
    return {
      icon: CircleAlert,
      tone: "bad",
      title: first.newState === "partiallyDelivered" ? "Only part of it could be set up" : "Nothing could be set up",
      body: "The package’s administrators were told.",
    };
  },
};
