import { describe, expect, test } from "vitest";
import type { CatalogId, GroupId, PersonId } from "@/lib/engine/ids";
import { idOf } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import {
  type Catalog,
  type CatalogForm,
  catalogFormSchema,
  decideCatalogCreation,
  decideCatalogDeletion,
  decideCatalogUpdate,
} from "./catalog";
import type { NamedPrincipal } from "./events";
import { catalogRefusalRules, catalogRefusalText } from "./refusals";
import { type CatalogRole, decideRoleAssignment, decideRoleRemoval } from "./roles";

const id = idOf<CatalogId>(1);
const form: CatalogForm = {
  displayName: "Finance",
  description: "Ledger and treasury.",
  isPublished: true,
  isExternallyVisible: false,
};
const catalog: Catalog = { ...form, id, isGeneral: false, version: 3 };
const free = { isNameTaken: false };

describe("what a catalog says of itself", () => {
  test("CAT-7 LIM-30 LIM-31 a name and a description, both bounded, with the spaces around them gone", () => {
    expect(catalogFormSchema.parse({ ...form, displayName: "  Finance " })).toEqual(form);
    const isWellFormed = (parts: Partial<CatalogForm>) => catalogFormSchema.safeParse({ ...form, ...parts }).success;
    expect(isWellFormed({ displayName: " " })).toBe(false);
    expect(isWellFormed({ displayName: "x".repeat(256) })).toBe(true);
    expect(isWellFormed({ displayName: "x".repeat(257) })).toBe(false);
    expect(isWellFormed({ description: "" })).toBe(false);
    expect(isWellFormed({ description: "x".repeat(1_024) })).toBe(true);
    expect(isWellFormed({ description: "x".repeat(1_025) })).toBe(false);
  });

  test("CAT-20 a catalog is created as described", () => {
    expect(decideCatalogCreation(free, form, id, start)).toEqual({
      ok: true,
      value: { kind: "catalogCreated", at: start, catalogId: id, after: form },
    });
  });

  test("CAT-8 a name is there once, for new catalogs and for renamed ones", () => {
    const taken = { ok: false, error: { code: "nameTaken", displayName: "Finance" } };
    expect(decideCatalogCreation({ isNameTaken: true }, form, id, start)).toEqual(taken);
    const other = { ...catalog, displayName: "Treasury" };
    expect(
      decideCatalogUpdate({ catalog: other, lastEditor: null, isNameTaken: true }, { form, version: 3 }, start),
    ).toEqual(taken);
  });
});

describe("editing", () => {
  const update = (parts: Partial<CatalogForm>, version = 3, of = catalog) =>
    decideCatalogUpdate({ catalog: of, lastEditor: "Ann", ...free }, { form: { ...form, ...parts }, version }, start);

  test("CAT-24 AUD-3 what changed is told before and after, and nothing else", () => {
    expect(update({ isPublished: false })).toEqual({
      ok: true,
      value: {
        kind: "catalogUpdated",
        at: start,
        catalogId: id,
        before: { isPublished: true },
        after: { isPublished: false },
      },
    });
  });

  test("CAT-24 saving what is there already is no change", () => {
    expect(update({})).toEqual({ ok: true, value: null });
  });

  test("ERR-50 whoever read an older version is told, also where nothing would change", () => {
    const stale = { code: "staleVersion", of: "catalog", by: "Ann" } as const;
    expect(update({}, 2)).toEqual({ ok: false, error: { ...stale, current: {} } });
    const current = { displayName: "Finance", isPublished: true };
    expect(update({ displayName: "Treasury", isPublished: false }, 2)).toEqual({
      ok: false,
      error: { ...stale, current },
    });
    const { title, items } = catalogRefusalText({ ...stale, current });
    expect(title).toContain("Ann changed");
    expect(items).toEqual(["The name is now: Finance", "“Enabled” is now: yes"]);
    expect(catalogRefusalRules.staleVersion.status).toBe(412);
  });

  test("CAT-6 the General catalog can be renamed and unpublished", () => {
    expect(update({ displayName: "Everybody", isPublished: false }, 3, { ...catalog, isGeneral: true }).ok).toBe(true);
  });
});

