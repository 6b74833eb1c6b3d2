"use client";
import { forwardingWindow, isRelationship } from "@/lib/engine/approval/stage-rules";
import type { ApproverSet, StageDraft } from "@/lib/engine/policy/draft";
import type { SubjectSet as Subject } from "@/lib/engine/policy/policy";
import { useEditor } from "./editor-context";
import { Switch, TextInput } from "./fields";
import { ListItem } from "./list-item";
import { useProblems } from "./problems";
import { SubjectSet } from "./subject-set";

const manager: Subject = { kind: "requestorManager", managerLevel: 1 };
const managersManager: Subject = { kind: "requestorManager", managerLevel: 2 };
const sponsors: Subject = { kind: "targetUserSponsors" };

export type StageFieldsProps = { stage: StageDraft; index: number; count: number };

/** APP-4: one stage. What its other choices rule out is not asked for. */
export function StageFields({ stage, index, count }: StageFieldsProps) {
  const { dispatch, bounds } = useEditor();
  const problem = useProblems();
  const set = (change: Partial<StageDraft>) => dispatch({ kind: "stageSet", key: stage.key, set: change });
  return (
    <ListItem
      title={`Stage ${index + 1}`}
      isFirst={index === 0}
      isLast={index === count - 1}
      onMove={(by) => dispatch({ kind: "moved", in: "stages", key: stage.key, by })}
      onRemove={() => dispatch({ kind: "removed", from: "stages", key: stage.key })}
    >
      {/* APP-11: sponsors decide in the first or second stage. */}
      <Approvers
        stage={stage}
        of="primaryApprovers"
        legend="Approvers"
        description="Any one of them decides."
        relations={index < 2 ? [manager, sponsors] : [manager]}
      />
      {(stage.primaryApprovers.some(isRelationship) || stage.fallbackPrimaryApprovers.length > 0) && (
        <Approvers
          stage={stage}
          of="fallbackPrimaryApprovers"
          legend="Fallback approvers"
          description="They decide where nobody above can: for people who have no manager or sponsor, for instance."
        />
      )}
      <TextInput
        label="Days to decide"
        description={`From 1 to ${bounds.maxStageDurationDays}. Then the request closes as expired.`}
        required
        inputMode="numeric"
        value={stage.durationDays}
        error={problem("requestApprovalSettings", "stages", stage, "durationDays")}
        onChange={(durationDays) => set({ durationDays })}
      />
      <Switch
        label="Approvers have to give a reason"
        checked={stage.isApproverJustificationRequired}
        onChange={(isApproverJustificationRequired) => set({ isApproverJustificationRequired })}
      />
      <Forwarding stage={stage} />
    </ListItem>
  );
}

type ApproversProps = {
  stage: StageDraft;
  of: ApproverSet;
  legend: string;
  description: string;
  relations?: readonly Subject[];
};

function Approvers({ stage, of, legend, description, relations = [] }: ApproversProps) {
  const { dispatch, names, search } = useEditor();
  const problem = useProblems();
  return (
    <SubjectSet
      legend={legend}
      description={description}
      relations={relations}
      subjects={stage[of]}
      onChange={(subjects) => dispatch({ kind: "stageSet", key: stage.key, set: { [of]: subjects } })}
      names={names}
      onNamed={(id, name) => dispatch({ kind: "named", id, name })}
      search={search}
      error={problem("requestApprovalSettings", "stages", stage, of)}
    />
  );
}

/** APP-54 to APP-58: who joins when nobody has decided, and on which days that may be. */
function Forwarding({ stage }: { stage: StageDraft }) {
  const { dispatch, bounds } = useEditor();
  const problem = useProblems();
  const set = (change: Partial<StageDraft>) => dispatch({ kind: "stageSet", key: stage.key, set: change });
  const window = forwardingWindow(Number(stage.durationDays), bounds.forwardingRule);
  const firstDay = window ? String(window.earliestDay) : "";
  const allowed = !window
    ? "A stage that is forwarded needs at least 4 days to decide."
    : window.earliestDay === window.latestDay
      ? `Of ${stage.durationDays} days, it can only be day ${window.earliestDay}.`
      : `Of ${stage.durationDays} days, it can be day ${window.earliestDay} to ${window.latestDay}.`;
  const asksManager = stage.primaryApprovers.some((each) => each.kind === "requestorManager");
  return (
    <>
      <Switch
        label="Forward it when nobody has decided"
        description="Alternates join the approvers, who can still decide."
        checked={stage.isEscalationEnabled}
        onChange={(isEscalationEnabled) =>
          set({ isEscalationEnabled, ...(stage.escalationAfterDays === "" && { escalationAfterDays: firstDay }) })
        }
      />
      {stage.isEscalationEnabled && (
        <div className="flex flex-col gap-5 border-s-2 border-separator ps-4">
          <TextInput
            label="Forwarded on day"
            description={allowed}
            required
            inputMode="numeric"
            value={stage.escalationAfterDays}
            error={problem("requestApprovalSettings", "stages", stage, "escalationAfterDays")}
            onChange={(escalationAfterDays) => set({ escalationAfterDays })}
          />
          {/* APP-10: the manager’s manager stands in for the manager only. */}
          <Approvers
            stage={stage}
            of="escalationApprovers"
            legend="Alternate approvers"
            description="Any one of them can decide from then on."
            relations={asksManager ? [managersManager] : []}
          />
          {(stage.escalationApprovers.some(isRelationship) || stage.fallbackEscalationApprovers.length > 0) && (
            <Approvers
              stage={stage}
              of="fallbackEscalationApprovers"
              legend="Fallbacks of the alternates"
              description="They join for people whose manager has no manager."
            />
          )}
        </div>
      )}
    </>
  );
}
