import { beforeEach, expect, it } from "vitest";
import { auditEvents, identities } from "@/db/schema";
import { ada, ben, everybody } from "@/lib/engine/testing/cast";
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
  const [issuer, subject, personId] = ["https://id.example.test", "sub-4711", ada.id];
  const link = { issuer, subjects: [subject], personId };
  const answers = await Promise.all([linkIdentity(portal.deps, link), linkIdentity(portal.deps, link)]);
  expect(answers.sort()).toEqual([false, true]);
  expect(await linkIdentity(portal.deps, link)).toBe(false);
  expect(await test.db.select().from(identities)).toEqual([{ issuer, subject, personId, linkedAt: start }]);
  const events = await test.db.select().from(auditEvents);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ kind: "identityLinked", actorId: ada.id, targetId: ada.id, requestId: null });
  expect(JSON.stringify(events)).not.toContain(subject);
});

it("links every name of an account, also one that is told later, and leaves to others what is theirs", async () => {
  const issuer = "https://id.example.test";
  await linkIdentity(portal.deps, { issuer, subjects: ["ben-object"], personId: ben.id });
  await linkIdentity(portal.deps, { issuer, subjects: ["ada-here"], personId: ada.id });
  expect(await linkIdentity(portal.deps, { issuer, subjects: ["ada-here", "ada-object"], personId: ada.id })).toBe(
    true,
  );
  expect(await linkIdentity(portal.deps, { issuer, subjects: ["ada-here", "ben-object"], personId: ada.id })).toBe(
    false,
  );
  const rows = await test.db.select().from(identities).orderBy(identities.subject);
  expect(rows.map(({ subject, personId }) => [subject, personId])).toEqual([
    ["ada-here", ada.id],
    ["ada-object", ada.id],
    ["ben-object", ben.id],
  ]);
  expect(await test.db.$count(auditEvents)).toBe(3);
});
