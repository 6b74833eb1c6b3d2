import { beforeEach, describe, expect, it } from "vitest";
import type { CatalogId } from "@/lib/engine/ids";
import { ada, auditors, ben, kim, payments, reports } from "@/lib/engine/testing/cast";
import { callApi, testRoot } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { ApiWorld } from "@/lib/graph/testing/world";
import { appoint, insertCatalog, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;
let catalogId: CatalogId;

const em = "/identityGovernance/entitlementManagement";
const packages = `${em}/accessPackages`;
const call = (method: string, path: string, body?: unknown) => world.as(kim, method, path, body);

beforeEach(async () => {
  world = await ApiWorld.begin(test);
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertPackage(test.db, payments, { name: "Payments", catalogId, policies: [] });
  await insertPackage(test.db, reports, { name: "Reports", catalogId, policies: [] });
});

describe("access packages", () => {
  it("are listed by name whatever its case, with what is expanded", async () => {
    const listed = await call(
      "GET",
      `${packages}?$filter=displayname eq 'PAYMENTS'&$expand=Catalog,assignmentpolicies`,
    );
    expect(listed.status).toBe(200);
    expect(listed.body.value).toEqual([
      expect.objectContaining({
        id: payments,
        displayName: "Payments",
        isHidden: false,
        catalog: expect.objectContaining({ id: catalogId, displayName: "Finance", state: "published" }),
        assignmentPolicies: [],
      }),
    ]);
    expect(listed.body["@odata.context"]).toBe(`${testRoot}/$metadata#${packages.slice(1)}`);
  });

  it("come in pages that a link leads through, in the order asked for", async () => {
    const first = await call("GET", `${packages}?$top=1&$orderby=displayName desc&$count=true&$select=displayName`);
    expect(first.body).toMatchObject({ "@odata.count": 2, value: [{ displayName: "Reports" }] });
    const second = await call("GET", first.body["@odata.nextLink"]);
    expect(second.body.value).toEqual([{ displayName: "Payments" }]);
    expect(second.body["@odata.nextLink"]).toBeUndefined();
  });

  it("are created, changed and deleted", async () => {
    const made = await call("POST", packages, { displayName: "Analyst", catalog: { id: catalogId } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ displayName: "Analyst", description: "Analyst", isHidden: false });
    const bound = await call("POST", packages, {
      "@odata.type": "#microsoft.graph.accessPackage",
      displayName: "Bound",
      "catalog@odata.bind": `https://graph.microsoft.com/v1.0${em}/catalogs('${catalogId}')`,
    });
    expect(bound.status).toBe(201);
    const path = `${packages}/${made.body.id}`;
    expect((await call("PATCH", path, { isHidden: true, description: "For analysts" })).status).toBe(204);
    expect((await call("GET", path)).body).toMatchObject({ isHidden: true, description: "For analysts" });
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("exclude others by links of whatever server, in both spellings of the removal", async () => {
    const link = { "@odata.id": `https://graph.microsoft.com/v1.0${packages}/${reports}` };
    const path = `${packages}/${payments}/incompatibleAccessPackages`;
    expect((await call("POST", `${path}/$ref`, link)).status).toBe(204);
    expect((await call("GET", path)).body.value).toMatchObject([{ id: reports }]);
    expect((await call("GET", `${path}/$ref`)).body.value).toEqual([`${testRoot}${packages}/${reports}`]);
    const reverse = await call("GET", `${packages}/${reports}/accessPackagesIncompatibleWith`);
    expect(reverse.body.value).toMatchObject([{ id: payments }]);
    expect((await call("DELETE", `${path}/${reports}/$ref`)).status).toBe(204);
    await insertGroup(test.db, auditors, { name: "Auditors" });
    const groups = `${packages}/${payments}/incompatibleGroups`;
    const groupLink = `https://graph.microsoft.com/v1.0/groups/${auditors}`;
    expect((await call("POST", `${groups}/$ref`, { "@odata.id": groupLink })).status).toBe(204);
    expect((await call("GET", groups)).body.value).toMatchObject([{ "@odata.type": "#microsoft.graph.group" }]);
    expect((await call("DELETE", `${groups}/$ref?@id=${encodeURIComponent(groupLink)}`)).status).toBe(204);
    expect((await call("GET", groups)).body.value).toEqual([]);
  });
});

it.each([
  [`${packages}?$filter=colour eq 'red'`, 400],
  [`${packages}?$filter=displayName eq`, 400],
  [`${packages}?$expand=friends`, 400],
  [`${packages}?$select=colour`, 400],
  [`${packages}?$apply=aggregate`, 400],
  [`${packages}?$skiptoken=abc`, 400],
  [`${packages}/nonsense`, 404],
  [`${packages}/${ben.id}`, 404],
  [`${em}/nothingOfThisName`, 404],
])("what cannot be answered is refused: %s", async (path, status) => {
  const answer = await call("GET", path);
  expect(answer.status).toBe(status);
  expect(answer.body.error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
});

it("DEL-23 whoever administers another catalog sees nothing of this one", async () => {
  const other = await insertCatalog(test.db, { name: "Sales" });
  await appoint(test.db, ada, "catalogOwner", other);
  const adas = await insertToken(world.portal.deps, ada.id);
  expect((await callApi(world.portal.deps, adas, "GET", packages)).body.value).toEqual([]);
  expect((await callApi(world.portal.deps, adas, "GET", `${packages}/${payments}`)).status).toBe(404);
  expect((await callApi(world.portal.deps, adas, "DELETE", `${packages}/${payments}`)).status).toBe(404);
  const bens = await insertToken(world.portal.deps, ben.id);
  expect((await callApi(world.portal.deps, bens, "GET", packages)).status).toBe(403);
});

it("a call without a token, with one for reading only, or to a wrong method is told so", async () => {
  expect((await callApi(world.portal.deps, null, "GET", packages)).status).toBe(401);
  const reading = await insertToken(world.portal.deps, kim.id, ["EntitlementManagement.Read.All"]);
  expect((await callApi(world.portal.deps, reading, "DELETE", `${packages}/${payments}`)).status).toBe(403);
  expect((await call("PUT", packages, {})).status).toBe(405);
});
