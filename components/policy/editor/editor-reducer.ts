import {
  draftOf,
  type Keyed,
  newDraft,
  newQuestion,
  newStage,
  type PolicyDraft,
  type QuestionDraft,
  type StageDraft,
} from "@/lib/engine/policy/draft";
import type { PolicyEditorView, SubjectName, SubjectNames } from "@/lib/views/policy-editor";

export const withItem = <Item extends Keyed>(items: readonly Item[], key: string, set: Partial<Item>): Item[] =>
  items.map((item) => (item.key === key ? { ...item, ...set } : item));

export const withoutItem = <Item extends Keyed>(items: readonly Item[], key: string): Item[] =>
  items.filter((item) => item.key !== key);

/** One place up or down; as it was where there is no such place. */
export function withMoved<Item extends Keyed>(items: readonly Item[], key: string, by: -1 | 1): Item[] {
  const moved = [...items];
  const from = items.findIndex((item) => item.key === key);
  const [item, other] = [items[from], items[from + by]];
  if (item && other) [moved[from], moved[from + by]] = [other, item];
  return moved;
}

export type EditorState = {
  readonly draft: PolicyDraft;
  /** What the people and groups in it are called. */
  readonly names: SubjectNames;
  /** As it was read: the same as the draft while nothing was changed. */
  readonly begun: PolicyDraft;
  /** ERR-50: the version it was read with, or the one its reader was told of since; null for a new policy. */
  readonly version: number | null;
};

export function begin({ policy, names, maxStageDurationDays: maxDays }: PolicyEditorView): EditorState {
  const draft = policy ? draftOf(policy.form, maxDays) : newDraft(maxDays);
  return { draft, names, begun: draft, version: policy?.version ?? null };
}

/** Whether the policy was saved by somebody meanwhile and nothing would be lost by showing it as it is now. */
export const isOutdated = ({ draft, begun, version }: EditorState, { policy }: PolicyEditorView): boolean =>
  draft === begun && policy !== null && policy.version !== version;

export type EditorChange =
  | { readonly kind: "begun"; readonly view: PolicyEditorView }
  | { readonly kind: "versionTold"; readonly version: number }
  | { readonly kind: "named"; readonly id: string; readonly name: SubjectName }
  | DraftChange;

export type DraftChange =
  | { readonly kind: "set"; readonly set: Partial<Omit<PolicyDraft, "stages" | "questions">> }
  | { readonly kind: "settingsSet"; readonly set: Partial<PolicyDraft["requestorSettings"]> }
  | { readonly kind: "stageAdded"; readonly key: string; readonly maxDays: number }
  | { readonly kind: "stageSet"; readonly key: string; readonly set: Partial<StageDraft> }
  | { readonly kind: "questionAdded"; readonly key: string }
  | { readonly kind: "questionSet"; readonly key: string; readonly set: Partial<QuestionDraft> }
  | { readonly kind: "removed"; readonly from: "stages" | "questions"; readonly key: string }
  | { readonly kind: "moved"; readonly in: "stages" | "questions"; readonly key: string; readonly by: -1 | 1 };

function changedDraft(draft: PolicyDraft, change: DraftChange): PolicyDraft {
  switch (change.kind) {
    case "set":
      return { ...draft, ...change.set };
    case "settingsSet":
      return { ...draft, requestorSettings: { ...draft.requestorSettings, ...change.set } };
    case "stageAdded":
      return { ...draft, stages: [...draft.stages, newStage(change.key, change.maxDays)] };
    case "stageSet":
      return { ...draft, stages: withItem(draft.stages, change.key, change.set) };
    case "questionAdded":
      return { ...draft, questions: [...draft.questions, newQuestion(change.key)] };
    case "questionSet":
      return { ...draft, questions: withItem(draft.questions, change.key, change.set) };
    case "removed":
      return change.from === "stages"
        ? { ...draft, stages: withoutItem(draft.stages, change.key) }
        : { ...draft, questions: withoutItem(draft.questions, change.key) };
    case "moved":
      return change.in === "stages"
        ? { ...draft, stages: withMoved(draft.stages, change.key, change.by) }
        : { ...draft, questions: withMoved(draft.questions, change.key, change.by) };
  }
}

export function editorReducer(state: EditorState, change: EditorChange): EditorState {
  switch (change.kind) {
    case "begun":
      return begin(change.view);
    case "versionTold":
      return { ...state, version: change.version };
    case "named":
      return { ...state, names: { ...state.names, [change.id]: change.name } };
    default:
      return { ...state, draft: changedDraft(state.draft, change) };
  }
}
