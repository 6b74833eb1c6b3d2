import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { apiTokens } from "@/db/schema";
import type { HeldRole } from "@/lib/auth/permissions";
import type { PersonId } from "@/lib/engine/ids";
import { ada, everybody, idOf, ivo } from "@/lib/engine/testing/cast";
import { accepted, after, start } from "@/lib/engine/testing/facts";
import { createService, setServiceEnabled } from "@/lib/services/change-service";
import { createToken } from "@/lib/services/create-token";
import { revokeToken } from "@/lib/services/revoke-token";
import { Portal } from "@/lib/services/testing/portal";
import { appoint, appointGovernanceAdministrator, insertCatalog, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listTokensOfEverybody } from "./api-tokens";
import { getService, isServiceOf, listServices } from "./services";

const test = testDatabase();
let portal: Portal;
const issuer = "https://id.example.test";
const reading = (now = start) => ({ db: test.db, now });
const administrator: { roles: readonly HeldRole[] } = { roles: [{ role: "governanceAdministrator", catalogId: null }] };
const auditor: { roles: readonly HeldRole[] } = { roles: [{ role: "auditor", catalogId: null }] };

const add = async (displayName: string, clientId: string | null = null): Promise<PersonId> =>
  accepted(await createService(portal.deps, { actorId: ivo.id, form: { displayName, clientId }, issuer }));
const issue = async (personId: PersonId, displayName: string, days = 30) =>
  accepted(
    await createToken(portal.deps, {
      personId,
      displayName,
      days,
      scopes: ["EntitlementManagement.Read.All"],
      by: { administratorId: ivo.id },
    }),
  );

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
});

it("lists services by name, with their roles, their tokens and when one was last used", async () => {
  const sync = await add("sync", "sync-client");
  const export_ = await add("Export");
  const catalogId = await insertCatalog(test.db, { name: "Finance" });
  await appoint(test.db, { id: sync }, "auditor");
  await appoint(test.db, { id: sync }, "accessPackageManager", catalogId);
  await issue(sync, "One");
  await issue(sync, "Two", 1);
  await issue(sync, "Three");
  const [third] = await test.db.select().from(apiTokens).where(eq(apiTokens.displayName, "Three"));
  accepted(await revokeToken(portal.deps, { tokenId: third?.id ?? "", actorId: ivo.id }));
  await test.db.update(apiTokens).set({ lastUsedAt: start });
  accepted(
    await setServiceEnabled(portal.deps, { actorId: ivo.id, serviceId: export_, isEnabled: false, reason: "Old" }),
  );
  // A day later the second one is over.
  const { rows } = await listServices(administrator, {}, issuer, reading(after(2)));
  expect(rows).toEqual([
    {
      id: export_,
      displayName: "Export",
      isEnabled: false,
      clientId: null,
      roles: [],
      tokenCount: 0,
      lastUsedAt: null,
    },
    {
      id: sync,
      displayName: "sync",
      isEnabled: true,
      clientId: "sync-client",
      roles: [
        { role: "accessPackageManager", catalog: "Finance" },
        { role: "auditor", catalog: null },
      ],
      tokenCount: 1,
      lastUsedAt: start,
    },
  ]);
  const found = await listServices(administrator, { search: "exp" }, null, reading());
  expect(found.rows.map((row) => row.displayName)).toEqual(["Export"]);
  const view = await getService(administrator, sync, issuer, reading());
  expect(view).toMatchObject({ displayName: "sync", clientId: "sync-client", version: 1 });
  expect(view?.tokens.map((token) => token.displayName).sort()).toEqual(["One", "Two"]);
  expect(view?.roles).toHaveLength(2);
});

it("DEL-23 shows nothing to whoever does not look after the directory, nor a person among services", async () => {
  const sync = await add("sync");
  expect(await listServices(auditor, {}, issuer, reading())).toEqual({ rows: [], next: null });
  expect(await getService(auditor, sync, issuer, reading())).toBeNull();
  expect(await isServiceOf(auditor, sync, reading())).toBe(false);
  expect(await isServiceOf(administrator, sync, reading())).toBe(true);
  for (const nobody of [ada.id, idOf<PersonId>(99), "x", "' or 1=1"]) {
    expect(await getService(administrator, nobody, issuer, reading())).toBeNull();
  }
});

it("pages through many services", async () => {
  for (let number = 0; number < 30; number += 1) await add(`Service ${String(number).padStart(2, "0")}`);
  const first = await listServices(administrator, {}, issuer, reading());
  const second = await listServices(administrator, { cursor: first.next }, issuer, reading());
  expect([first.rows.length, second.rows.length, second.next]).toEqual([25, 5, null]);
});

it("the list of all tokens says which are services'", async () => {
  const sync = await add("sync");
  await issue(sync, "Nightly");
  const { rows } = await listTokensOfEverybody(administrator, null, reading());
  expect(rows).toMatchObject([{ displayName: "Nightly", ownerId: sync, ownerName: "sync", isService: true }]);
});
