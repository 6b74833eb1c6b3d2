import { beforeEach, expect, test } from "vitest";
import { overridePackages } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import { ada, ben, cleo, everybody, payments, reports, vendors } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { forbid, insertCatalog, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getPackage } from "./package-view";

const database = testDatabase();
let portal: Portal;

/** Ada and Ben hold Vendors, which keeps them from Payments; Reports is made for those who need both. */
beforeEach(async () => {
  await database.reset();
  portal = new Portal(database);
  await insertPeople(database.db, ...everybody);
  await insertPackage(database.db, payments);
  await insertPackage(database.db, vendors);
  await forbid(database.db, payments, vendors);
  for (const who of [ada, ben]) await portal.hold(who, vendors);
});

async function except(parts: { terms?: Parameters<typeof policy>[0]; isPublished?: boolean; isHidden?: boolean }) {
  const { terms = {}, isPublished = true, isHidden = false } = parts;
  const catalogId = await insertCatalog(database.db, { isPublished });
  await insertPackage(database.db, reports, { name: "Both", catalogId, isHidden, policies: [policy(terms)] });
  await database.db.insert(overridePackages).values({ packageId: reports, overriddenPackageId: payments });
}

async function pointedTo(who: Person): Promise<string[] | undefined> {
  const { id: personId, kind } = who;
  const view = await getPackage({ personId, kind }, payments, {}, { db: database.db, now: await portal.clock.now() });
  return view?.overrides.map((each) => each.displayName);
}

test("SOD-35 whoever is blocked and in its scope is pointed to the exception", async () => {
  await except({
    terms: {
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
    },
  });
  expect(await pointedTo(ada)).toEqual(["Both"]);
  expect(await pointedTo(ben)).toEqual([]);
});

test("SOD-35 an exception that nobody may ask for, or not now, is pointed to nobody", async () => {
  await except({
    terms: { requestorSettings: { enableTargetsToSelfAddAccess: false } },
  });
  expect(await pointedTo(ada)).toEqual([]);
});

test("SOD-35 nor is one of a catalog that is switched off; a hidden one is", async () => {
  await except({ isPublished: false });
  expect(await pointedTo(ada)).toEqual([]);
});

test("SOD-35 a hidden exception is led to: its link works", async () => {
  await except({ isHidden: true });
  expect(await pointedTo(ada)).toEqual(["Both"]);
});

test("SOD-35 whoever is not blocked is pointed nowhere", async () => {
  await except({});
  expect(await pointedTo(cleo)).toEqual([]);
});
