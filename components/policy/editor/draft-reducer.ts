import type { SubjectName, SubjectNames } from "@/lib/views/policy-editor";
import { type Keyed, newQuestion, newStage, type PolicyDraft, type QuestionDraft, type StageDraft } from "./draft";

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

/** What is edited, and what the people and groups in it are called. */
export type EditorState = { readonly draft: PolicyDraft; readonly names: SubjectNames };

export type DraftChange =
  | { readonly kind: "set"; readonly set: Partial<Omit<PolicyDraft, "stages" | "questions">> }
  | { readonly kind: "settingsSet"; readonly set: Partial<PolicyDraft["requestorSettings"]> }
  | { readonly kind: "named"; readonly id: string; readonly name: SubjectName }
  | { readonly kind: "stageAdded"; readonly key: string; readonly maxDays: number }
  | { readonly kind: "stageSet"; readonly key: string; readonly set: Partial<StageDraft> }
  | { readonly kind: "questionAdded"; readonly key: string }
  | { readonly kind: "questionSet"; readonly key: string; readonly set: Partial<QuestionDraft> }
  | { readonly kind: "removed"; readonly from: "stages" | "questions"; readonly key: string }
  | { readonly kind: "moved"; readonly in: "stages" | "questions"; readonly key: string; readonly by: -1 | 1 };

function changedDraft(draft: PolicyDraft, change: Exclude<DraftChange, { kind: "named" }>): PolicyDraft {
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

export function draftReducer(state: EditorState, change: DraftChange): EditorState {
  if (change.kind === "named") return { ...state, names: { ...state.names, [change.id]: change.name } };
  return { ...state, draft: changedDraft(state.draft, change) };
}
