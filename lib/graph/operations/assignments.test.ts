import { beforeAll, expect, it } from "vitest";
import type { AccessPackageId, AssignmentId, CatalogId, PolicyId } from "@/lib/engine/ids";
import { ada, ben, cleo, dora, eli, idOf, kim, payments, policyIds, reports, vendors } from "@/lib/engine/testing/cast";
import { after, policy } from "@/lib/engine/testing/facts";
import { ApiWorld } from "@/lib/graph/testing/world";
import { newId } from "@/lib/platform/ids";
import { appoint, changeSettings, insertCatalog, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;
let finance: CatalogId;
let adas: AssignmentId;
let elis: AssignmentId;
let adasReports: AssignmentId;

const loans = idOf<AccessPackageId>(7);
const assignments = "/identityGovernance/entitlementManagement/assignments";
const as: ApiWorld["as"] = (...call) => world.as(...call);
const idsFor = async (who: typeof ada, path: string): Promise<string[]> =>
  (await as(who, "GET", `${assignments}${path}`)).body.value.map((each: { id: string }) => each.id).sort();

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  await appoint(test.db, dora, "catalogOwner", finance);
  const offer = (policyId: PolicyId) => ({ policies: [policy({ policyId })] });
  await insertPackage(test.db, payments, { name: "Payments", catalogId: finance, ...offer(policyIds[0]) });
  await insertPackage(test.db, reports, { name: "Reports", catalogId: finance, ...offer(policyIds[1]) });
  await insertPackage(test.db, vendors, { name: "Vendors", catalogId: sales, ...offer(policyIds[2]) });
  adas = await world.portal.hold(ada, payments);
  elis = await world.portal.hold(eli, payments);
  adasReports = await world.portal.hold(ada, reports);
  await world.portal.hold(eli, vendors);
});

const both = (one: string, other: string) =>
  `/additionalAccess(accessPackageId='${one}',incompatibleAccessPackageId='${other}')`;

it("lists assignments by every documented filter, in any case, with what is expanded", async () => {
  const filter = `accessPackage/Id eq '${payments}' and state eq 'Delivered' and target/objectid eq '${ada.id}' and assignmentPolicy/id eq '${policyIds[0]}'`;
  const listed = await as(
    kim,
    "GET",
    `${assignments}?$filter=${filter}&$expand=target,accessPackage,assignmentPolicy&$count=true`,
  );
  expect(listed.body["@odata.count"]).toBe(1);
  expect(listed.body.value).toEqual([
    {
      id: adas,
      state: "delivered",
      status: "Delivered",
      expiredDateTime: null,
      schedule: expect.objectContaining({ recurrence: null }),
      customExtensionCalloutInstances: [],
      target: expect.objectContaining({ id: ada.id, objectId: ada.id, displayName: ada.displayName }),
      accessPackage: expect.objectContaining({ id: payments }),
      assignmentPolicy: expect.objectContaining({ id: policyIds[0] }),
    },
  ]);
  expect((await as(kim, "GET", `${assignments}/$count?$filter=accessPackage/id eq '${payments}'`)).body).toBe("2");
  expect((await as(kim, "GET", `${assignments}?$filter=state eq 'gone'`)).status).toBe(400);
  const one = await as(ada, "GET", `${assignments}/${adas}?$expand=target`);
  expect(one.body).toMatchObject({ id: adas, target: { objectId: ada.id } });
  expect((await as(ada, "GET", `${assignments}/${adas}/target`)).body).toMatchObject({ objectId: ada.id });
  expect((await as(kim, "GET", `${assignments}/${adas}/assignmentPolicy`)).body).toMatchObject({ id: policyIds[0] });
  expect((await as(ada, "GET", `${assignments}/${adas}/accessPackage`)).body).toMatchObject({
    displayName: "Payments",
  });
});

it("DEL-23 shows nobody the access of others, but to those who look after the catalog", async () => {
  expect((await as(ben, "GET", `${assignments}/${adas}`)).status).toBe(404);
  expect((await as(ben, "GET", assignments)).status).toBe(403);
  expect(await idsFor(dora, "?$filter=state eq 'delivered'")).toEqual([adas, adasReports, elis].sort());
  expect((await as(ada, "GET", `${assignments}/nonsense`)).status).toBe(404);
  expect((await as(ada, "GET", `${assignments}/${newId()}/target`)).status).toBe(404);
});

it("POR-19, POR-57 lists what the caller holds, and what their reports do where managers may see that", async () => {
  expect(await idsFor(ada, "/filterByCurrentUser(on='target')")).toEqual([adas, adasReports].sort());
  expect(await idsFor(ada, "/filterByCurrentUser(on='createdBy')")).toEqual([adas, adasReports].sort());
  expect(
    await idsFor(eli, `/microsoft.graph.filterByCurrentUser(on='Target')?$filter=accessPackage/id eq '${payments}'`),
  ).toEqual([elis]);
  expect(await idsFor(ben, "/filterByCurrentUser(on='target')")).toEqual([]);
  await changeSettings(test.db, { managersSeeReportAssignments: true });
  expect(await idsFor(ben, "/filterByCurrentUser(on='targetManager')")).toEqual([adas, adasReports].sort());
  expect(await idsFor(cleo, "/filterByCurrentUser(on='targetManager')")).toEqual([]);
  await changeSettings(test.db, { managersSeeReportAssignments: false });
  expect(await idsFor(ben, "/filterByCurrentUser(on='targetManager')")).toEqual([]);
});

it("ASN-3 says beside the state that the holder was told of the end, and that it has come", async () => {
  const limited = policy({ policyId: policyIds[3], expiration: { type: "afterDays", days: 3 } });
  await insertPackage(test.db, loans, { name: "Loans", catalogId: finance, policies: [limited] });
  const id = await world.portal.hold(ada, loans);
  const stand = async () => (await as(ada, "GET", `${assignments}/${id}?$select=state,status`)).body;
  expect(await stand()).toMatchObject({ state: "delivered", status: "Delivered" });
  await world.portal.passTo(after(2, 12));
  expect(await stand()).toMatchObject({ state: "delivered", status: "NearExpiry1DayNotificationTriggered" });
  await world.portal.passTo(after(4));
  expect(await stand()).toMatchObject({ state: "expired", status: "ExpiredNotificationTriggered" });
});

it("SOD-30 tells who holds a package and another one too", async () => {
  const found = await as(kim, "GET", `${assignments}${both(payments, reports)}?$expand=target`);
  expect(found.body.value).toMatchObject([{ id: adas, target: { objectId: ada.id } }]);
  expect(await idsFor(dora, both(reports, payments))).toEqual([adasReports]);
  const turned = `/additionalAccess(incompatibleAccessPackageId='${vendors}',accessPackageId='${payments}')`;
  expect(await idsFor(kim, turned)).toEqual([elis]);
  const status = async (who: typeof ada, path: string) => (await as(who, "GET", `${assignments}${path}`)).status;
  expect(await status(kim, both(payments, payments))).toBe(400);
  expect(await status(kim, both(payments, ""))).toBe(400);
  expect(await status(kim, "/additionalAccess()")).toBe(400);
  expect(await status(kim, both(payments, newId()))).toBe(404);
  expect(await status(dora, both(payments, vendors))).toBe(404);
  expect(await status(ben, both(payments, reports))).toBe(404);
});
