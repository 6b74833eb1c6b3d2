import {
  alternateApprovers,
  isNobody,
  type Parties,
  partiesOf,
  primaryApprovers,
} from "@/lib/engine/approval/approvers";
import type { ApproverEntry } from "@/lib/engine/approval/stage";
import { shownDecision } from "@/lib/engine/approval/visibility";
import type { Directory } from "@/lib/engine/directory";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { isOpen } from "@/lib/engine/request/states";
import { loadDirectory } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadSettings } from "@/lib/facts/settings";
import type { StageView } from "@/lib/views/requests";
import { loadApproverNames, namesOf } from "./approver-names";

type Planned = {
  readonly index: number;
  readonly approvers: readonly ApproverEntry[];
  readonly alternates: readonly ApproverEntry[];
};

const isAlternate = (entry: ApproverEntry) => entry.capacity === "alternate" || entry.capacity === "alternateFallback";

/** Whom each stage asks: as frozen for those that have started, as it would be now for those to come (APP-24). */
function plan(request: AssignmentRequest, directory: Directory, parties: Parties): Planned[] {
  const stages = plannedStages(request);
  return stages.map((stage, index) => {
    const started = request.stages.find((each) => each.index === index);
    const alternates = stage.isEscalationEnabled ? alternateApprovers(stage, directory, parties) : [];
    if (!started) return { index, approvers: primaryApprovers(stage, directory, parties), alternates };
    return {
      index,
      approvers: started.approvers.filter((entry) => !isAlternate(entry)),
      alternates: started.forwardedAt ? started.approvers.filter(isAlternate) : alternates,
    };
  });
}

/**
 * Every stage of a request, those to come included while it is open. Names are left out where the viewer is not shown
 * who decides (APP-70, APP-72); reasons never are.
 */
export async function listStages(
  reader: Reader,
  request: AssignmentRequest,
  options: { readonly showsNames: boolean },
): Promise<StageView[]> {
  const stages = plannedStages(request);
  if (stages.length === 0) return [];
  const directory = await loadDirectory(reader, request.targetId, stages);
  const parties = partiesOf(request, await loadSettings(reader));
  const planned = plan(request, directory, parties).filter(
    (each) => isOpen(request.state) || request.stages.some((stage) => stage.index === each.index),
  );
  const names = await loadApproverNames(
    reader,
    planned.flatMap((each) => [...each.approvers, ...each.alternates]),
  );
  return planned.map(({ index, approvers, alternates }): StageView => {
    const started = request.stages.find((each) => each.index === index);
    const decision = started && "decision" in started ? started.decision : null;
    return {
      index,
      state: started?.state ?? "notStarted",
      durationDays: stages[index]?.durationDays ?? 0,
      activatedAt: started?.activatedAt ?? null,
      forwardAt: started?.forwardAt ?? null,
      forwardedAt: started?.forwardedAt ?? null,
      deadlineAt: started?.deadlineAt ?? null,
      approvers: options.showsNames ? namesOf(approvers, names, parties) : null,
      alternates: options.showsNames ? namesOf(alternates, names, parties) : null,
      usesFallback: approvers.some((entry) => entry.capacity === "fallback"),
      isSomebodyAble: !isNobody([...approvers, ...(started?.forwardedAt ? alternates : [])], directory, parties),
      decision: decision && shownDecision(decision, options.showsNames),
    };
  });
}
