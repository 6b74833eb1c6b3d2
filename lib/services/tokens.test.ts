import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { apiTokens, auditEvents } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { ada, ben, everybody, idOf, ivo, kim } from "@/lib/engine/testing/cast";
import { accepted, after, refusalOf } from "@/lib/engine/testing/facts";
import { tokenLimits } from "@/lib/engine/token/token";
import { hashOf } from "@/lib/platform/token";
import { testDatabase } from "@/lib/testing/database";
import { createToken } from "./create-token";
import { revokeToken } from "./revoke-token";
import { Portal } from "./testing/portal";
import { appoint, appointGovernanceAdministrator, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
});

const wish = { displayName: "Nightly report", scopes: ["EntitlementManagement.Read.All"] as const, days: 30 };
const create = (who: PersonId = ada.id, by: "person" | "system" = "person", displayName = wish.displayName) =>
  createToken(portal.deps, { ...wish, displayName, personId: who, by });
const revoke = (tokenId: string, actorId: PersonId) => revokeToken(portal.deps, { tokenId, actorId });

const theToken = async () => {
  const [row] = await test.db.select().from(apiTokens);
  if (!row) throw new Error("there is a token");
  return row;
};

const log = () =>
  test.db
    .select({
      activity: auditEvents.activity,
      actorId: auditEvents.actorId,
      targetId: auditEvents.targetId,
      result: auditEvents.result,
      payload: auditEvents.payload,
    })
    .from(auditEvents)
    .orderBy(auditEvents.sequence);

describe("a token is made", () => {
  it("is told once, kept as its hash, and in the log without either", async () => {
    const { token, expiresAt } = accepted(await create());
    expect(token).toMatch(/^lk_[\w-]{43}$/);
    expect(expiresAt).toEqual(after(30));
    const row = await theToken();
    expect(row).toMatchObject({
      personId: ada.id,
      hash: hashOf(token),
      scopes: wish.scopes,
      expiresAt,
      lastUsedAt: null,
    });
    const entries = await log();
    expect(entries).toMatchObject([
      { activity: "Add API token", actorId: ada.id, targetId: ada.id, payload: { tokenName: "Nightly report" } },
    ]);
    const written = JSON.stringify([row.displayName, entries]);
    for (const secret of [token, token.slice(3), row.hash]) expect(written).not.toContain(secret);
  });

  it("by the system, from the shell", async () => {
    accepted(await create(ada.id, "system"));
    expect(await log()).toMatchObject([{ activity: "Add API token", actorId: null, targetId: ada.id }]);
  });

  it("once, of two forms with one name that come at once", async () => {
    const answers = await Promise.all([create(), create(), create()]);
    expect(answers.map(refusalOf).sort()).toEqual([null, "tokenNameTaken", "tokenNameTaken"].sort());
    expect(await test.db.$count(apiTokens)).toBe(1);
    // What is over or revoked is no longer in the way.
    accepted(await revoke((await theToken()).id, ada.id));
    accepted(await create());
    portal.clock.set(after(31));
    accepted(await create());
  });

  it("up to twenty at a time, for people who are there", async () => {
    for (let count = 0; count < tokenLimits.liveMax; count += 1) {
      accepted(await create(ada.id, "person", `Token ${count}`));
    }
    expect(refusalOf(await create())).toBe("tooManyTokens");
    accepted(await create(ben.id));
    expect(refusalOf(await create(idOf<PersonId>(99)))).toBe("personNotFound");
  });
});

describe("a token is revoked", () => {
  it("by its person, once", async () => {
    accepted(await create());
    const { id } = await theToken();
    expect(await revoke(id, ada.id)).toEqual({ ok: true, value: { isChanged: true } });
    expect((await theToken()).revokedAt).toEqual(await portal.clock.now());
    expect(await revoke(id, ada.id)).toEqual({ ok: true, value: { isChanged: false } });
    expect((await log()).map((entry) => entry.activity)).toEqual(["Add API token", "Revoke API token"]);
  });

  it("by whoever looks after the directory, of anybody", async () => {
    accepted(await create());
    accepted(await revoke((await theToken()).id, ivo.id));
    expect((await log()).at(-1)).toMatchObject({ activity: "Revoke API token", actorId: ivo.id, targetId: ada.id });
  });

  it("DEL-23 and is not there for everybody else; whoever reads everything is told so", async () => {
    accepted(await create());
    const { id } = await theToken();
    await appoint(test.db, kim, "auditor");
    expect(refusalOf(await revoke(id, ben.id))).toBe("tokenNotFound");
    expect(refusalOf(await revoke(id, kim.id))).toBe("roleNotSufficient");
    for (const nothing of [idOf(99), "x", "' or 1=1"])
      expect(refusalOf(await revoke(nothing, ivo.id))).toBe("tokenNotFound");
    expect((await theToken()).revokedAt).toBeNull();
    const refused = await test.db.select().from(auditEvents).where(eq(auditEvents.result, "failure"));
    expect(refused).toHaveLength(2);
  });
});
