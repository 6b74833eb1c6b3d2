import { beforeEach, expect, it } from "vitest";
import type { HeldRole } from "@/lib/auth/permissions";
import {
  ada,
  ben,
  dora,
  everybody,
  finance,
  ivo,
  nightly,
  payments,
  policyIds,
  vendors,
} from "@/lib/engine/testing/cast";
import { person, policy, stage, start } from "@/lib/engine/testing/facts";
import { loadWholeDirectory } from "@/lib/facts/coverage";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  changeSettings,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
  insertService,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import type { Candidates } from "@/lib/views/candidates";
import { findHolders } from "./admin/access-on";
import { findNewApprovers } from "./admin/approver-addition";
import { findPeopleByLine } from "./admin/assign-form";
import { getEffectiveAccess, listPortalRoles } from "./admin/catalog-roles";
import { isCoverageTooLarge } from "./admin/coverage";
import { findLeavers, getDeparture } from "./admin/coverage-departure";
import { findInDirectory } from "./admin/directory-candidates";
import { getDisabling } from "./admin/disabling";
import { getPerson, listPeople } from "./admin/people";
import { getPersonForm } from "./admin/person-form";
import { findPrincipals } from "./admin/principals";
import { listAvailablePackages } from "./available-packages";
import { findDelegates } from "./delegation";
import { findTarget, findTargets, nameOfTarget } from "./targets";

/** Where services are found: where roles are given, and nowhere that is about people. */
const test = testDatabase();
const reading = () => ({ db: test.db, now: start });
const administrator: { roles: readonly HeldRole[] } = { roles: [{ role: "governanceAdministrator", catalogId: null }] };
const sync = { ...nightly, displayName: "Ada's sync" };
const viewer = { personId: ben.id, kind: "member" } as const;
const namesIn = ({ rows }: Candidates) => rows.map((row) => `${row.kind} ${row.displayName}`);
const [itself, group, service] = [`person ${ada.displayName}`, "group Adamant", `service ${sync.displayName}`];

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
  await insertService(test.db, sync);
  await insertGroup(test.db, finance, { name: "Adamant" });
  const requestorSettings = {
    enableOnBehalfRequestorsToAddAccess: true,
    onBehalfRequestors: [{ kind: "anyDirectoryUser" as const }],
  };
  const open = policy({ allowedTargetScope: "allDirectoryUsers", requestorSettings });
  await insertPackage(test.db, payments, { policies: [open] });
  await appoint(test.db, ivo, "governanceAdministrator");
  await appoint(test.db, sync, "auditor");
});

it("DEL-4 whoever gives roles finds services, marked as such; whoever looks for people does not", async () => {
  const catalogId = await insertCatalog(test.db);
  expect(namesIn(await findInDirectory(administrator, "any", "ada", reading()))).toEqual([itself, group, service]);
  expect(namesIn(await findInDirectory(administrator, "person", "ada", reading()))).toEqual([itself]);
  const find = (purpose: "role" | "policy") => findPrincipals(administrator, { catalogId, purpose }, "ada", reading());
  expect(namesIn(await find("role"))).toEqual([itself, group, service]);
  expect(namesIn(await find("policy"))).toEqual([itself, group]);
});

it("DEL-5 whoever looks who administers what sees services, marked as such", async () => {
  expect(await listPortalRoles(reading())).toMatchObject([
    { kind: "person", displayName: ivo.displayName },
    { kind: "service", displayName: sync.displayName, role: "auditor" },
  ]);
  const catalogId = await insertCatalog(test.db);
  const { rows } = await getEffectiveAccess(administrator, catalogId, reading());
  expect(rows.map(({ displayName, isService }) => [displayName, isService])).toEqual([
    [sync.displayName, true],
    [ivo.displayName, false],
  ]);
});

it("WHO-8 APP-86 APP-96 nobody asks for it, names it as their delegate or adds it as approver", async () => {
  const names = namesIn(await findTargets(viewer, { search: "ada", packageId: payments }, reading()));
  expect(names).toEqual([itself]);
  expect(await findTarget(viewer, sync.id, reading())).toBeNull();
  expect(await nameOfTarget(viewer, { targetId: sync.id, packageId: payments }, reading())).toBeNull();
  await changeSettings(test.db, { allowApprovalDelegation: true });
  expect(namesIn(await findDelegates(viewer, "ada", reading()))).toEqual([itself, group]);
  const stages = [stage({ primaryApprovers: [person(dora)] })];
  await insertPackage(test.db, vendors, { policies: [policy({ policyId: policyIds[1], stages })] });
  const requestId = await new Portal(test).ask(ben, vendors);
  expect(namesIn(await findNewApprovers(administrator, requestId, "ada", reading()))).toEqual([itself]);
});

it("it is in no list of people, has no page among them, and is no leaver", async () => {
  expect((await listPeople({ search: "ada" }, reading())).rows.map((row) => row.id)).toEqual([ada.id]);
  expect((await listPeople({}, reading())).rows).toHaveLength(everybody.length);
  expect(await getPerson(sync.id, reading())).toBeNull();
  expect(await getPersonForm(administrator, sync.id, reading())).toBeNull();
  expect(await getDisabling(administrator, sync.id, reading())).toBeNull();
  expect(await getDeparture(administrator, sync.id, reading())).toBeNull();
  expect((await findLeavers(administrator, "ada", reading())).map((row) => row.id)).toEqual([ada.id]);
});

it("it is in no day's access, no pasted list and no coverage", async () => {
  expect((await findHolders(administrator, "ada", reading())).map((row) => row.id)).toEqual([ada.id]);
  expect(await findHolders(administrator, sync.id, reading())).toEqual([]);
  const lines = [sync.displayName, `${sync.id}@services.invalid`];
  expect(await findPeopleByLine(lines, reading())).toEqual(lines.map((line) => ({ line, problem: "unknown" })));
  const { people } = await loadWholeDirectory(test.db, []);
  expect(people.has(sync.id)).toBe(false);
  expect(await isCoverageTooLarge(administrator, reading(), everybody.length)).toBe(false);
});

it("WHO-14 there is nothing for it to ask for, where there is for everybody else", async () => {
  expect((await listAvailablePackages(viewer, {}, reading())).rows).toHaveLength(1);
  const asService = { personId: sync.id, kind: "service" } as const;
  expect((await listAvailablePackages(asService, {}, reading())).rows).toEqual([]);
});
