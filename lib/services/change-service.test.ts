import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { apiTokens, auditEvents, identities, people } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import type { ServiceForm } from "@/lib/engine/service/service";
import { ada, ben, everybody, idOf, ivo, kim } from "@/lib/engine/testing/cast";
import { accepted, refusalOf } from "@/lib/engine/testing/facts";
import { loadService } from "@/lib/facts/services";
import { testDatabase } from "@/lib/testing/database";
import { createService, setServiceEnabled, updateService } from "./change-service";
import { createToken } from "./create-token";
import { revokeToken } from "./revoke-token";
import { setPersonEnabled } from "./set-person-enabled";
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
  await appoint(test.db, kim, "auditor");
});

const issuer = "https://id.example.test";
const form: ServiceForm = { displayName: "Nightly sync", clientId: "6f9a-client" };
const add = (parts: Partial<ServiceForm> = {}, actorId: PersonId = ivo.id) =>
  createService(portal.deps, { actorId, form: { ...form, ...parts }, issuer });
const edit = (serviceId: PersonId, parts: Partial<ServiceForm>, version = 1, actorId: PersonId = ivo.id) =>
  updateService(portal.deps, { actorId, serviceId, form: { ...form, ...parts }, issuer, version });
const turn = (serviceId: PersonId, isEnabled: boolean, actorId: PersonId = ivo.id, reason = "Not in use") =>
  setServiceEnabled(portal.deps, { actorId, serviceId, isEnabled, reason });
const issue = (personId: PersonId, by: Parameters<typeof createToken>[1]["by"] = { administratorId: ivo.id }) =>
  createToken(portal.deps, {
    personId,
    by,
    displayName: "Nightly",
    scopes: ["EntitlementManagement.Read.All"],
    days: 30,
  });

const trail = () =>
  trailOf(test.db, ({ activity, actorName: actor, targetName: target, reason }) => ({
    activity,
    actor,
    target,
    reason,
  }));

