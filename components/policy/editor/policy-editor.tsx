"use client";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useEffect, useEffectEvent, useMemo, useReducer } from "react";
import { NeededAttributes } from "@/components/policy/needed-attributes";
import { plural } from "@/components/policy/policy-words";
import { ActionForm, type ActionFormProps, useActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PolicyDraft } from "@/lib/engine/policy/draft";
import { sentOf } from "@/lib/engine/policy/draft-form";
import type { PolicyEditorView } from "@/lib/views/policy-editor";
import { ApprovalStages } from "./approval-stages";
import { type Editor, EditorContext } from "./editor-context";
import { begin, editorReducer, isOutdated } from "./editor-reducer";
import { General } from "./general";
import { Impact } from "./impact";
import { Lifecycle } from "./lifecycle";
import { Notifications } from "./notifications";
import { Problems, problemsOf } from "./problems";
import { Questions } from "./questions";
import { WhoCanAsk } from "./who-can-ask";

export type PolicyEditorProps = {
  view: PolicyEditorView;
  action: ActionFormProps["action"];
  /** Where one goes who changes their mind. */
  back: Route;
};

/** POL-6: a policy as a form; everything in it is kept here until it is saved, whatever a save answers. */
export function PolicyEditor({ view, action, back }: PolicyEditorProps) {
  const [state, dispatch] = useReducer(editorReducer, view, begin);
  const { draft, names, version } = state;
  const outdated = isOutdated(state, view);
  useEffect(() => {
    if (outdated) dispatch({ kind: "begun", view });
  }, [outdated, view]);
  const { policy, forwardingRule, maxStageDurationDays } = view;
  const editor: Editor = {
    draft,
    names,
    dispatch,
    bounds: { forwardingRule, maxStageDurationDays },
    search: `/api/admin/principals?catalog=${view.package.catalog.id}`,
  };
  return (
    <ActionForm
      action={action}
      label={policy ? "Edit the policy" : "New policy"}
      className="flex max-w-3xl flex-col gap-6"
    >
      <input type="hidden" name="packageId" value={view.package.id} />
      {policy && (
        <>
          <input type="hidden" name="policyId" value={policy.id} />
          <input type="hidden" name="version" value={version ?? policy.version} />
          <ToldVersion current={policy.version} onTold={(told) => dispatch({ kind: "versionTold", version: told })} />
        </>
      )}
      <SentPolicy draft={draft} />
      <EditorContext value={editor}>
        <WithProblems draft={draft}>
          <General />
          <WhoCanAsk />
          <ApprovalStages />
          <Questions />
          <NeededAttributes needed={view.needed} />
          <Lifecycle />
          <Notifications />
        </WithProblems>
        <Impact packageId={view.package.id} policyId={policy?.id ?? null} />
      </EditorContext>
      <WhatIsMissing />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">{policy ? "Save" : "Create the policy"}</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}

/** ERR-50: whoever was told that there is a newer version replaces it knowingly when they save again. */
function ToldVersion({ current, onTold }: { current: number; onTold: (version: number) => void }) {
  const { state } = useActionForm();
  const isTold = state.status === "refused" && state.refusal.code === "staleVersion";
  const tell = useEffectEvent(onTold);
  useEffect(() => {
    if (isTold) tell(current);
  }, [isTold, current]);
  return null;
}

/** The draft as the action reads it. */
function SentPolicy({ draft }: { draft: PolicyDraft }) {
  return <input type="hidden" name="policy" value={JSON.stringify(sentOf(draft))} />;
}

/** Messages are found by their path, as the last save left them. */
function WithProblems({ draft, children }: { draft: PolicyDraft; children: ReactNode }) {
  const { state } = useActionForm();
  const problems = useMemo(() => problemsOf(state, sentOf(draft)), [state, draft]);
  return <Problems value={problems}>{children}</Problems>;
}

/** In a long form, what is wrong may be out of sight. */
function WhatIsMissing() {
  const { state } = useActionForm();
  const count = state.status === "invalid" ? Object.keys(state.errors).length : 0;
  return (
    <p role="status" className="text-sm font-medium text-danger-soft-foreground empty:hidden">
      {count > 0 && `Not saved: ${plural(count, "thing needs", "things need")} your attention above.`}
    </p>
  );
}
