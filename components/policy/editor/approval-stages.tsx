"use client";
import { Plus } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { type ApproverSetName, type StageWarning, stageWarnings } from "@/lib/engine/approval/stage-warnings";
import { limits } from "@/lib/engine/limits";
import { plannedStages } from "@/lib/engine/policy/draft-form";
import { useEditor } from "./editor-context";
import { Switch } from "./fields";
import { useProblems } from "./problems";
import { StageFields } from "./stage-fields";
import { subjectText } from "./subject-words";

/** APP-1 to APP-4: whether anybody decides, and who does, one stage after another. */
export function ApprovalStages() {
  const { draft, dispatch, bounds } = useEditor();
  const problem = useProblems();
  const missing = problem("requestApprovalSettings", "stages");
  const { stages } = draft;
  return (
    <Panel title="Who decides" description="Stages run one after another; in each, the first decision counts.">
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <Switch
            label="Approval is required"
            description="Without it, whoever may ask gets access at once."
            checked={draft.isApprovalRequired}
            onChange={(isApprovalRequired) => dispatch({ kind: "set", set: { isApprovalRequired } })}
          />
          <Switch
            label="Whoever asks has to give a reason"
            checked={draft.isJustificationRequired}
            onChange={(isJustificationRequired) => dispatch({ kind: "set", set: { isJustificationRequired } })}
          />
          {draft.isApprovalRequired && (
            <Switch
              label="Administrators may let requests past the approval"
              description="Those who look after the packages of the catalog, not assignment managers. The history says so."
              checked={draft.requestorSettings.allowAdminBypass}
              onChange={(allowAdminBypass) => dispatch({ kind: "settingsSet", set: { allowAdminBypass } })}
            />
          )}
        </div>
        {draft.isApprovalRequired && (
          <>
            {stages.length > 0 && (
              <ol className="flex flex-col gap-4">
                {stages.map((stage, index) => (
                  <StageFields key={stage.key} stage={stage} index={index} count={stages.length} />
                ))}
              </ol>
            )}
            {missing && (
              <p role="alert" className="text-sm font-medium text-danger-soft-foreground">
                {missing}
              </p>
            )}
            {stages.length < limits.stagesMax && (
              <button
                type="button"
                onClick={() =>
                  dispatch({ kind: "stageAdded", key: crypto.randomUUID(), maxDays: bounds.maxStageDurationDays })
                }
                className={`${buttonClass({ variant: "outline", size: "sm" })} w-fit`}
              >
                <Plus aria-hidden className="size-4" />
                Add a stage
              </button>
            )}
            <Advice />
          </>
        )}
      </div>
    </Panel>
  );
}

const setText = {
  primaryApprovers: "approvers",
  fallbackPrimaryApprovers: "fallbacks",
  escalationApprovers: "alternates",
  fallbackEscalationApprovers: "fallbacks of the alternates",
} as const satisfies Record<ApproverSetName, string>;

function warningText(warning: StageWarning): string {
  if (warning.code === "mixedKinds") {
    return `Stage ${warning.stage + 1} asks managers, sponsors and a list at once. Any one of them decides.`;
  }
  const { one, other, names } = warning;
  const place = ({ stage, set }: typeof one) => `the ${setText[set]} of stage ${stage + 1}`;
  return `${names.join(", ")}: among ${place(one)} and ${place(other)}.`;
}

/** APP-20, APP-22: what may be saved and is rarely meant. */
function Advice() {
  const { draft, names } = useEditor();
  const warnings = stageWarnings(plannedStages(draft), (subject) => subjectText(subject, names));
  return (
    <div role="status">
      {warnings.length > 0 && (
        <Notice tone="warning" title="You can save this, but look again">
          <ul className="list-disc ps-5">
            {warnings.map(warningText).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
