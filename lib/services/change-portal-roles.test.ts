import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { people } from "@/db/schema";
import type { Person, Principal } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { type PortalRole, portalRoles } from "@/lib/engine/portal-role/roles";
import type { Result } from "@/lib/engine/result";
import { ada, auditors, ben, cleo, dora, everybody, idOf, ivo, kim, ledgerOwners } from "@/lib/engine/testing/cast";
import { loadRoles } from "@/lib/facts/roles";
import { testDatabase } from "@/lib/testing/database";
import { assignPortalRole, removePortalRole } from "./change-portal-roles";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import { trailOf } from "./testing/trail";
import { appoint, appointGovernanceAdministrator, insertGroup, insertPeople } from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, ivo);
  await appoint(test.db, cleo, "auditor");
  await insertGroup(test.db, auditors, { name: "Auditors" });
  await insertGroup(test.db, ledgerOwners, { members: [kim], inside: [auditors] });
});

const personOf = ({ id: personId }: { id: PersonId }): Principal => ({ kind: "person", personId });
const toAuditors: Principal = { kind: "group", groupId: auditors };
const give = (who: Person, principal: Principal, role: PortalRole = "governanceAdministrator") =>
  assignPortalRole(portal.deps, { actorId: who.id, role, principal });
const take = (who: Person, principal: Principal, role: PortalRole = "governanceAdministrator") =>
  removePortalRole(portal.deps, { actorId: who.id, role, principal });
const codeOf = (result: Result<unknown, { code: string }>) => (result.ok ? "ok" : result.error.code);
const trail = () =>
  trailOf(test.db, ({ activity, actorName: actor, targetName: target, subjectId: role, subjectName: holder }) => ({
    activity,
    actor,
    target,
    role,
    holder,
  }));

describe("roles that hold everywhere", () => {
  it.each(portalRoles)("P1 DEL-17 AUD-8 %s is given and taken away, and counts at once", async (role) => {
    expect(codeOf(await give(ivo, personOf(ben), role))).toBe("ok");
    expect(await loadRoles(test.db, ben.id)).toEqual([{ role, catalogId: null }]);
    expect(codeOf(await take(ivo, personOf(ben), role))).toBe("ok");
    expect(await loadRoles(test.db, ben.id)).toEqual([]);
    const common = { actor: ivo.displayName, target: ben.displayName, role, holder: ben.displayName };
    expect(await trail()).toEqual([
      { ...common, activity: "Add Entitlement Management role assignment" },
      { ...common, activity: "Remove Entitlement Management role assignment" },
    ]);
  });

  it("DEL-4 a group's role is that of everybody in it at any depth", async () => {
    await give(ivo, toAuditors, "auditor");
    expect(await loadRoles(test.db, kim.id)).toEqual([{ role: "auditor", catalogId: null }]);
    expect(await trail()).toMatchObject([{ target: null, holder: "Auditors" }]);
  });

  it("DEL-4 twice is once, also of two at the same time; nobody is nobody", async () => {
    await appointGovernanceAdministrator(test.db, dora);
    const both = await Promise.all([give(ivo, personOf(ben)), give(dora, personOf(ben))]);
    expect(both.map(codeOf)).toEqual(["ok", "ok"]);
    expect(await trail()).toHaveLength(1);
    expect(codeOf(await give(ivo, personOf({ id: idOf<PersonId>(7) })))).toBe("principalNotFound");
  });

  it("P1 the last administrator stays, counting groups and only enabled people", async () => {
    expect(codeOf(await take(ivo, personOf(ivo)))).toBe("lastAdministrator");
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, kim.id));
    await give(ivo, toAuditors);
    expect(codeOf(await take(ivo, personOf(ivo)))).toBe("lastAdministrator");
    await test.db.update(people).set({ isEnabled: true }).where(eq(people.id, kim.id));
    expect(codeOf(await take(ivo, personOf(ivo)))).toBe("ok");
    expect(codeOf(await take(kim, toAuditors))).toBe("lastAdministrator");
    expect(codeOf(await give(ivo, personOf(ivo)))).toBe("roleNotSufficient");
  });

  it("P1 of two administrators who take each other's role at once, one stays", async () => {
    await appointGovernanceAdministrator(test.db, dora);
    const both = await Promise.all([take(ivo, personOf(dora)), take(dora, personOf(ivo))]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
  });

  it("P1 nobody else gives them: no auditor, no catalog creator, no stranger", async () => {
    await appoint(test.db, ada, "catalogCreator");
    const before = await rowCounts(test.db);
    for (const who of [cleo, ada, ben]) {
      expect(codeOf(await give(who, personOf(who)))).toBe("roleNotSufficient");
      expect(codeOf(await take(who, personOf(ivo)))).toBe("roleNotSufficient");
    }
    expect(await rowCounts(test.db)).toEqual(before);
  });
});
