import { beforeEach, describe, expect, it } from "vitest";
import type { CatalogId } from "@/lib/engine/ids";
import { ada, auditors, ben, cleo, everybody, finance, idOf, jun, kim } from "@/lib/engine/testing/cast";
import { ApiWorld } from "@/lib/graph/testing/world";
import { appoint, insertCatalog, insertGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;
let catalogId: CatalogId;

const root = "/roleManagement/entitlementManagement";
const assignments = `${root}/roleAssignments`;
const definitions = `${root}/roleDefinitions`;
const settings = "/identityGovernance/entitlementManagement/settings";
const catalogOwner = "ae79f266-94d4-4dab-b730-feca7e132178";

const callAs: ApiWorld["as"] = (...call) => world.as(...call);
const call = (method: string, path: string, body?: unknown) => world.as(kim, method, path, body);

beforeEach(async () => {
  world = await ApiWorld.begin(test);
  await insertGroup(test.db, finance, { name: "Finance leads" });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await appoint(test.db, ben, "catalogOwner", catalogId);
  await appoint(test.db, cleo, "catalogReader", catalogId);
});

const appScopeId = () => `/AccessPackageCatalog/${catalogId}`;
const definitionOf = async (displayName: string): Promise<string> =>
  (await call("GET", `${definitions}?$filter=displayName eq '${displayName}'`)).body.value[0].id;

describe("role definitions", () => {
  it("are found by their names, under the ids the field knows", async () => {
    const found = await call("GET", `${definitions}?$filter=displayName eq 'catalog OWNER'`);
    expect(found.body.value).toMatchObject([{ id: catalogOwner, displayName: "Catalog owner", isBuiltIn: true }]);
    expect((await call("GET", `${definitions}/$count`)).body).toBe("7");
    expect((await call("GET", `${definitions}/${catalogOwner}`)).body).toMatchObject({ displayName: "Catalog owner" });
    expect((await call("GET", `${definitions}/${idOf(1)}`)).status).toBe(404);
    const paged = await call("GET", `${definitions}?$top=2&$orderby=displayName&$select=displayName`);
    expect(paged.body.value).toEqual([
      { displayName: "Access package assignment manager" },
      { displayName: "Access package manager" },
    ]);
    expect((await call("GET", paged.body["@odata.nextLink"])).body.value).toHaveLength(2);
  });
});

describe("role assignments", () => {
  it("S6 a group looks after a catalog, is found by the catalog, by itself and by the role, and is let go", async () => {
    const wanted = { roleDefinitionId: catalogOwner, principalId: finance, appScopeId: appScopeId() };
    const made = await call("POST", assignments, wanted);
    expect(made).toMatchObject({ status: 201, body: { ...wanted, directoryScopeId: "/", id: expect.any(String) } });
    for (const filter of [
      `principalId eq '${finance}'`,
      `roleDefinitionId eq '${catalogOwner}' and principalId in ('${finance}')`,
      `appScopeId eq '/accessPackageCatalog/${catalogId}' and principal/id eq '${finance}'`,
    ]) {
      const found = await call("GET", `${assignments}?$filter=${filter}&$expand=principal,roleDefinition,appScope`);
      expect(found.body.value).toMatchObject([
        {
          id: made.body.id,
          principal: { "@odata.type": "#microsoft.graph.group", displayName: "Finance leads" },
          roleDefinition: { displayName: "Catalog owner" },
          appScope: { displayName: "Finance" },
        },
      ]);
    }
    const ofCatalog = await call("GET", `${assignments}?$filter=appScopeId eq '${appScopeId()}'&$expand=principal`);
    expect(ofCatalog.body.value).toHaveLength(3);
    expect(ofCatalog.body.value).toContainEqual(
      expect.objectContaining({ principal: expect.objectContaining({ "@odata.type": "#microsoft.graph.user" }) }),
    );
    expect((await call("POST", assignments, wanted)).status).toBe(400);
    const path = `${assignments}/${made.body.id}`;
    expect((await call("GET", `${path}?$expand=*`)).body).toMatchObject({ principalId: finance });
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("a role that holds everywhere is given with the scope '/' or without one", async () => {
    const roleDefinitionId = await definitionOf("Catalog creator");
    const made = await call("POST", assignments, { roleDefinitionId, principalId: ada.id, directoryScopeId: "/" });
    expect(made).toMatchObject({ status: 201, body: { appScopeId: "/", principalId: ada.id } });
    expect((await call("GET", `${assignments}?$filter=appScopeId eq '/'`)).body.value).toHaveLength(2);
    expect((await call("DELETE", `${assignments}/${made.body.id}`)).status).toBe(204);
    const [own] = (await call("GET", `${assignments}?$filter=principalId eq '${kim.id}'`)).body.value;
    expect((await call("DELETE", `${assignments}/${own.id}`)).status).toBe(400);
  });

  it("the last owner of a catalog stays", async () => {
    const owners = `${assignments}?$filter=roleDefinitionId eq '${catalogOwner}'`;
    const [owner] = (await call("GET", owners)).body.value;
    expect((await call("DELETE", `${assignments}/${owner.id}`)).status).toBe(400);
  });

  it.each([
    [{ roleDefinitionId: idOf(1) }, 404],
    [{ principalId: idOf(2) }, 404],
    [{ principalId: "nonsense" }, 404],
    [{ appScopeId: "/" }, 400],
    [{ appScopeId: undefined }, 400],
    [{ appScopeId: "/AccessPackageCatalog/nonsense" }, 400],
    [{ appScopeId: `/AccessPackageCatalog/${idOf(3)}` }, 404],
    [{ directoryScopeId: "/administrativeUnits/1" }, 400],
    [{ colour: "red" }, 400],
    [{ principalId: undefined }, 400],
  ])("what cannot be is refused: %j", async (parts, status) => {
    const wanted = { roleDefinitionId: catalogOwner, principalId: ada.id, appScopeId: appScopeId(), ...parts };
    expect((await call("POST", assignments, wanted)).status).toBe(status);
  });

  it("DEL-23 are seen and changed as in the browser", async () => {
    const wanted = { roleDefinitionId: catalogOwner, principalId: ada.id, appScopeId: appScopeId() };
    const creator = { roleDefinitionId: await definitionOf("Catalog creator"), principalId: ada.id, appScopeId: "/" };
    const [reader] = (await call("GET", `${assignments}?$filter=principalId eq '${cleo.id}'`)).body.value;
    const sales = await insertCatalog(test.db, { name: "Sales" });
    await appoint(test.db, jun, "catalogOwner", sales);
    // The owner sees whoever looks after the catalog, and nothing that holds everywhere.
    expect((await callAs(ben, "GET", assignments)).body.value).toHaveLength(2);
    expect((await callAs(ben, "POST", assignments, creator)).status).toBe(403);
    expect((await callAs(ben, "POST", assignments, wanted)).status).toBe(201);
    expect((await callAs(cleo, "GET", assignments)).body.value).toHaveLength(3);
    expect((await callAs(cleo, "POST", assignments, { ...wanted, principalId: jun.id })).status).toBe(403);
    expect((await callAs(cleo, "DELETE", `${assignments}/${reader.id}`)).status).toBe(403);
    // Somebody else's catalog is not there.
    expect((await callAs(jun, "GET", assignments)).body.value).toMatchObject([{ principalId: jun.id }]);
    expect((await callAs(jun, "POST", assignments, wanted)).status).toBe(404);
    for (const method of ["GET", "DELETE"]) {
      const answer = await callAs(jun, method, `${assignments}/${reader.id}`);
      expect(answer).toMatchObject({ status: 404, body: { error: { code: "ResourceNotFound" } } });
    }
    expect((await callAs({ id: everybody[3]?.id ?? ada.id }, "GET", assignments)).status).toBe(403);
  });
});

describe("settings", () => {
  it("say what is true of people from outside, and are changed to nothing else", async () => {
    expect((await call("GET", settings)).body).toMatchObject({
      id: "singleton",
      externalUserLifecycleAction: "none",
      durationUntilExternalUserDeletedAfterBlocked: null,
    });
    for (const [body, status] of [
      [{ externalUserLifecycleAction: "None" }, 204],
      [{ externalUserLifecycleAction: "none", durationUntilExternalUserDeletedAfterBlocked: "PT0S" }, 204],
      [{}, 204],
      [{ externalUserLifecycleAction: "blockSignInAndDelete" }, 400],
      [{ durationUntilExternalUserDeletedAfterBlocked: "P30D" }, 400],
      [{ durationUntilExternalUserDeletedAfterBlocked: "a month" }, 400],
      [{ colour: "red" }, 400],
    ] as const) {
      expect({ body, status: (await call("PATCH", settings, body)).status }).toEqual({ body, status });
    }
  });

  it("DEL-23 are read by who sees everything and changed by governance administrators", async () => {
    await appoint(test.db, jun, "auditor");
    expect((await callAs(jun, "GET", settings)).status).toBe(200);
    expect((await callAs(jun, "PATCH", settings, {})).status).toBe(403);
    expect((await callAs(ben, "GET", settings)).status).toBe(404);
    expect((await callAs(ben, "PATCH", settings, {})).status).toBe(404);
  });
});
