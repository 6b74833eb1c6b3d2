import { beforeEach, expect, it } from "vitest";
import { auditEvents, identities } from "@/db/schema";
import { ada, everybody } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { linkIdentity } from "./link-identity";
import { Portal } from "./testing/portal";
import { insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
});

it("links an account once, however many first sign-ins there are at once, and says so without the subject", async () => {
  const link = { issuer: "https://id.example.test", subject: "sub-4711", personId: ada.id };
  await Promise.all([linkIdentity(portal.deps, link), linkIdentity(portal.deps, link)]);
  await linkIdentity(portal.deps, link);
  expect(await test.db.select().from(identities)).toEqual([{ ...link, linkedAt: start }]);
  const events = await test.db.select().from(auditEvents);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ kind: "identityLinked", actorId: ada.id, targetId: ada.id, requestId: null });
  expect(JSON.stringify(events)).not.toContain(link.subject);
});
