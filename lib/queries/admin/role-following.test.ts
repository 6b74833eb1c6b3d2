import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { people } from "@/db/schema";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { ada, ben, cleo, dora, everybody, idOf, kim, payments } from "@/lib/engine/testing/cast";
import { accepted, after } from "@/lib/engine/testing/facts";
import { addPackageRole } from "@/lib/services/change-package-roles";
import { builtInConnectors, DeliveryFailure } from "@/lib/services/connectors";
import { followPackage } from "@/lib/services/follow-package";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  insertApplicationRole,
  insertCatalog,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getRoleFollowing } from "./role-following";

const database = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let archive: ResourceRoleId;
const auditor = { roles: [{ role: "auditor" as const, catalogId: null }] };

const following = async () => getRoleFollowing(auditor, payments, { db: database.db, now: await portal.clock.now() });

/** Ada, Ben, Cleo and Dora hold Payments, which gives a role of the archive from now on. */
beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody);
  catalogId = await insertCatalog(database.db);
  const bank = await insertApplicationRole(database.db, catalogId, "bank");
  archive = await insertApplicationRole(database.db, catalogId, "archive");
  await insertPackage(database.db, payments, { catalogId, roles: [bank] });
  await appoint(database.db, kim, "accessPackageManager", catalogId);
  for (const who of [ada, ben, cleo, dora]) await portal.hold(who, payments);
  accepted(await addPackageRole(portal.deps, { personId: kim.id, packageId: payments, resourceRoleId: archive }));
});

describe("the holders of a package that has changed", () => {
  test("ASN-28 wait until they are reached", async () => {
    expect(await following()).toEqual({ holders: 4, reached: 0, waiting: 4, failed: 0, failures: [] });
    await followPackage(portal.deps, { packageId: payments, after: null });
    expect(await following()).toMatchObject({ reached: 0, waiting: 4 });
    await portal.sweep();
    expect(await following()).toEqual({ holders: 4, reached: 4, waiting: 0, failed: 0, failures: [] });
  });

  test("ERR-53 that fail are named with the reason, and whether they are tried again", async () => {
    await database.db.update(people).set({ isEnabled: false }).where(eq(people.id, ben.id));
    const refuse = async (_tx: unknown, { personId }: { personId: string }) => {
      if (personId === cleo.id) throw new DeliveryFailure("capacityMissing");
    };
    portal.connectors = { ...builtInConnectors, AadApplication: { grant: refuse, revoke: refuse } };
    await followPackage(portal.deps, { packageId: payments, after: null });
    await portal.sweep();
    const role = "archive – User";
    expect(await following()).toEqual({
      holders: 4,
      reached: 2,
      waiting: 0,
      failed: 2,
      failures: [
        {
          person: { id: ben.id, displayName: ben.displayName },
          role,
          problem: "accountDisabled",
          nextAttemptAt: null,
        },
        {
          person: { id: cleo.id, displayName: cleo.displayName },
          role,
          problem: "capacityMissing",
          nextAttemptAt: after(0, 0, 1),
        },
      ],
    });
  });

  test("CAT-19 are shown to those who see its catalog, and to nobody else", async () => {
    const reading = { db: database.db, now: await portal.clock.now() };
    const elsewhere = { roles: [{ role: "catalogOwner" as const, catalogId: idOf<CatalogId>(98) }] };
    expect(await getRoleFollowing({ roles: [] }, payments, reading)).toBeNull();
    expect(await getRoleFollowing(elsewhere, payments, reading)).toBeNull();
    expect(await getRoleFollowing(auditor, idOf(99), reading)).toBeNull();
    expect(await getRoleFollowing(auditor, "nonsense", reading)).toBeNull();
    const here = { roles: [{ role: "catalogReader" as const, catalogId }] };
    expect(await getRoleFollowing(here, payments, reading)).toMatchObject({ holders: 4 });
  });
});
