import { describe, expect, test } from "vitest";
import type { AdministrationFacts } from "@/lib/engine/administration";
import type { PersonId } from "@/lib/engine/ids";
import { ada, ben, cleo, disabled, idOf, jun, named } from "@/lib/engine/testing/cast";
import { refusalOf, start } from "@/lib/engine/testing/facts";
import { decideAccountChange } from "./account";
import { type PersonForm, type PersonRecord, personTextsSchema } from "./person";
import { decidePersonCreation, decidePersonUpdate, type PersonFacts } from "./save";

const texts = {
  displayName: "Ada, employee",
  email: "ada@example.test",
  userPrincipalName: "ada@example.test",
  kind: "member",
  jobTitle: "Analyst",
  department: null,
  preferredLanguage: null,
} as const;
const form: PersonForm = { ...texts, managerId: ben.id, sponsorIds: [jun.id] };
const record: PersonRecord = { ...texts, id: ada.id, version: 3, manager: named(ben), sponsors: [named(jun)] };
const facts: PersonFacts = {
  emailHolder: null,
  userPrincipalNameHolder: null,
  named: new Map([ada, ben, cleo, jun].map((each) => [each.id, named(each)])),
  managersAbove: [named(ben), named(cleo)],
};

describe("what a profile says", () => {
  const parse = (parts: Record<string, unknown>) =>
    personTextsSchema.safeParse({ ...texts, department: "", preferredLanguage: "", ...parts });

  test("GLO-28 texts without the spaces around them; what is empty is not there", () => {
    expect(parse({ displayName: " Ada, employee ", email: " ada@example.test" }).data).toEqual(texts);
    expect(parse({ preferredLanguage: "pt-BR" }).data?.preferredLanguage).toBe("pt-BR");
  });

  test.each([
    ["displayName", " "],
    ["displayName", "x".repeat(257)],
    ["email", "ada"],
    ["email", `${"x".repeat(250)}@example.test`],
    ["userPrincipalName", "ada smith@example.test"],
    ["email", "00000001@Services.Invalid"],
    ["userPrincipalName", "00000001@services.invalid"],
    ["kind", "robot"],
    ["jobTitle", "x".repeat(129)],
    ["preferredLanguage", "German!"],
  ])("GLO-28 LIM-30 %s is refused as %s", (field, value) => {
    expect(parse({ [field]: value }).error?.issues.map((issue) => issue.path)).toEqual([[field]]);
  });
});

describe("a person is put into the directory", () => {
  const create = (parts: Partial<PersonFacts> = {}, wanted: Partial<PersonForm> = {}) =>
    decidePersonCreation({ ...facts, ...parts }, { ...form, ...wanted }, ada.id, start);

  test("GLO-26 with manager and sponsors by their names", () => {
    expect(create()).toEqual({
      ok: true,
      value: {
        kind: "personCreated",
        at: start,
        personId: ada.id,
        after: { ...texts, manager: named(ben), sponsors: [named(jun)] },
      },
    });
  });

  test("GLO-28 addresses and sign-in names belong to one person; whom the form names has to be there", () => {
    expect(create({ emailHolder: "Ben" })).toEqual({ ok: false, error: { code: "emailTaken", by: "Ben" } });
    expect(refusalOf(create({ userPrincipalNameHolder: "Ben" }))).toBe("userPrincipalNameTaken");
    expect(refusalOf(create({}, { managerId: idOf<PersonId>(7) }))).toBe("managerNotFound");
    expect(refusalOf(create({}, { sponsorIds: [idOf<PersonId>(7)] }))).toBe("sponsorNotFound");
  });
});

describe("a person is edited", () => {
  const update = (wanted: Partial<PersonForm>, parts: Partial<PersonFacts> = {}, version = 3) =>
    decidePersonUpdate(
      { ...facts, ...parts, person: record, lastEditor: "Kim" },
      { form: { ...form, ...wanted }, version },
      start,
    );

  test("AUD-3 only what changed is told; sponsors have no order, and twice is once", () => {
    expect(update({ sponsorIds: [jun.id, jun.id] })).toEqual({ ok: true, value: null });
    expect(update({ jobTitle: null, managerId: cleo.id })).toEqual({
      ok: true,
      value: {
        kind: "personUpdated",
        at: start,
        personId: ada.id,
        before: { jobTitle: "Analyst", manager: named(ben) },
        after: { jobTitle: null, manager: named(cleo) },
      },
    });
  });

  test("ERR-50 whoever read another version is told what is there now", () => {
    expect(update({ jobTitle: "Director", managerId: null }, {}, 2)).toEqual({
      ok: false,
      error: {
        code: "staleVersion",
        by: "Kim",
        current: [
          { name: "Job title", text: "Analyst" },
          { name: "Manager", text: ben.displayName },
        ],
      },
    });
  });

  test("APP-31 nobody is their own manager, by themselves or through others", () => {
    const circle = { managersAbove: [named(cleo), named(ada)] };
    expect(update({ managerId: cleo.id }, circle)).toEqual({
      ok: false,
      error: { code: "managerCircle", names: [ada.displayName, cleo.displayName, ada.displayName] },
    });
    const self = { managersAbove: [named(ada)] };
    expect(refusalOf(update({ managerId: ada.id }, self))).toBe("managerCircle");
    // What was wrong before does not stand in the way of something else.
    expect(update({ jobTitle: "Director" }, { managersAbove: [named(ben), named(ada)] })).toMatchObject({ ok: true });
  });
});

describe("an account", () => {
  const administration: AdministrationFacts = { people: [ben.id], groups: [], nestings: [], members: [] };
  const off = (person = ada, actorId = ben.id, reason = "Left") =>
    decideAccountChange({ person, actorId, administration }, { isEnabled: false, reason }, start);

  test("AUD-1 goes off with a reason, and on again; twice is once", () => {
    expect(off()).toEqual({
      ok: true,
      value: { kind: "personDisabled", at: start, personId: ada.id, reason: "Left" },
    });
    expect(refusalOf(off(ada, ben.id, " "))).toBe("reasonRequired");
    expect(off(disabled(ada))).toEqual({ ok: true, value: null });
    const on = { isEnabled: true, reason: "Back" };
    expect(decideAccountChange({ person: disabled(ada), actorId: ada.id, administration }, on, start)).toMatchObject({
      value: { kind: "personEnabled", reason: "Back" },
    });
  });

  test("P1 nobody switches off themselves or the last administrator", () => {
    expect(refusalOf(off(ben))).toBe("ownAccount");
    expect(refusalOf(off(ben, ada.id))).toBe("lastAdministrator");
  });
});
