import { isOpen, type RequestState, type RequestSubStatus, type RequestType } from "@/lib/engine/request/states";
import type { RoleGrantView } from "@/lib/views/access";
import type { PeopleView } from "@/lib/views/people";
import type { RequestView, StageView, TimelineEntry } from "@/lib/views/requests";

/** What the sentence, the plan and the timeline of a request have in common, whoever reads them. */
export type RequestStory = {
  readonly state: RequestState;
  readonly subStatus: RequestSubStatus | null;
  readonly type: RequestType;
  readonly packageName: string;
  readonly targetName: string;
  /** The reader is the one who would hold the access. */
  readonly isForReader: boolean;
  readonly stages: readonly StageView[];
  readonly timeline: readonly TimelineEntry[];
  readonly roles: readonly RoleGrantView[];
  /** Of an extension that waits. */
  readonly extension?: RequestView["extension"];
};

type Decision = NonNullable<StageView["decision"]>;

/** The stage that waits for a decision. */
export const activeStageOf = (stages: readonly StageView[]): StageView | null =>
  stages.find((stage) => stage.state === "active") ?? null;

/** The latest decision, whatever it was. */
export const lastDecisionOf = (stages: readonly StageView[]): { stage: StageView; decision: Decision } | null => {
  const stage = stages.findLast((each) => each.decision !== null);
  return stage?.decision ? { stage, decision: stage.decision } : null;
};

/** The latest fact of a kind. */
export const factOf = (timeline: readonly TimelineEntry[], kind: TimelineEntry["kind"]): TimelineEntry | null =>
  timeline.findLast((entry) => entry.kind === kind) ?? null;

/** Whom the running stage asks now, alternates included once it was forwarded (APP-41); null where nobody is shown. */
export function approversNow({ stages }: Pick<RequestStory, "stages">): PeopleView | null {
  const stage = activeStageOf(stages);
  if (!stage?.approvers) return null;
  const { approvers, alternates, forwardedAt } = stage;
  if (!forwardedAt || !alternates) return approvers;
  const known = new Set(approvers.people.map((person) => person.id));
  return {
    people: [...approvers.people, ...alternates.people.filter((person) => !known.has(person.id))],
    more: approvers.more + alternates.more,
  };
}

/** What a decision is about: "stage 2 of 3", or the whole request where there is but one stage. */
export const stageName = (index: number, count: number): string =>
  count === 1 ? "the request" : `stage ${index + 1} of ${count}`;

export const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase("en") + text.slice(1);

/** The stages of a closed request may have ended without anybody deciding. */
export function stagesTitle({ state, stages }: Pick<RequestStory, "state" | "stages">): string {
  if (isOpen(state)) return "Who decides";
  return lastDecisionOf(stages) ? "Who decided" : "Who was asked";
}
