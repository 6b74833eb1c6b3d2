"use client";
import { Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useMemo, useReducer } from "react";
import { type Editor, EditorContext } from "@/components/policy/editor/editor-context";
import { Problems, problemsOf } from "@/components/policy/editor/problems";
import { ActionForm, type ActionFormProps, useActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import { VersionField } from "@/components/ui/version-field";
import { newDraft } from "@/lib/engine/policy/draft";
import type { ResourceAttributesView } from "@/lib/views/attributes";
import { sentAttributes } from "./attribute-draft";
import { AttributeFields } from "./attribute-fields";
import { attributesReducer, beginAttributes } from "./attributes-state";

export type AttributeEditorProps = { view: ResourceAttributesView; action: ActionFormProps["action"]; back: Route };

/** CAT-46: everything a resource needs of a profile, kept here until it is saved. */
export function AttributeEditor({ view, action, back }: AttributeEditorProps) {
  const [drafts, dispatch] = useReducer(attributesReducer, view.attributes, beginAttributes);
  const sent = useMemo(() => sentAttributes(drafts), [drafts]);
  // The parts of a question are those of the policy editor; nothing else of a policy is edited here.
  const editor: Editor = useMemo(
    () => ({
      draft: { ...newDraft(1), questions: drafts.map(({ question }) => question) },
      names: {},
      dispatch: (change) => dispatch({ kind: "questionChanged", change }),
      bounds: { forwardingRule: "halfLife", maxStageDurationDays: 1 },
      search: "",
    }),
    [drafts],
  );
  return (
    <ActionForm action={action} label="What it needs of a profile" className="flex max-w-3xl flex-col gap-6">
      <input type="hidden" name="catalogId" value={view.catalog.id} />
      <input type="hidden" name="resourceId" value={view.resource.id} />
      <VersionField current={view.version} />
      <input type="hidden" name="attributes" value={JSON.stringify(sent)} />
      {drafts.length === 0 && (
        <p className="text-sm leading-6 text-muted">
          Nothing. Requests for packages that give its roles go through without a look at the profile.
        </p>
      )}
      <WithProblems sent={sent}>
        <EditorContext value={editor}>
          <ol className="flex flex-col gap-4 empty:hidden">
            {drafts.map((draft, index) => (
              <AttributeFields
                key={draft.question.key}
                draft={draft}
                index={index}
                onSource={(set) => dispatch({ kind: "sourceSet", key: draft.question.key, set })}
                onRemove={() => dispatch({ kind: "removed", key: draft.question.key })}
              />
            ))}
          </ol>
        </EditorContext>
      </WithProblems>
      <button
        type="button"
        onClick={() => dispatch({ kind: "added", key: crypto.randomUUID() })}
        className={`${buttonClass({ variant: "outline", size: "sm" })} w-fit`}
      >
        <Plus aria-hidden className="size-4" />
        Add something
      </button>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}

function WithProblems({ sent, children }: { sent: unknown; children: React.ReactNode }) {
  const { state } = useActionForm();
  const problems = useMemo(() => problemsOf(state, sent, "attributes"), [state, sent]);
  return <Problems value={problems}>{children}</Problems>;
}