describe("a service", () => {
  it("is added, edited, switched off and on, each with its entry", async () => {
    const id = accepted(await add());
    expect(await loadService(test.db, id, issuer)).toEqual({ ...form, id, isEnabled: true, version: 1 });
    accepted(await edit(id, { displayName: "Sync", clientId: null }));
    expect(await loadService(test.db, id, issuer)).toMatchObject({ displayName: "Sync", clientId: null, version: 2 });
    expect(accepted(await turn(id, false))).toEqual({ isChanged: true });
    expect(accepted(await turn(id, false))).toEqual({ isChanged: false });
    expect(accepted(await turn(id, true, ivo.id, "Back"))).toEqual({ isChanged: true });
    const common = { actor: ivo.displayName, target: "Sync" };
    expect(await trail()).toEqual([
      { ...common, target: "Nightly sync", activity: "Add service principal", reason: null },
      { ...common, activity: "Update service principal", reason: null },
      { ...common, activity: "Disable account", reason: "Not in use" },
      { ...common, activity: "Enable account", reason: "Back" },
    ]);
  });

  it("has neither mailbox nor sign-in name, and its client belongs to it alone", async () => {
    const id = accepted(await add());
    const [row] = await test.db.select().from(people).where(eq(people.id, id));
    expect(row).toMatchObject({ kind: "service", email: `${id}@services.invalid` });
    await test.db
      .insert(identities)
      .values({ issuer, subject: "ada-there", personId: ada.id, linkedAt: new Date("2025-01-01T00:00:00Z") });
    const other = await add({ displayName: "Other", clientId: "ada-there" });
    expect(other).toEqual({ ok: false, error: { code: "clientIdTaken", by: ada.displayName } });
    expect(refusalOf(await add({ displayName: "Other" }))).toBe("clientIdTaken");
    // What it no longer uses is free again.
    accepted(await edit(id, { clientId: "new-client" }));
    accepted(await add({ displayName: "Other" }));
  });

  it("has a name no other service has, also of two that are sent at once; people may be called the same", async () => {
    accepted(await add({ displayName: ada.displayName, clientId: null }));
    const answers = await Promise.all([add({ clientId: null }), add({ clientId: null })]);
    expect(answers.map(refusalOf).sort()).toEqual([null, "serviceNameTaken"].sort());
    expect(refusalOf(await add({ displayName: "NIGHTLY sync" }))).toBe("serviceNameTaken");
  });

  it("takes one client id of two that are given at once", async () => {
    const [one, two] = [
      accepted(await add({ clientId: null })),
      accepted(await add({ displayName: "B", clientId: null })),
    ];
    const answers = await Promise.all([edit(one, {}), edit(two, { displayName: "B" })]);
    expect(answers.map(refusalOf).sort()).toEqual([null, "clientIdTaken"].sort());
  });

  it("ERR-50 is edited by whoever read it as it is", async () => {
    const id = accepted(await add());
    accepted(await edit(id, { displayName: "Sync" }));
    expect(await edit(id, { displayName: "Nightly" })).toMatchObject({
      error: { code: "staleVersion", by: ivo.displayName, current: [{ name: "Name", text: "Sync" }] },
    });
  });

  it("DEL-23 is nothing to whoever does not look after the directory; those who read everything are told so", async () => {
    const id = accepted(await add());
    const before = await rowCounts(test.db);
    for (const [actor, told] of [
      [ben, "serviceNotFound"],
      [kim, "roleNotSufficient"],
    ] as const) {
      expect(refusalOf(await edit(id, { displayName: "X" }, 1, actor.id))).toBe(told);
      expect(refusalOf(await turn(id, false, actor.id))).toBe(told);
      expect(refusalOf(await issue(id, { administratorId: actor.id }))).toBe(told);
    }
    expect(refusalOf(await add({ displayName: "X" }, ben.id))).toBe("roleNotSufficient");
    const refused = await test.db.$count(auditEvents, eq(auditEvents.result, "failure"));
    expect(refused).toBe(7);
    const after = await rowCounts(test.db);
    expect({ ...after, audit_events: 0, audit_chain: 0 }).toEqual({ ...before, audit_events: 0, audit_chain: 0 });
  });

  it("is what nobody takes for a person, nor a person for it", async () => {
    const id = accepted(await add());
    const off = { isEnabled: false, reason: "Gone", actorId: ivo.id };
    expect(refusalOf(await setPersonEnabled(portal.deps, { ...off, personId: id }))).toBe("personNotFound");
    for (const nobody of [ada.id, idOf<PersonId>(99)]) {
      expect(refusalOf(await turn(nobody, false))).toBe("serviceNotFound");
      expect(refusalOf(await edit(nobody, { displayName: "X", clientId: null }))).toBe("serviceNotFound");
    }
  });
});

describe("a token of a service", () => {
  it("is made and revoked by whoever looks after the directory", async () => {
    const id = accepted(await add());
    accepted(await issue(id));
    const [token] = await test.db.select().from(apiTokens);
    expect(token?.personId).toBe(id);
    expect(accepted(await revokeToken(portal.deps, { tokenId: token?.id ?? "", actorId: ivo.id }))).toEqual({
      isChanged: true,
    });
    expect((await trail()).slice(1)).toEqual([
      { activity: "Add API token", actor: ivo.displayName, target: "Nightly sync", reason: null },
      { activity: "Revoke API token", actor: ivo.displayName, target: "Nightly sync", reason: null },
    ]);
    accepted(await issue(id, "system"));
  });

  it("is made neither by itself nor while it is off, and nobody makes one for a person", async () => {
    const id = accepted(await add());
    expect(refusalOf(await issue(id, "person"))).toBe("personNotFound");
    expect(refusalOf(await issue(id, { administratorId: id }))).toBe("serviceNotFound");
    expect(refusalOf(await issue(ada.id))).toBe("serviceNotFound");
    accepted(await turn(id, false));
    expect(refusalOf(await issue(id))).toBe("serviceNotFound");
    expect(await test.db.$count(apiTokens)).toBe(0);
  });
});
