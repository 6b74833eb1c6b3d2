import { alternateApprovers, partiesOf } from "@/lib/engine/approval/approvers";
import { invariant } from "@/lib/engine/invariant";
import { isDue } from "@/lib/engine/time";
import { type AdvanceFacts, atScheduledStart, nextTimer, type Timer } from "./advance";
import type { Decision, RequestEvent } from "./events";
import { evolve } from "./evolve";
import { type AssignmentRequest, activeStage, plannedStages } from "./request";

/**
 * Does everything that is due at `now`, in order: forwards a silent stage (APP-59, REQ-32), closes it at its deadline
 * (APP-50, REQ-36), closes a request whose requested end has come (REQ-74), delivers at the scheduled start (REQ-38).
 * Every event carries the due time, not the time of the sweep. No events where nothing is due.
 */
export function decideTimers(request: AssignmentRequest, facts: AdvanceFacts, now: Date): Decision {
  const events: RequestEvent[] = [];
  let current = request;
  for (;;) {
    const timer = nextTimer(current);
    if (!timer || !isDue(timer.at, now)) return { events };
    const next = timerEvents(current, facts, timer);
    current = next.reduce<AssignmentRequest>(evolve, current);
    events.push(...next);
  }
}

function timerEvents(request: AssignmentRequest, facts: AdvanceFacts, timer: Timer): RequestEvent[] {
  const { at } = timer;
  const stage = activeStage(request);
  switch (timer.kind) {
    case "forward": {
      const plan = stage && plannedStages(request)[stage.index];
      invariant(stage && plan, "APP-59 only a running stage is forwarded");
      const approvers = alternateApprovers(plan, facts.directory, partiesOf(request, facts.settings));
      return [{ kind: "stageForwarded", at, stage: stage.index, approvers }];
    }
    case "timeOut":
      return [
        ...(stage ? [{ kind: "stageTimedOut" as const, at, stage: stage.index }] : []),
        { kind: "requestDenied", at, cause: "timedOut", reason: null, conflicts: [] },
      ];
    case "pointless":
      return [{ kind: "requestDenied", at, cause: "invalidSchedule", reason: null, conflicts: [] }];
    case "unanswered":
      return [{ kind: "requestDenied", at, cause: "unanswered", reason: null, conflicts: [] }];
    case "processExpires":
      return [{ kind: "processExpired", at }];
    case "start":
      return atScheduledStart(request, facts, at);
  }
}
