import {
  Check,
  Clock,
  CornerUpRight,
  HourglassIcon,
  type LucideIcon,
  TriangleAlert,
  Undo2,
  UserRoundPlus,
  X,
} from "lucide-react";
import { anyOf } from "@/components/person/people-names";
import { capitalized, type RequestStory, stageName } from "@/components/request/request-story";
import { Time } from "@/components/ui/time";
import { Quote, type TimelineTone } from "@/components/ui/timeline";
import type { ApproverCapacity } from "@/lib/engine/approval/stage";
import type { PeopleView } from "@/lib/views/people";
import type { StageView } from "@/lib/views/requests";
import type { FactGroup } from "./fact-groups";
import { approver, type Teller, type Tellers } from "./telling";

const capacities = {
  primary: null,
  fallback: "in place of somebody who could not be asked",
  added: "as an approver added later",
  alternate: "as an alternate",
  alternateFallback: "in place of an alternate",
} as const satisfies Record<ApproverCapacity, string | null>;

const stageOf = ({ first }: FactGroup, { stages }: RequestStory): StageView | undefined =>
  stages.find((stage) => stage.index === first.stage);

const nameOf = ({ first }: FactGroup, { stages }: RequestStory) => stageName(first.stage ?? 0, stages.length);

const asked = (people: PeopleView | null | undefined): string | null =>
  people && people.people.length > 0 ? anyOf(people) : null;

/** Whom a stage asked before an administrator added others. */
function atTheStart(stage: StageView | undefined, { timeline }: RequestStory): PeopleView | null {
  if (!stage?.approvers) return null;
  const added = new Set(timeline.flatMap((entry) => (entry.stage === stage.index ? (entry.newcomer?.id ?? []) : [])));
  return { ...stage.approvers, people: stage.approvers.people.filter((person) => !added.has(person.id)) };
}

const decided =
  (verb: string, icon: LucideIcon, tone: TimelineTone, ending: string): Teller =>
  (group, story) => {
    const { actor, delegator, capacity, reason } = group.first;
    const as = capacity && capacities[capacity];
    return {
      icon,
      tone,
      title: `${approver(actor)} ${verb} ${nameOf(group, story)}${delegator ? ` for ${delegator}` : ""}${as ? ` ${as}` : ""}${ending}`,
      body: reason && <Quote>{reason}</Quote>,
    };
  };

/** The stages of the approval: whom they asked, what was decided. */
export const stageFacts = {
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
          Asked {asked(atTheStart(stage, story)) ?? "the approvers"} to decide
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
    title: `${group.first.actor ?? "An administrator"} added ${group.first.newcomer?.displayName ?? "somebody"} to the approvers of ${nameOf(group, story)}`,
    body: group.first.reason && <Quote>{group.first.reason}</Quote>,
  }),
  approvalRevoked: (group, story) => ({
    icon: Undo2,
    tone: "bad",
    title: `${approver(group.first.actor)} took back the approval of ${nameOf(group, story)}`,
    body: group.first.reason && <Quote>{group.first.reason}</Quote>,
  }),
  stageApproved: decided("approved", Check, "good", ""),
  stageDenied: decided("denied", X, "bad", "; the request ended"),
  stageTimedOut: (group, story) => ({
    icon: HourglassIcon,
    tone: "neutral",
    title: `Nobody decided ${nameOf(group, story)} in time; the request expired`,
  }),
} as const satisfies Tellers;
