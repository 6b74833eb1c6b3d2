"use client";
import type { ReactNode } from "react";
import { ApprovalStages } from "@/components/policy/editor/approval-stages";
import { EditorContext } from "@/components/policy/editor/editor-context";
import { General } from "@/components/policy/editor/general";
import { Lifecycle } from "@/components/policy/editor/lifecycle";
import { Notifications } from "@/components/policy/editor/notifications";
import { Questions } from "@/components/policy/editor/questions";
import { WhoCanAsk } from "@/components/policy/editor/who-can-ask";
import { StepForm } from "./step-form";
import { useWizard } from "./wizard-context";

/** POL-1: the parts of the policy editor, on the policy the package starts with. */
function FirstPolicy({ children }: { children: ReactNode }) {
  const { state, dispatch, bounds } = useWizard();
  const { policy, catalog } = state.draft;
  return (
    <EditorContext
      value={{
        draft: policy,
        names: state.names,
        dispatch: (change) => dispatch({ kind: "policyChanged", change }),
        bounds,
        search: `/api/admin/principals?catalog=${catalog.isNew ? "new" : (catalog.catalogId ?? "")}`,
      }}
    >
      {children}
    </EditorContext>
  );
}

/** Who can ask, and who decides. */
export function RequestsStep() {
  return (
    <StepForm step="requests">
      <FirstPolicy>
        <General />
        <WhoCanAsk />
        <ApprovalStages />
      </FirstPolicy>
    </StepForm>
  );
}

/** What whoever asks is asked. */
export function InformationStep({ children }: { children?: ReactNode }) {
  return (
    <StepForm step="information">
      <FirstPolicy>
        <Questions />
      </FirstPolicy>
      {children}
    </StepForm>
  );
}

/** How long access lasts, and who is told. */
export function LifecycleStep() {
  return (
    <StepForm step="lifecycle">
      <FirstPolicy>
        <Lifecycle />
        <Notifications />
      </FirstPolicy>
    </StepForm>
  );
}
