import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { groupMembers } from "@/db/schema";
import { ada, everybody, ledgerOwners, payments, policyIds } from "@/lib/engine/testing/cast";
import { after, policy } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { Portal } from "./testing/portal";
import { insertCatalog, insertGroup, insertGroupResource, insertPackage, insertPeople } from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners);
  const catalogId = await insertCatalog(test.db);
  const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
  const tenDays = policy({ policyId: policyIds[0], expiration: { type: "afterDays", days: 10 } });
  await insertPackage(test.db, payments, { catalogId, roles: [member], policies: [tenDays] });
});

it("ASN-32 a membership taken away by hand is neither noticed nor given back; the end of the access finds it gone", async () => {
  const assignmentId = await portal.hold(ada, payments);
  await test.db
    .delete(groupMembers)
    .where(and(eq(groupMembers.groupId, ledgerOwners), eq(groupMembers.personId, ada.id)));
  await portal.passTo(after(5));
  expect(await portal.membershipsOf(ada)).toEqual([]);
  expect((await portal.assignment(assignmentId)).state).toBe("delivered");
  await portal.passTo(after(10));
  expect(await portal.stateOf(await portal.removalOf(assignmentId))).toBe("delivered");
  expect((await portal.assignment(assignmentId)).state).toBe("expired");
});
