import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, people, personAttributes, resourceAttributes, resourceRoles } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import type { Attribute } from "@/lib/engine/policy/attributes";
import { ada, dora, everybody, hana, payments, policyIds, reports, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { loadProfile } from "@/lib/facts/attributes";
import { testDatabase } from "@/lib/testing/database";
import { builtInConnectors } from "./connectors";
import { setResourceAttributes } from "./set-resource-attributes";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { appoint, insertApplicationRole, insertCatalog, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let bank: ResourceRoleId;

/** The bank needs an office; Payments gives the bank, and so does Vendors. */
beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  catalogId = await insertCatalog(test.db);
  bank = await insertApplicationRole(test.db, catalogId, "bank");
  await need(bank, { name: "officeLocation" });
  await insertPackage(test.db, payments, { catalogId, roles: [bank], policies: [policy()] });
  await insertPackage(test.db, vendors, { catalogId, roles: [bank], policies: [policy({ policyId: policyIds[1] })] });
  return async () => expectInvariantsOfAll(test.db);
});

/** The resource of a role needs this of a profile. */
async function need(roleId: ResourceRoleId, parts: Partial<Attribute> & { readonly name: string }) {
  const [role] = await test.db.select().from(resourceRoles).where(eq(resourceRoles.id, roleId));
  if (!role) throw new Error("no such role");
  const definition = {
    text: `Your ${parts.name}`,
    format: { kind: "text" as const, isSingleLine: true },
    isEditable: false,
    ...parts,
  };
  await test.db.insert(resourceAttributes).values({ resourceId: role.resourceId, name: parts.name, definition });
}

const answered = (value: string, name = "officeLocation") => ({
  answers: [{ questionId: `attribute.${name}`, value }],
});

const profileOf = (who = ada) => loadProfile(test.db, who.id);

describe("a request for something that needs a profile", () => {
  it("INF-15 is refused without the value, whoever sends it", async () => {
    expect(await portal.submit(ada, payments)).toMatchObject({
      error: { code: "invalidForm", issues: [{ field: "answers.attribute.officeLocation", problem: "required" }] },
    });
  });

  it("REQ-58, INF-18 the value is written after all roles, then the delivery is complete; the log tells no value", async () => {
    const id = await portal.ask(ada, payments, answered("Berlin"));
    expect(await profileOf()).toEqual({});
    await portal.work(id);
    expect(await portal.history(id)).toEqual([
      "requestSubmitted",
      "requestAutoApproved",
      "deliveryStarted",
      "roleGranted",
      "attributeWritten",
      "deliveryFinished",
    ]);
    expect(await profileOf()).toEqual({ officeLocation: "Berlin" });
    expect(JSON.stringify(await portal.events(id))).not.toContain("Berlin");
    expect((await portal.request(id)).answers).toMatchObject([{ displayValue: "Berlin" }]);
  });

  it("INF-16 what was entered once is read-only from then on, in another package too", async () => {
    await portal.hold(ada, payments, answered("Berlin"));
    expect(refusalOf(await portal.submit(ada, vendors, answered("Paris")))).toBe("invalidForm");
    await portal.hold(ada, vendors);
    expect(await profileOf()).toEqual({ officeLocation: "Berlin" });
  });

  it("INF-17 what the directory says is not asked for; it stays the directory's when the access ends", async () => {
    await need(bank, { name: "jobTitle" });
    await test.db.update(people).set({ jobTitle: "Clerk" }).where(eq(people.id, ada.id));
    const held = await portal.hold(ada, payments, answered("Berlin"));
    accepted(await portal.giveBack(ada, held));
    await portal.sweep();
    expect(await profileOf()).toEqual({ jobTitle: "Clerk" });
  });

  it("INF-18 a job title is written where the directory shows it, and taken out there", async () => {
    await need(bank, { name: "jobTitle" });
    const both = { answers: [...answered("Berlin").answers, ...answered("Clerk", "jobTitle").answers] };
    const held = await portal.hold(ada, payments, both);
    const titled = await test.db.select({ id: people.id }).from(people).where(eq(people.jobTitle, "Clerk"));
    expect(titled).toEqual([{ id: ada.id }]);
    accepted(await portal.giveBack(ada, held));
    await portal.sweep();
    expect(await profileOf()).toEqual({});
  });

  it("INF-18 nothing is written for somebody who got none of the roles", async () => {
    const id = await portal.ask(ada, payments, answered("Berlin"));
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("deliveryFailed");
    expect(await profileOf()).toEqual({});
  });

  it("REQ-58 while a role is tried again the profile waits", async () => {
    const down = async () => {
      throw new Error("the bank is down");
    };
    portal.connectors = { ...builtInConnectors, AadApplication: { grant: down, revoke: down } };
    const id = await portal.ask(ada, payments, answered("Berlin"));
    await portal.work(id);
    expect(await profileOf()).toEqual({});
    portal.connectors = builtInConnectors;
    await portal.passTo(after(0, 0, 1));
    expect(await portal.stateOf(id)).toBe("delivered");
    expect(await profileOf()).toEqual({ officeLocation: "Berlin" });
  });

  it("INF-20 a value that may not be written is a failure of the delivery with its reason, not of the form", async () => {
    await need(bank, { name: "mobilePhone" });
    await appoint(test.db, ada, "auditor");
    await appoint(test.db, hana, "catalogOwner", catalogId);
    const both = { answers: [...answered("Berlin").answers, ...answered("+49 30 1", "mobilePhone").answers] };
    const id = await portal.ask(ada, payments, both);
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("partiallyDelivered");
    const failures = (await portal.events(id)).filter(({ kind }) => kind === "attributeFailed");
    expect(failures.map(({ payload }) => payload)).toMatchObject([
      { attribute: "mobilePhone", problem: "attributeProtected" },
    ]);
    expect(await profileOf()).toEqual({ officeLocation: "Berlin" });
    await test.db.execute("delete from role_assignments where role = 'auditor'");
    accepted(await portal.reprocess(hana, id));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
    expect(await profileOf()).toEqual({ officeLocation: "Berlin", mobilePhone: "+49 30 1" });
  });

  it("CAT-57 what a resource needs from now on does not reach requests under way", async () => {
    await insertPackage(test.db, reports, {
      catalogId,
      roles: [bank],
      policies: [policy({ policyId: policyIds[2], stages: [stage({ primaryApprovers: [person(dora)] })] })],
    });
    const id = await portal.ask(ada, reports, answered("Berlin"));
    await need(bank, { name: "city" });
    accepted(await portal.decide(dora, id, "approve"));
    await portal.work(id);
    expect(await portal.stateOf(id)).toBe("delivered");
    expect(refusalOf(await portal.submit(ada, vendors))).toBe("invalidForm");
  });

  it("ERR-26 is assigned to one person at a time", async () => {
    await appoint(test.db, hana, "catalogOwner", catalogId);
    const targets = { policyId: policyIds[0], targetIds: [ada.id, dora.id] };
    expect(refusalOf(await portal.assign(hana, payments, targets))).toBe("multiTargetWithQuestions");
  });
});

