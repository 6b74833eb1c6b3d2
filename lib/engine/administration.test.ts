import { describe, expect, test } from "vitest";
import {
  type AdministrationFacts,
  administratorsOf,
  losesTheLastAdministrator,
  withoutMember,
  withoutNesting,
  withoutPerson,
} from "./administration";
import { ada, auditors, ben, finance, ledgerOwners } from "./testing/cast";

/** Ledger owners administer; the auditors lie in them, and finance in the auditors. */
const facts: AdministrationFacts = {
  people: [],
  groups: [ledgerOwners],
  nestings: [
    { parentId: ledgerOwners, childId: auditors },
    { parentId: auditors, childId: finance },
  ],
  members: [{ groupId: finance, personId: ada.id }],
};

describe("who administers the portal", () => {
  test("DEL-4 whoever was given the role, and whoever is in a group that was, at any depth", () => {
    expect(administratorsOf({ ...facts, people: [ben.id] })).toEqual(new Set([ben.id, ada.id]));
    expect(administratorsOf({ ...facts, nestings: [] })).toEqual(new Set());
  });

  test("DEL-4 a circle of groups ends", () => {
    const circle = [...facts.nestings, { parentId: finance, childId: ledgerOwners }];
    expect(administratorsOf({ ...facts, nestings: circle })).toEqual(new Set([ada.id]));
  });
});

describe("P1 the last one", () => {
  const last = (after: AdministrationFacts) => losesTheLastAdministrator(facts, after);

  test("P1 is lost when the account goes off, the group is left or a group between is taken out", () => {
    expect(last(withoutPerson(facts, ada.id))).toBe(true);
    expect(last(withoutMember(facts, { groupId: finance, personId: ada.id }))).toBe(true);
    expect(last(withoutNesting(facts, { parentId: ledgerOwners, childId: auditors }))).toBe(true);
  });

  test("P1 is not lost by what concerns others, nor while there is another one", () => {
    expect(last(withoutPerson(facts, ben.id))).toBe(false);
    expect(last(withoutMember(facts, { groupId: auditors, personId: ada.id }))).toBe(false);
    const two = { ...facts, people: [ben.id] };
    expect(losesTheLastAdministrator(two, withoutPerson(two, ada.id))).toBe(false);
  });

  test("P1 nothing is lost where there was none", () => {
    const none = { ...facts, members: [] };
    expect(losesTheLastAdministrator(none, withoutPerson(none, ada.id))).toBe(false);
  });
});
