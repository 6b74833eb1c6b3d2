import type { EditorChange } from "@/components/policy/editor/editor-reducer";
import type { Attribute } from "@/lib/engine/policy/attributes";
import { type AttributeDraft, type AttributeSource, attributeDraftOf, newAttribute } from "./attribute-draft";

export type AttributesChange =
  | { readonly kind: "added"; readonly key: string }
  | { readonly kind: "removed"; readonly key: string }
  | { readonly kind: "sourceSet"; readonly key: string; readonly set: Partial<AttributeSource> }
  /** As the parts of the policy editor tell it. */
  | { readonly kind: "questionChanged"; readonly change: EditorChange };

export const beginAttributes = (attributes: readonly Attribute[]): readonly AttributeDraft[] =>
  attributes.map(attributeDraftOf);

export function attributesReducer(
  drafts: readonly AttributeDraft[],
  change: AttributesChange,
): readonly AttributeDraft[] {
  switch (change.kind) {
    case "added":
      return [...drafts, newAttribute(change.key)];
    case "removed":
      return drafts.filter(({ question }) => question.key !== change.key);
    case "sourceSet":
      return drafts.map((draft) =>
        draft.question.key === change.key ? { ...draft, source: { ...draft.source, ...change.set } } : draft,
      );
    case "questionChanged": {
      const { change: told } = change;
      if (told.kind !== "questionSet") return drafts;
      return drafts.map((draft) =>
        draft.question.key === told.key ? { ...draft, question: { ...draft.question, ...told.set } } : draft,
      );
    }
  }
}