describe("what a resource needs", () => {
  const office = {
    name: "city",
    text: "Your town",
    format: { kind: "text" as const, isSingleLine: true },
    isEditable: true,
  };
  const set = async (who: Person, parts: Partial<Parameters<typeof setResourceAttributes>[1]> = {}) => {
    const [role] = await test.db.select().from(resourceRoles).where(eq(resourceRoles.id, bank));
    if (!role) throw new Error("no such role");
    const { resourceId } = role;
    const input = { personId: who.id, catalogId, resourceId, attributes: [office], version: 0, ...parts };
    return setResourceAttributes(portal.deps, input);
  };

  it("CAT-46 is set by the owners of its catalog, holds for the next request and stands in the log", async () => {
    await appoint(test.db, hana, "catalogOwner", catalogId);
    expect(accepted(await set(hana))).toMatchObject({ kind: "resourceAttributesChanged", after: [{ name: "city" }] });
    expect(accepted(await set(hana, { version: 1 }))).toBeNull();
    expect(await set(hana)).toMatchObject({ error: { code: "staleVersion", by: hana.displayName } });
    const [entry, ...others] = await test.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.kind, "resourceAttributesChanged"));
    expect(entry).toMatchObject({ activity: "Update access package catalog resource", actorId: hana.id, catalogId });
    expect(others).toEqual([]);
    expect(await portal.submit(ada, payments)).toMatchObject({
      error: { issues: [{ field: "answers.attribute.city", problem: "required" }] },
    });
    accepted(await set(hana, { attributes: [], version: 1 }));
    expect(refusalOf(await portal.submit(ada, payments))).toBeNull();
  });

  it("CAT-57 is nobody else's to set, and a resource of another catalog is not there", async () => {
    const elsewhere = await insertCatalog(test.db);
    await appoint(test.db, hana, "accessPackageManager", catalogId);
    await appoint(test.db, dora, "catalogOwner", elsewhere);
    expect(refusalOf(await set(hana))).toBe("roleNotSufficient");
    expect(refusalOf(await set(ada))).toBe("catalogNotFound");
    expect(refusalOf(await set(dora))).toBe("catalogNotFound");
    expect(refusalOf(await set(dora, { catalogId: elsewhere }))).toBe("resourceNotFound");
    expect(await test.db.select().from(auditEvents).where(eq(auditEvents.result, "success"))).toEqual([]);
  });
});

describe("the end of access", () => {
  it("CAT-54 the value stays while other access needs it, and goes with the last", async () => {
    const first = await portal.hold(ada, payments, answered("Berlin"));
    const second = await portal.hold(ada, vendors);
    accepted(await portal.giveBack(ada, first));
    await portal.sweep();
    expect(await profileOf()).toEqual({ officeLocation: "Berlin" });
    accepted(await portal.giveBack(ada, second));
    await portal.sweep();
    expect(await profileOf()).toEqual({});
    const removal = await portal.removalOf(second);
    expect((await portal.history(removal)).slice(-3)).toEqual(["roleRevoked", "attributeCleared", "deliveryFinished"]);
  });

  it("CAT-53 a value that is to stay outlives its access, and the access after it", async () => {
    await test.db.delete(resourceAttributes);
    await need(bank, { name: "officeLocation", isPersistedOnAssignmentRemoval: true });
    const held = await portal.hold(ada, payments, answered("Berlin"));
    accepted(await portal.giveBack(ada, held));
    await portal.sweep();
    await test.db.delete(resourceAttributes);
    await need(bank, { name: "officeLocation" });
    accepted(await portal.giveBack(ada, await portal.hold(ada, vendors)));
    await portal.sweep();
    expect(await profileOf()).toEqual({ officeLocation: "Berlin" });
  });

  it("CAT-53 what the directory has changed meanwhile is left to the directory", async () => {
    await test.db.delete(resourceAttributes);
    await need(bank, { name: "department" });
    const held = await portal.hold(ada, payments, answered("Sales", "department"));
    await test.db.update(people).set({ department: "Legal" }).where(eq(people.id, ada.id));
    accepted(await portal.giveBack(ada, held));
    await portal.sweep();
    expect(await profileOf()).toEqual({ department: "Legal" });
    const isHers = eq(personAttributes.personId, ada.id);
    expect(await test.db.$count(personAttributes, isHers)).toBe(0);
  });
});
