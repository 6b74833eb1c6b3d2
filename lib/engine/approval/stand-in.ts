import type { StageFacts } from "@/lib/engine/request/advance";
import type { Decision } from "@/lib/engine/request/events";
import { type AssignmentRequest, activeStage, plannedStages } from "@/lib/engine/request/request";
import { missingFallbacks, partiesOf } from "./approvers";

/**
 * APP-33: somebody left. Where nobody whom the running stage asks could decide any more, its fallbacks are brought in;
 * the deadline stays. No events where somebody is left, or where there is nobody to bring in (APP-32).
 */
export function decideStandIn(request: AssignmentRequest, { directory, settings }: StageFacts, now: Date): Decision {
  const stage = activeStage(request);
  const plan = stage && plannedStages(request)[stage.index];
  if (!stage || !plan) return { events: [] };
  const approvers = missingFallbacks(plan, stage.approvers, directory, partiesOf(request, settings));
  if (approvers.length === 0) return { events: [] };
  return { events: [{ kind: "fallbacksActivated", at: now, stage: stage.index, approvers }] };
}