describe("deleting", () => {
  test("CAT-25 a catalog without packages goes, with what it was", () => {
    expect(decideCatalogDeletion({ catalog, packageCount: 0 }, start)).toEqual({
      ok: true,
      value: { kind: "catalogDeleted", at: start, catalogId: id, before: form },
    });
  });

  test("CAT-25 a catalog with packages stays, and says how many there are", () => {
    const refused = decideCatalogDeletion({ catalog, packageCount: 2 }, start);
    expect(refused).toEqual({ ok: false, error: { code: "catalogNotEmpty", packages: 2 } });
    expect(catalogRefusalText({ code: "catalogNotEmpty", packages: 1 }).title).toBe("There is still a package in it");
    expect(catalogRefusalText({ code: "catalogNotEmpty", packages: 2 }).title).toContain("2 packages");
  });

  test("CAT-6 the General catalog is never deleted", () => {
    const refused = decideCatalogDeletion({ catalog: { ...catalog, isGeneral: true }, packageCount: 0 }, start);
    expect(refused).toEqual({ ok: false, error: { code: "generalCatalogProtected" } });
  });
});

describe("who looks after a catalog", () => {
  const ann: NamedPrincipal = { kind: "person", personId: idOf<PersonId>(10), displayName: "Ann" };
  const team: NamedPrincipal = { kind: "group", groupId: idOf<GroupId>(20), displayName: "Finance team" };
  const facts = (principal: NamedPrincipal | null, ...held: [CatalogRole, NamedPrincipal][]) => ({
    catalogId: id,
    principal,
    held: held.map(([role, of]) => ({ role, principal: of })),
  });
  const isLastOwnerConfirmed = false;

  test("DEL-4 DEL-8 people and groups get roles, several may hold the same one", () => {
    expect(decideRoleAssignment(facts(team, ["catalogOwner", ann]), { role: "catalogOwner" }, start)).toEqual({
      ok: true,
      value: { kind: "roleAssigned", at: start, catalogId: id, role: "catalogOwner", principal: team },
    });
  });

  test("DEL-4 a role that is held already is no change; another one of the same person is", () => {
    const held = facts(ann, ["catalogReader", ann]);
    expect(decideRoleAssignment(held, { role: "catalogReader" }, start)).toEqual({ ok: true, value: null });
    expect(decideRoleAssignment(held, { role: "accessPackageManager" }, start)).toMatchObject({
      value: { kind: "roleAssigned" },
    });
  });

  test("DEL-4 nobody gets a role who is not in the directory", () => {
    const refused = { ok: false, error: { code: "principalNotFound" } };
    expect(decideRoleAssignment(facts(null), { role: "catalogReader" }, start)).toEqual(refused);
    expect(decideRoleRemoval(facts(null), { role: "catalogReader", isLastOwnerConfirmed }, start)).toEqual(refused);
  });

  test("CAT-27 a role is taken away; one that is gone already is no change", () => {
    const command = { role: "catalogReader", isLastOwnerConfirmed } as const;
    expect(decideRoleRemoval(facts(ann, ["catalogReader", ann]), command, start)).toMatchObject({
      value: { kind: "roleRemoved", role: "catalogReader", principal: ann },
    });
    expect(decideRoleRemoval(facts(ann, ["catalogReader", team]), command, start)).toEqual({ ok: true, value: null });
  });

  test("CAT-28 the last owner goes only when that is confirmed", () => {
    const last = facts(ann, ["catalogOwner", ann], ["catalogReader", team]);
    const command = { role: "catalogOwner", isLastOwnerConfirmed } as const;
    expect(decideRoleRemoval(last, command, start)).toEqual({ ok: false, error: { code: "lastOwner" } });
    expect(decideRoleRemoval(last, { ...command, isLastOwnerConfirmed: true }, start).ok).toBe(true);
    expect(decideRoleRemoval(facts(ann, ["catalogOwner", ann], ["catalogOwner", team]), command, start).ok).toBe(true);
  });
});

test("every refusal of a catalog says what happened", () => {
  for (const code of Object.keys(catalogRefusalRules)) {
    const refusal = {
      code,
      displayName: "Finance",
      packages: 3,
      by: null,
      current: {},
      originSystem: "AadGroup",
    } as Parameters<typeof catalogRefusalText>[0];
    expect(catalogRefusalText(refusal).title).not.toBe("");
  }
});
