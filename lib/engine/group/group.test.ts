import { describe, expect, test } from "vitest";
import type { AdministrationFacts, Nesting } from "@/lib/engine/administration";
import { directoryRefusalRules, directoryRefusalText } from "@/lib/engine/directory-refusals";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { ada, auditors, ben, finance, idOf, ledgerOwners, named } from "@/lib/engine/testing/cast";
import { refusalOf, start } from "@/lib/engine/testing/facts";
import { decideGroupCreation, decideGroupUpdate, type GroupForm, groupFormSchema } from "./group";
import { decideMemberAddition, decideMemberRemoval } from "./members";
import { decideNesting, decideUnnesting, pathDown } from "./nesting";

const form: GroupForm = { displayName: "Ledger owners", description: "Who answers for the ledger." };
const group = { ...form, id: ledgerOwners, version: 3 };
const free = { isNameTaken: false };
const nobody: AdministrationFacts = { people: [], groups: [], nestings: [], members: [] };

describe("what a group says of itself", () => {
  test("LIM-30 LIM-31 a name and a description, both bounded; a group may say nothing more than its name", () => {
    expect(groupFormSchema.parse({ displayName: "  Ledger owners ", description: "" })).toEqual({
      displayName: "Ledger owners",
      description: "",
    });
    expect(groupFormSchema.safeParse({ ...form, displayName: " " }).success).toBe(false);
    expect(groupFormSchema.safeParse({ ...form, displayName: "x".repeat(257) }).success).toBe(false);
    expect(groupFormSchema.safeParse({ ...form, description: "x".repeat(1_025) }).success).toBe(false);
  });

  test("LIM-30 a name is there once", () => {
    expect(refusalOf(decideGroupCreation({ isNameTaken: true }, form, ledgerOwners, start))).toBe("groupNameTaken");
    const taken = { group, lastEditor: null, isNameTaken: true };
    const rename = { form: { ...form, displayName: "Auditors" }, version: 3 };
    expect(refusalOf(decideGroupUpdate(taken, rename, start))).toBe("groupNameTaken");
  });

  test("AUD-3 an edit tells what changed and nothing else; nothing where nothing did", () => {
    const facts = { ...free, group, lastEditor: null };
    expect(decideGroupUpdate(facts, { form, version: 3 }, start)).toEqual({ ok: true, value: null });
    expect(decideGroupUpdate(facts, { form: { ...form, description: "New" }, version: 3 }, start)).toEqual({
      ok: true,
      value: {
        kind: "groupUpdated",
        at: start,
        groupId: ledgerOwners,
        before: { description: form.description },
        after: { description: "New" },
      },
    });
  });

  test("ERR-50 whoever read another version is told what is there now", () => {
    const facts = { ...free, group, lastEditor: "Kim" };
    expect(decideGroupUpdate(facts, { form: { ...form, displayName: "New" }, version: 2 }, start)).toEqual({
      ok: false,
      error: { code: "staleVersion", by: "Kim", current: [{ name: "The name", text: "Ledger owners" }] },
    });
  });
});

