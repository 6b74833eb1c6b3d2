import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { people, personSponsors } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import type { PersonForm } from "@/lib/engine/person/person";
import type { Result } from "@/lib/engine/result";
import { ada, ben, cleo, dora, everybody, idOf, ivo, jun, kim } from "@/lib/engine/testing/cast";
import { loadManagersAbove, loadPersonRecord } from "@/lib/facts/person-records";
import { testDatabase } from "@/lib/testing/database";
import { createPerson, updatePerson } from "./change-person";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { trailOf } from "./testing/trail";
import { appoint, appointGovernanceAdministrator, insertPeople } from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
  await appoint(test.db, cleo, "auditor");
});

const form: PersonForm = {
  displayName: "Lea, new here",
  email: "lea@example.test",
  userPrincipalName: "lea@example.test",
  kind: "member",
  jobTitle: "Analyst",
  department: "Finance",
  preferredLanguage: "de",
  managerId: ben.id,
  sponsorIds: [jun.id],
};
const create = (who: Person, parts: Partial<PersonForm> = {}) =>
  createPerson(portal.deps, { actorId: who.id, form: { ...form, ...parts } });
/** Edits somebody from what they are now. */
async function update(who: Person, whom: { id: PersonId }, parts: Partial<PersonForm>, version = 1) {
  const {
    manager,
    sponsors,
    id: _,
    version: __,
    ...texts
  } = (await loadPersonRecord(test.db, whom.id)) ?? {
    ...form,
    manager: null,
    sponsors: [],
    id: whom.id,
    version,
  };
  const now = { ...texts, managerId: manager?.personId ?? null, sponsorIds: sponsors.map((each) => each.personId) };
  return updatePerson(portal.deps, { actorId: who.id, personId: whom.id, version, form: { ...now, ...parts } });
}
const codeOf = (result: Result<unknown, { code: string }>) => (result.ok ? "ok" : result.error.code);
const trail = () => trailOf(test.db, ({ activity, targetName: target, payload }) => ({ activity, target, payload }));

describe("a person is put into the directory", () => {
  it("DEL-22 GLO-26 by whoever manages it, with manager and sponsors, and may sign in at once", async () => {
    const made = await create(ivo);
    if (!made.ok) throw new Error(made.error.code);
    const [row] = await test.db.select().from(people).where(eq(people.id, made.value));
    expect(row).toMatchObject({ displayName: form.displayName, isEnabled: true, managerId: ben.id, version: 1 });
    expect(await test.db.select().from(personSponsors).where(eq(personSponsors.personId, made.value))).toEqual([
      { personId: made.value, sponsorId: jun.id },
    ]);
    expect(await trail()).toMatchObject([
      {
        activity: "Add user",
        target: form.displayName,
        payload: { after: { manager: { displayName: ben.displayName } } },
      },
    ]);
    expect(codeOf(await create(cleo, { email: "x@example.test" }))).toBe("roleNotSufficient");
    expect(codeOf(await create(dora, { email: "x@example.test" }))).toBe("roleNotSufficient");
  });

  it("GLO-28 addresses and sign-in names are there once, whatever their case, also of two at once", async () => {
    expect(codeOf(await create(ivo))).toBe("ok");
    expect(await create(ivo, { email: "LEA@example.test", userPrincipalName: "other@example.test" })).toEqual({
      ok: false,
      error: { code: "emailTaken", by: form.displayName },
    });
    expect(codeOf(await create(ivo, { email: "other@example.test" }))).toBe("userPrincipalNameTaken");
    const twin = { email: "twin@example.test", userPrincipalName: "twin@example.test" };
    const both = await Promise.all([create(ivo, twin), create(ivo, twin)]);
    expect(both.map(codeOf).sort()).toEqual(["emailTaken", "ok"]);
    const names = await Promise.all([
      create(ivo, { email: "a@example.test", userPrincipalName: "same@example.test" }),
      create(ivo, { email: "b@example.test", userPrincipalName: "same@example.test" }),
    ]);
    expect(names.map(codeOf).sort()).toEqual(["ok", "userPrincipalNameTaken"]);
  });
});

describe("a person is edited", () => {
  it("AUD-3 what changed is kept before and after; nothing is written where nothing did", async () => {
    expect(codeOf(await update(ivo, ada, { department: "Treasury", sponsorIds: [kim.id] }))).toBe("ok");
    expect(await trail()).toMatchObject([
      {
        activity: "Update user",
        payload: {
          before: { department: null, sponsors: [{ displayName: jun.displayName }] },
          after: { department: "Treasury", sponsors: [{ displayName: kim.displayName }] },
        },
      },
    ]);
    const before = await rowCounts(test.db);
    expect(await update(ivo, ada, {}, 2)).toEqual({ ok: true, value: null });
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("ERR-50 of two who edit the same state, the second is told by whom", async () => {
    await appointGovernanceAdministrator(test.db, kim);
    const both = await Promise.all([
      update(ivo, ada, { department: "Treasury" }),
      update(kim, ada, { department: "Sales" }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(["ok", "staleVersion"]);
    expect(await update(ivo, ada, { department: "Audit" })).toMatchObject({
      error: { by: expect.stringMatching(/Ivo|Kim/), current: [{ name: "Department" }] },
    });
  });

  it("APP-31 nobody is their own manager, also when two edits meet", async () => {
    expect(await update(ivo, cleo, { managerId: ada.id })).toEqual({
      ok: false,
      error: {
        code: "managerCircle",
        names: [cleo.displayName, ada.displayName, ben.displayName, cleo.displayName],
      },
    });
    const both = await Promise.all([
      update(ivo, dora, { managerId: kim.id }),
      update(ivo, kim, { managerId: dora.id }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(["managerCircle", "ok"]);
    expect((await loadManagersAbove(test.db, ada.id)).map((each) => each.personId)).toEqual([ada.id, ben.id, cleo.id]);
  });

  it("DEL-23 auditors are told so, to everybody else there is nobody there; what is wrong is told", async () => {
    expect(codeOf(await update(cleo, ada, { department: "X" }))).toBe("roleNotSufficient");
    expect(codeOf(await update(dora, ada, { department: "X" }))).toBe("personNotFound");
    expect(codeOf(await update(ivo, { id: idOf<PersonId>(7) }, {}))).toBe("personNotFound");
    expect(codeOf(await update(ivo, ada, { managerId: idOf<PersonId>(7) }))).toBe("managerNotFound");
    expect(codeOf(await update(ivo, ada, { email: `${ben.id}@EXAMPLE.test` }))).toBe("emailTaken");
    expect(await trail()).toEqual([]);
  });
});
