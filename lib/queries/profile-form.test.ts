import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { people, resourceAttributes, resourceRoles } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import { ada, ben, dora, everybody, payments } from "@/lib/engine/testing/cast";
import { accepted, person, policy, stage } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { insertApplicationRole, insertCatalog, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getRequestForm } from "./package-view";

const database = testDatabase();
let portal: Portal;

const anybody = {
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: [{ kind: "anyDirectoryUser" as const }, { kind: "requestorManager" as const }],
};

/** The bank needs a job title, which Ada has, and a town, which she may change. */
beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody);
  const bank = await insertApplicationRole(database.db, await insertCatalog(database.db), "bank");
  const [role] = await database.db.select().from(resourceRoles).where(eq(resourceRoles.id, bank));
  if (!role) throw new Error("no role");
  const { resourceId } = role;
  const format = { kind: "text" as const, isSingleLine: true };
  await database.db.insert(resourceAttributes).values([
    { resourceId, name: "jobTitle", definition: { name: "jobTitle", text: "Job title", format, isEditable: false } },
    { resourceId, name: "city", definition: { name: "city", text: "Town", format, isEditable: true } },
  ]);
  await database.db.update(people).set({ jobTitle: "Clerk" }).where(eq(people.id, ada.id));
  const stages = [stage({ primaryApprovers: [person(dora)] })];
  await insertPackage(database.db, payments, {
    roles: [bank],
    policies: [policy({ stages, requestorSettings: anybody })],
  });
});

/** What the form for Ada asks, with what it begins with, and what it shows instead. */
async function formOf(who: Person, again?: string) {
  const wish = { for: ada.id, again };
  const reading = { db: database.db, now: await portal.clock.now() };
  const form = await getRequestForm({ personId: who.id, kind: who.kind }, payments, "en", wish, reading);
  const [only] = form?.policies ?? [];
  if (!only) throw new Error("no form");
  return { asked: only.questions.map(({ id, given }) => [id, given]), known: only.known };
}

const town = { answers: [{ questionId: "attribute.city", value: "Aarhus" }] };

describe("the form for something that needs a profile", () => {
  test("INF-17 shows what is there and asks for the rest", async () => {
    expect(await formOf(ada)).toEqual({
      asked: [["attribute.city", null]],
      known: [{ text: "Job title", value: "Clerk" }],
    });
  });

  test("POR-37 begins with what was asked for before, and with what the profile says", async () => {
    const denied = await portal.ask(ada, payments, town);
    accepted(await portal.decide(dora, denied, "deny"));
    expect((await formOf(ada, denied)).asked).toEqual([["attribute.city", "Aarhus"]]);
    const delivered = await portal.ask(ada, payments, town);
    accepted(await portal.decide(dora, delivered, "approve"));
    await portal.work(delivered);
    expect((await formOf(ada)).asked).toEqual([["attribute.city", "Aarhus"]]);
  });

  test("ERR-12 says nothing of the profile to a colleague, and everything to the manager", async () => {
    expect((await formOf(ben)).known).toEqual([{ text: "Job title", value: "Clerk" }]);
    expect((await formOf(dora)).known).toEqual([{ text: "Job title", value: null }]);
    const id = await portal.ask(dora, payments, { ...town, targetId: ada.id });
    expect((await portal.request(id)).answers.map(({ displayValue }) => displayValue)).toEqual(["Aarhus"]);
  });
});