describe("who is in a group", () => {
  const people = new Map([ada, ben].map((each) => [each.id, named(each)]));
  const add = (present: PersonId[], personIds: PersonId[]) =>
    decideMemberAddition({ groupId: finance, people, present: new Set(present) }, { role: "member", personIds }, start);

  test("RES-4 several at once, each once; who is in it already changes nothing", () => {
    const added = { kind: "memberAdded", at: start, groupId: finance, person: named(ben) };
    expect(add([ada.id], [ada.id, ben.id, ben.id])).toEqual({ ok: true, value: [added] });
    expect(refusalOf(add([], [ada.id, idOf<PersonId>(7)]))).toBe("memberNotFound");
  });

  const facts = { groupId: finance, person: named(ada), isPresent: true, through: [], administration: nobody };
  const plain = { role: "member", isDeliveredConfirmed: false } as const;

  test("ASN-32 what a package gave goes only when that is confirmed", () => {
    const delivered = { ...facts, through: ["Payments"] };
    expect(decideMemberRemoval(delivered, plain, start)).toEqual({
      ok: false,
      error: { code: "deliveredMembership", packages: ["Payments"] },
    });
    expect(decideMemberRemoval(delivered, { ...plain, isDeliveredConfirmed: true }, start)).toMatchObject({
      ok: true,
      value: { kind: "memberRemoved", through: ["Payments"] },
    });
  });

  test("P1 the last administrator stays a member; ownership gives nobody a role", () => {
    const administration = { ...nobody, groups: [finance], members: [{ groupId: finance, personId: ada.id }] };
    expect(refusalOf(decideMemberRemoval({ ...facts, administration }, plain, start))).toBe("lastAdministrator");
    const owner = { ...plain, role: "owner" } as const;
    expect(decideMemberRemoval({ ...facts, administration }, owner, start)).toMatchObject({
      value: { kind: "ownerRemoved" },
    });
  });

  test("RES-4 who is not in it changes nothing, and nobody is nobody", () => {
    expect(decideMemberRemoval({ ...facts, isPresent: false }, plain, start)).toEqual({ ok: true, value: null });
    expect(refusalOf(decideMemberRemoval({ ...facts, person: null }, plain, start))).toBe("memberNotFound");
  });
});

describe("groups in groups", () => {
  const names = new Map<GroupId, string>([
    [ledgerOwners, "Ledger owners"],
    [auditors, "Auditors"],
    [finance, "Finance"],
  ]);
  const nameOf = (id: GroupId) => names.get(id) ?? "?";
  const groupOf = (groupId: GroupId) => ({ groupId, displayName: nameOf(groupId) });
  /** Finance contains the ledger owners, who contain the auditors. */
  const nestings: Nesting[] = [
    { parentId: finance, childId: ledgerOwners },
    { parentId: ledgerOwners, childId: auditors },
  ];
  const facts = (outer: GroupId, inner: GroupId) => ({
    outer: groupOf(outer),
    inner: groupOf(inner),
    nestings,
    nameOf,
  });

  test("WHO-20 the way down is found, whatever circles there are", () => {
    expect(pathDown(finance, auditors, nestings)).toEqual([finance, ledgerOwners, auditors]);
    expect(pathDown(auditors, finance, nestings)).toBeNull();
    const circle = [...nestings, { parentId: auditors, childId: finance }];
    expect(pathDown(auditors, idOf<GroupId>(1), circle)).toBeNull();
  });

  test("WHO-20 a group is put into another one, once", () => {
    expect(decideNesting(facts(finance, auditors), start)).toMatchObject({ value: { kind: "groupNested" } });
    expect(decideNesting(facts(finance, ledgerOwners), start)).toEqual({ ok: true, value: null });
  });

  test("WHO-20 no group contains itself; the circle is named", () => {
    expect(decideNesting(facts(auditors, finance), start)).toEqual({
      ok: false,
      error: { code: "groupCircle", names: ["Auditors", "Ledger owners", "Finance", "Auditors"] },
    });
    expect(decideNesting(facts(finance, finance), start)).toMatchObject({ error: { names: ["Finance", "Finance"] } });
  });

  test("P1 a group is taken out again, but not the one that holds the last administrator", () => {
    const members = [{ groupId: auditors, personId: ada.id }];
    const administration = { ...nobody, groups: [finance], nestings, members };
    const out = (parts: AdministrationFacts) =>
      decideUnnesting({ ...facts(ledgerOwners, auditors), administration: parts }, start);
    expect(refusalOf(out(administration))).toBe("lastAdministrator");
    expect(out(nobody)).toMatchObject({ value: { kind: "groupUnnested" } });
    expect(decideUnnesting({ ...facts(finance, auditors), administration: nobody }, start)).toMatchObject({
      ok: true,
      value: null,
    });
  });
});

test("every refusal has words and a rule", () => {
  const texts = Object.keys(directoryRefusalRules);
  expect(texts).toContain("groupCircle");
  expect(directoryRefusalText({ code: "groupCircle", names: ["A", "B", "A"] }).detail).toBe("A is in B is in A.");
});
