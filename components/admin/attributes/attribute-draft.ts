import { type Attribute, builtInAttributes, questionOf } from "@/lib/engine/policy/attributes";
import { newQuestion, type QuestionDraft, questionDraftOf } from "@/lib/engine/policy/draft";
import { sentQuestion } from "@/lib/engine/policy/draft-form";

/** CAT-46: where the value stands: a text of the profile, or an extension of the directory by its full name. */
export type AttributeSource = {
  /** A built-in text; null for an extension. */
  readonly builtIn: string | null;
  readonly extension: string;
  readonly isEditable: boolean;
  readonly isPersisted: boolean;
};

/** An attribute is edited as the question it becomes (INF-15), with where its value stands. */
export type AttributeDraft = { readonly question: QuestionDraft; readonly source: AttributeSource };

const isBuiltIn = (name: string): boolean => builtInAttributes.some((each) => each === name);

/** A stored attribute as its editor begins. */
export const attributeDraftOf = (attribute: Attribute): AttributeDraft => ({
  question: questionDraftOf(questionOf(attribute)),
  source: {
    builtIn: isBuiltIn(attribute.name) ? attribute.name : null,
    extension: isBuiltIn(attribute.name) ? "" : attribute.name,
    isEditable: attribute.isEditable,
    isPersisted: attribute.isPersistedOnAssignmentRemoval,
  },
});

export const newAttribute = (key: string): AttributeDraft => ({
  question: newQuestion(key),
  source: { builtIn: builtInAttributes[0], extension: "", isEditable: true, isPersisted: false },
});

/** What is sent: the questions as a policy sends them, by whose keys messages find their place, with their sources. */
export const sentAttributes = (drafts: readonly AttributeDraft[]) => ({
  questions: drafts.map(({ question, source }, index) => ({
    ...sentQuestion(question, index),
    name: source.builtIn ?? source.extension.trim(),
    isEditable: source.isEditable,
    isPersistedOnAssignmentRemoval: source.isPersisted,
  })),
});
