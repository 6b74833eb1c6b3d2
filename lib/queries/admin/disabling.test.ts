import { beforeEach, expect, it } from "vitest";
import { delegations } from "@/db/schema";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  everybody,
  finn,
  hana,
  ivo,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, person, policy, stage, start } from "@/lib/engine/testing/facts";
import { Portal } from "@/lib/services/testing/portal";
import { insertGroup, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getDisabling } from "./disabling";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
});

const administrator = { roles: [{ role: "governanceAdministrator", catalogId: null }] } as const;
const auditor = { roles: [{ role: "auditor", catalogId: null }] } as const;
const read = async (id: string, viewer: Parameters<typeof getDisabling>[0] = administrator) =>
  getDisabling(viewer, id, { db: test.db, now: await portal.clock.now() });

it("APP-33 APP-34 APP-91 says what becomes of stages, access, requests and delegations", async () => {
  await insertGroup(test.db, auditors, { members: [dora] });
  await insertPackage(test.db, payments, {
    policies: [policy({ stages: [stage({ primaryApprovers: [{ kind: "groupMembers", groupId: auditors }] })] })],
  });
  await insertPackage(test.db, vendors, {
    policies: [policy({ policyId: policyIds[1], stages: [stage({ primaryApprovers: [person(dora), person(hana)] })] })],
  });
  await portal.ask(ada, payments);
  await portal.ask(cleo, vendors);
  await portal.ask(dora, payments);
  await test.db.insert(delegations).values([
    { delegatorId: dora.id, delegateId: finn.id, startAt: start, savedAt: start },
    { delegatorId: ivo.id, delegateId: dora.id, startAt: start, savedAt: start, endAt: after(9) },
  ]);
  expect(await read(dora.id)).toMatchObject({
    departure: { person: { displayName: dora.displayName }, requests: [{}] },
    askedIn: 3,
    held: 0,
    open: 1,
    reports: 0,
    delegate: finn.displayName,
    delegators: [ivo.displayName],
  });
  expect(await read(ben.id)).toMatchObject({ askedIn: 0, reports: 2, delegate: null, delegators: [] });
});

it("DEL-22 is there for those who may switch accounts, and for people there are", async () => {
  expect(await read(dora.id, auditor)).toBeNull();
  expect(await read("nobody")).toBeNull();
});
