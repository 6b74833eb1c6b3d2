import { createContext, type Dispatch, use } from "react";
import type { PolicyDraft } from "@/lib/engine/policy/draft";
import type { PolicyEditorView, SubjectNames } from "@/lib/views/policy-editor";
import type { EditorChange } from "./editor-reducer";

export type Editor = {
  readonly draft: PolicyDraft;
  readonly names: SubjectNames;
  readonly dispatch: Dispatch<EditorChange>;
  readonly bounds: Pick<PolicyEditorView, "forwardingRule" | "maxStageDurationDays">;
  /** The route that finds people and groups. */
  readonly search: string;
};

export const EditorContext = createContext<Editor | null>(null);

/** What is edited, for the parts of the editor. */
export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error("a part of the policy editor stands outside of it");
  return editor;
}
