import { type EditorChange, editorReducer } from "@/components/policy/editor/editor-reducer";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { type DraftResource, type DraftStep, draftSteps, type PackageDraft } from "@/lib/engine/package/draft";
import { originKey } from "@/lib/engine/package/draft-issues";
import type { DraftView } from "@/lib/views/package-drafts";
import type { SubjectNames } from "@/lib/views/policy-editor";

export type WizardState = {
  readonly draft: PackageDraft;
  /** What the people and groups in its policy are called. */
  readonly names: SubjectNames;
};

export type WizardChange =
  | { readonly kind: "begun"; readonly view: DraftView }
  | { readonly kind: "set"; readonly set: Partial<Pick<PackageDraft, "displayName" | "description" | "isHidden">> }
  | { readonly kind: "catalogSet"; readonly set: Partial<PackageDraft["catalog"]> }
  | { readonly kind: "roleSet"; readonly catalogId: CatalogId; readonly roleId: ResourceRoleId; readonly on: boolean }
  /** A resource of the directory with the roles that are given; left out without any. */
  | { readonly kind: "resourceSet"; readonly resource: DraftResource }
  /** A step is left: the very draft that is being kept, so that nothing counts as typed since. */
  | { readonly kind: "stepLeft"; readonly draft: PackageDraft }
  | { readonly kind: "policyChanged"; readonly change: EditorChange };

export const begin = ({ draft, names }: DraftView): WizardState => ({ draft, names });

/** The draft with a step among those somebody has been to, in the order of the steps. */
export const withVisited = (draft: PackageDraft, step: DraftStep): PackageDraft =>
  draft.visited.includes(step)
    ? draft
    : { ...draft, visited: draftSteps.filter((each) => each === step || draft.visited.includes(each)) };

function withRole(
  roles: PackageDraft["roles"],
  { catalogId, roleId, on }: Extract<WizardChange, { kind: "roleSet" }>,
): PackageDraft["roles"] {
  const others = roles.filter((each) => each.roleId !== roleId);
  return on ? [...others, { catalogId, roleId }] : others;
}

/** In its place where it is there already, so that nothing moves under the pointer. */
function withResource(resources: readonly DraftResource[], resource: DraftResource): DraftResource[] {
  const key = originKey(resource);
  const isThere = resources.some((each) => originKey(each) === key);
  const changed = isThere
    ? resources.map((each) => (originKey(each) === key ? resource : each))
    : [...resources, resource];
  return changed.filter((each) => each.roles.length > 0);
}

export function wizardReducer(state: WizardState, change: WizardChange): WizardState {
  const { draft, names } = state;
  switch (change.kind) {
    case "begun":
      return begin(change.view);
    case "set":
      return { ...state, draft: { ...draft, ...change.set } };
    case "catalogSet":
      return { ...state, draft: { ...draft, catalog: { ...draft.catalog, ...change.set } } };
    case "roleSet":
      return { ...state, draft: { ...draft, roles: withRole(draft.roles, change) } };
    case "resourceSet":
      return { ...state, draft: { ...draft, resources: withResource(draft.resources, change.resource) } };
    case "stepLeft":
      return { ...state, draft: change.draft };
    case "policyChanged": {
      const edited = { draft: draft.policy, names, begun: draft.policy, version: null };
      const { draft: policy, names: named } = editorReducer(edited, change.change);
      return { draft: { ...draft, policy }, names: named };
    }
  }
}
