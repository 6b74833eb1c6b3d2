import { beforeEach, expect, it } from "vitest";
import { delegations, roleAssignments } from "@/db/schema";
import {
  ada,
  auditors,
  ben,
  dora,
  everybody,
  finance,
  idOf,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { policy, stage, start } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import {
  forbidGroup,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getGroupDependents } from "./group-dependents";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, finance, { name: "Finance" });
  await insertGroup(test.db, auditors, { name: "Auditors", members: [dora], inside: [finance] });
});

const read = async () => getGroupDependents(auditors, { db: test.db, now: await portal.clock.now() });

it("WHO-20 nothing counts on a group that nobody names", async () => {
  expect(await read()).toEqual({
    approves: [],
    waiting: 0,
    requests: [],
    excludes: [],
    delivers: [],
    roles: [],
    delegators: [],
  });
});

it("WHO-20 what names the group or one around it: stages, scopes, exclusions, packages, roles, delegations", async () => {
  const catalogId = await insertCatalog(test.db, { name: "Ledger" });
  const { member } = await insertGroupResource(test.db, catalogId, auditors);
  await insertPackage(test.db, payments, {
    name: "Payments",
    catalogId,
    roles: [member],
    policies: [
      policy({
        policyId: policyIds[0],
        displayName: "With approval",
        stages: [stage({ primaryApprovers: [{ kind: "groupMembers", groupId: finance }] })],
      }),
    ],
  });
  await insertPackage(test.db, vendors, {
    name: "Vendors",
    policies: [
      policy({
        policyId: policyIds[1],
        displayName: "For auditors",
        allowedTargetScope: "specificDirectoryUsers",
        specificAllowedTargets: [
          { kind: "groupMembers", groupId: auditors },
          { kind: "groupMembers", groupId: finance },
        ],
        stages: [stage({ fallbackPrimaryApprovers: [{ kind: "groupMembers", groupId: auditors }] })],
      }),
    ],
  });
  await insertPackage(test.db, reports, { name: "Reports", policies: [] });
  await forbidGroup(test.db, reports, finance);
  await portal.ask(ada, payments);
  await test.db
    .insert(delegations)
    .values({ delegatorId: kim.id, delegateGroupId: auditors, startAt: start, savedAt: start });
  await test.db.insert(roleAssignments).values([
    { id: idOf(5), role: "auditor", groupId: auditors, createdAt: start },
    { id: idOf(6), role: "catalogOwner", groupId: finance, catalogId, createdAt: start },
    { id: idOf(7), role: "catalogOwner", personId: ben.id, catalogId, createdAt: start },
  ]);
  expect(await read()).toEqual({
    approves: [
      { id: payments, displayName: "Payments, With approval", through: "Finance" },
      { id: vendors, displayName: "Vendors, For auditors", through: null },
    ],
    waiting: 1,
    requests: [{ id: vendors, displayName: "Vendors, For auditors", through: null }],
    excludes: [{ id: reports, displayName: "Reports", through: "Finance" }],
    delivers: [{ id: payments, displayName: "Payments", through: null }],
    roles: [
      { role: "catalogOwner", catalog: "Ledger", through: "Finance" },
      { role: "auditor", catalog: null, through: null },
    ],
    delegators: [kim.displayName],
  });
});
