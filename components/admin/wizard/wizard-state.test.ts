import { expect, it } from "vitest";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { newPackageDraft } from "@/lib/engine/package/draft";
import { idOf } from "@/lib/engine/testing/cast";
import { type WizardChange, type WizardState, withVisited, wizardReducer } from "./wizard-state";

const begun: WizardState = { draft: newPackageDraft(null, 14), names: {} };
const after = (...changes: readonly WizardChange[]) => changes.reduce(wizardReducer, begun);

const finance = idOf<CatalogId>(1);
const bank = idOf<ResourceRoleId>(2);
const site = {
  originSystem: "SharePointOnline" as const,
  originId: "https://intranet.example",
  displayName: "Intranet",
  offered: ["Visitors", "Members"],
};

it("P23 a role is chosen once, and taken off again", () => {
  const choose = { kind: "roleSet", catalogId: finance, roleId: bank, on: true } as const;
  expect(after(choose, choose).draft.roles).toEqual([{ catalogId: finance, roleId: bank }]);
  expect(after(choose, { ...choose, on: false }).draft.roles).toEqual([]);
});

it("CAT-43 something of the directory stays as long as one of its roles is given", () => {
  const give = (...roles: string[]): WizardChange => ({ kind: "resourceSet", resource: { ...site, roles } });
  expect(after(give("Visitors"), give("Visitors", "Members")).draft.resources).toEqual([
    { ...site, roles: ["Visitors", "Members"] },
  ]);
  expect(after(give("Visitors"), give()).draft.resources).toEqual([]);
});

it("CAT-22 what is said of a new catalog is kept while an existing one is chosen", () => {
  const { catalog } = after(
    { kind: "catalogSet", set: { isNew: true, displayName: "Laboratories" } },
    { kind: "catalogSet", set: { isNew: false, catalogId: finance } },
  ).draft;
  expect(catalog).toMatchObject({ isNew: false, catalogId: finance, displayName: "Laboratories" });
});

it("P20 steps are visited in any order and stand in theirs; a draft that knows it already is the same one", () => {
  const visited = withVisited(withVisited(begun.draft, "lifecycle"), "basics");
  expect(visited.visited).toEqual(["basics", "lifecycle"]);
  expect(withVisited(visited, "lifecycle")).toBe(visited);
  expect(after({ kind: "stepLeft", draft: visited }).draft).toBe(visited);
});

it("POL-1 the policy changes as in its own editor, and whoever is named in it keeps their name", () => {
  const state = after(
    { kind: "policyChanged", change: { kind: "set", set: { displayName: "Employees" } } },
    {
      kind: "policyChanged",
      change: { kind: "named", id: "dora", name: { kind: "person", displayName: "Dora", isEnabled: true } },
    },
  );
  expect(state.draft.policy.displayName).toBe("Employees");
  expect(state.names.dora?.displayName).toBe("Dora");
});
