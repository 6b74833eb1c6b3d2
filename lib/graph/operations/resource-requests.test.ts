import { beforeEach, describe, expect, it } from "vitest";
import { directoryResources } from "@/db/schema";
import type { CatalogId, DirectoryResourceId } from "@/lib/engine/ids";
import { ada, auditors, ben, cleo, finance, idOf, kim, payments, reports } from "@/lib/engine/testing/cast";
import { ApiWorld } from "@/lib/graph/testing/world";
import { appoint, insertCatalog, insertGroup, insertPackage, joinGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;
let catalogId: CatalogId;

const em = "/identityGovernance/entitlementManagement";
const requests = `${em}/resourceRequests`;
const ledger = idOf<DirectoryResourceId>(71);
const site = "https://contoso.sharepoint.com/sites/finance";

const callAs: ApiWorld["as"] = (...call) => world.as(...call);
const call = (method: string, path: string, body?: unknown) => world.as(kim, method, path, body);
const catalogPath = () => `${em}/catalogs/${catalogId}`;
const packagePath = `${em}/accessPackages/${payments}/resourceRoleScopes`;

const named = (each: { readonly resource: { readonly displayName: string } }) => each.resource.displayName;

const body = (originSystem: string, originId: string, parts: object = {}) => ({
  requestType: "adminAdd",
  resource: { originId, originSystem },
  catalog: { id: catalogId },
  ...parts,
});
const group = (id: string, parts: object = {}) => body("AadGroup", id, parts);

beforeEach(async () => {
  world = await ApiWorld.begin(test);
  await insertGroup(test.db, finance, { name: "Finance staff" });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  const createdAt = new Date("2025-01-01T00:00:00Z");
  const common = { description: "", createdAt };
  await test.db.insert(directoryResources).values([
    {
      ...common,
      id: ledger,
      originSystem: "AadApplication",
      originId: "ledger",
      displayName: "Ledger",
      roles: ["Reader", "Writer"],
    },
    {
      ...common,
      id: idOf<DirectoryResourceId>(72),
      originSystem: "SharePointOnline",
      originId: site,
      displayName: "Finance site",
      roles: ["Visitor"],
    },
  ]);
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertPackage(test.db, payments, { name: "Payments", catalogId });
  await insertPackage(test.db, reports, { name: "Reports" });
  await appoint(test.db, cleo, "catalogReader", catalogId);
  await appoint(test.db, ben, "catalogOwner", catalogId);
});

describe("resources of catalogs", () => {
  it("S7 S8 S9 a group, an application by either of its names, and a site are put in, and the log is the list of it", async () => {
    for (const each of [group(finance.toUpperCase()), body("aadapplication", ledger), body("SharePointOnline", site)]) {
      const made = await call("POST", requests, each);
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        requestType: "adminAdd",
        state: "delivered",
        createdDateTime: expect.any(String),
      });
      expect((await call("GET", `${requests}/${made.body.id}`)).body).toEqual(made.body);
    }
    const path = `${catalogPath()}/resources`;
    const found = await call("GET", `${path}?$filter=originSystem eq 'AadApplication'&$expand=scopes,roles`);
    const [application] = found.body.value;
    expect(application).toMatchObject({
      displayName: "Ledger",
      originId: ledger,
      scopes: [{ originId: ledger, isRootScope: true }],
      roles: [{ displayName: "Reader" }, { displayName: "Writer" }],
    });
    expect((await call("GET", `${path}/${application.id}?$expand=roles`)).body).toMatchObject({
      displayName: "Ledger",
    });
    expect((await call("GET", `${path}/${application.id}/roles`)).body.value).toHaveLength(2);
    expect((await call("GET", `${path}/${application.id}/scopes`)).body.value).toHaveLength(1);
    expect((await call("GET", `${catalogPath()}/resourceScopes/$count`)).body).toBe("3");
    expect((await call("POST", `${path}/${application.id}/refresh`)).status).toBe(501);
    const elsewhere = await insertCatalog(test.db, { name: "Elsewhere" });
    expect((await call("GET", `${em}/catalogs/${elsewhere}/resources/${application.id}`)).status).toBe(404);
    const again = await call("POST", requests, body("AadApplication", "ledger"));
    expect(again.status).toBe(400);
    const listed = await call("GET", `${requests}?$filter=catalog/id eq '${catalogId}'&$expand=catalog,resource`);
    expect(listed.body.value.map(named).sort()).toEqual(["Finance site", "Finance staff", "Ledger"]);
    expect(listed.body.value[0]).toMatchObject({ catalog: { id: catalogId, displayName: "Finance" } });
    expect((await call("GET", `${requests}/$count?$filter=catalog/id eq '${elsewhere}'`)).body).toBe("0");
    expect((await call("GET", `${requests}/${listed.body.value[0].id}/catalog`)).body).toMatchObject({ id: catalogId });
  });

  it("are taken out by their id, or by what they are and their catalog, and stay in the list of requests", async () => {
    await call("POST", requests, group(finance));
    await call("POST", requests, group(auditors));
    const { value } = (await call("GET", `${catalogPath()}/resources?$orderby=displayName desc`)).body;
    const taken = await call("POST", requests, { requestType: "AdminRemove", resource: { id: value[0].id } });
    expect(taken).toMatchObject({ status: 201, body: { requestType: "adminRemove", state: "delivered" } });
    const other = await call("POST", requests, group(auditors, { requestType: "adminRemove" }));
    expect(other.status).toBe(201);
    expect((await call("GET", `${catalogPath()}/resources`)).body.value).toEqual([]);
    const listed = await call("GET", `${requests}?$filter=requestType eq 'adminRemove'&$expand=resource`);
    expect(listed.body.value.map(named).sort()).toEqual(["Auditors", "Finance staff"]);
    const again = await call("POST", requests, { requestType: "adminRemove", resource: { id: value[0].id } });
    expect(again.status).toBe(404);
  });

  it("say what they need of a profile, which a request updates", async () => {
    await call("POST", requests, group(finance));
    const needed = {
      name: "jobTitle",
      isEditable: true,
      isPersistedOnAssignmentRemoval: true,
      source: {
        "@odata.type": "#microsoft.graph.accessPackageResourceAttributeQuestion",
        question: {
          "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
          text: "Title?",
          isSingleLineQuestion: true,
        },
      },
      destination: { "@odata.type": "#microsoft.graph.accessPackageUserDirectoryAttributeStore" },
    };
    const choice = {
      name: "country",
      source: {
        "@odata.type": "microsoft.graph.accessPackageResourceAttributeQuestion",
        question: {
          "@odata.type": "#microsoft.graph.accessPackageMultipleChoiceQuestion",
          text: "Where?",
          choices: [
            { actualValue: "DE", text: "Germany" },
            { actualValue: "FR", text: "France" },
          ],
        },
      },
    };
    const updateAs = (who: { readonly id: typeof ada.id }, attributes: unknown) => {
      const resource = { originSystem: "AadGroup", originId: finance, attributes };
      return callAs(who, "POST", requests, group(finance, { requestType: "adminUpdate", resource }));
    };
    const update = (attributes: unknown) => updateAs(kim, attributes);
    expect((await update([])).status).toBe(400);
    const updated = await update([needed, choice]);
    expect(updated).toMatchObject({ status: 201, body: { requestType: "adminUpdate", state: "delivered" } });
    const read = async () => (await call("GET", `${catalogPath()}/resources`)).body.value[0].attributes;
    const attributes = await read();
    expect(attributes).toMatchObject([
      {
        name: "country",
        isEditable: false,
        source: { question: { choices: [{ text: "Germany" }, { text: "France" }] } },
      },
      { ...needed, source: { question: { text: "Title?", isRequired: true } } },
    ]);
    // What was read and is sent back changes nothing.
    expect((await update(attributes)).body.id).toBe(updated.body.id);
    expect(await read()).toEqual(attributes);
    const asked = needed.source.question;
    for (const wrong of [
      { ...needed, name: "password" },
      { ...needed, source: { ...needed.source, question: { ...asked, regexPattern: "[a-z]" } } },
      { ...needed, source: { question: asked } },
      { ...needed, destination: { "@odata.type": "#microsoft.graph.somewhereElse" } },
      { name: "city" },
    ]) {
      expect((await update([wrong])).status).toBe(400);
    }
    expect((await updateAs(cleo, attributes)).status).toBe(403);
    expect((await updateAs(ada, attributes)).status).toBe(404);
    expect((await update([])).status).toBe(201);
    expect(await read()).toEqual([]);
  });

  it.each([
    [{ requestType: "adminUpdate" }, 400],
    [{ requestType: "userAdd" }, 400],
    [{ resource: { originId: "x", originSystem: "Mailbox" } }, 400],
    [{ resource: {} }, 400],
    [{ catalog: undefined }, 400],
    [{ catalog: { id: "nonsense" } }, 404],
    [{ catalog: { id: idOf(1) } }, 404],
    [{ resource: { originId: idOf(2), originSystem: "AadGroup" } }, 404],
    [{ resource: { originId: "nothing", originSystem: "AadApplication" } }, 404],
    [{ colour: "red" }, 400],
    [{ requestType: "adminRemove", resource: {} }, 400],
    [{ requestType: "adminRemove", resource: { id: "nonsense" } }, 404],
    [{ requestType: "adminRemove" }, 404],
  ])("that cannot be are refused: %j", async (parts, status) => {
    expect((await call("POST", requests, group(finance, parts))).status).toBe(status);
  });

  it("DEL-23 DEL-30 who sees the catalog, owns it or knows nothing of it", async () => {
    expect((await callAs(ben, "POST", requests, group(finance))).status).toBe(403);
    await joinGroup(test.db, finance, ben, "owner");
    const made = await callAs(ben, "POST", requests, group(finance));
    expect(made.status).toBe(201);
    expect((await callAs(cleo, "GET", `${requests}/${made.body.id}`)).status).toBe(200);
    expect((await callAs(cleo, "POST", requests, group(auditors))).status).toBe(403);
    expect((await callAs(ada, "POST", requests, group(auditors))).status).toBe(404);
    expect((await callAs(ada, "GET", `${requests}/${made.body.id}`)).status).toBe(404);
    expect((await callAs(ada, "GET", requests)).status).toBe(403);
    await appoint(test.db, ada, "catalogOwner", await insertCatalog(test.db, { name: "Sales" }));
    expect((await callAs(ada, "GET", requests)).body.value).toEqual([]);
    expect((await callAs(ada, "POST", requests, group(finance, { requestType: "adminRemove" }))).status).toBe(404);
  });
});

describe("roles that packages give", () => {
  beforeEach(async () => {
    await call("POST", requests, group(finance));
    await call("POST", requests, body("AadApplication", ledger));
  });

  const resourceOf = async (originSystem: string) =>
    (await call("GET", `${catalogPath()}/resources?$filter=originSystem eq '${originSystem}'&$expand=roles,scopes`))
      .body.value[0];
  const member = {
    role: {
      displayName: "Member",
      originSystem: "AadGroup",
      originId: `Member_${finance}`,
      resource: { originId: finance, originSystem: "AadGroup" },
    },
    scope: { displayName: "Root", originId: finance, originSystem: "AadGroup", isRootScope: true },
  };

  it("S11 S36 are given by what they are called outside and by their ids, read, and taken back", async () => {
    const staff = await resourceOf("AadGroup");
    const given = await call("POST", packagePath, member);
    expect(given.status).toBe(201);
    expect(given.body.id).toMatch(new RegExp(`^[0-9a-f-]{36}_${staff.id}$`));
    const application = await resourceOf("AadApplication");
    const [reader] = application.roles;
    const byId = await call("POST", packagePath, {
      role: { ...reader, resource: { id: application.id, originId: ledger, originSystem: "AadApplication" } },
      scope: application.scopes[0],
    });
    expect(byId).toMatchObject({ status: 201, body: { id: `${reader.id}_${application.id}` } });
    const listed = await call("GET", `${packagePath}?$expand=role($expand=resource),scope`);
    const shown = new Map(listed.body.value.map((each: { id: string }) => [each.id, each]));
    expect(shown.get(given.body.id)).toMatchObject({
      role: { originId: `Member_${finance}`, resource: { id: staff.id } },
      scope: { isRootScope: true },
    });
    expect(shown.get(byId.body.id)).toMatchObject({ role: { displayName: "Reader" } });
    expect((await call("GET", `${packagePath}/$count`)).body).toBe("2");
    const path = `${packagePath}/${given.body.id}`;
    expect((await call("GET", `${path}?$expand=role`)).body).toMatchObject({ role: { displayName: "Member" } });
    expect((await call("GET", `${path}/scope`)).body).toMatchObject({ id: staff.id });
    expect((await call("GET", `${path}/role?$expand=resource`)).body).toMatchObject({ resource: { id: staff.id } });
    expect((await call("POST", packagePath, member)).status).toBe(400);
    const inUse = await call("POST", requests, group(finance, { requestType: "adminRemove" }));
    expect(inUse).toMatchObject({ status: 400, body: { error: { code: "InvalidDeleteResourceHasEntitlements" } } });
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("are refused where role, scope or package do not fit", async () => {
    const application = await resourceOf("AadApplication");
    const [reader] = application.roles;
    const { role, scope } = member;
    for (const [wrong, status] of [
      [{ role }, 400],
      [{ role: {}, scope }, 400],
      [{ role, scope: {} }, 400],
      [{ role, scope: { id: application.id } }, 400],
      [{ role, scope: { originId: ledger } }, 400],
      [{ role, scope: { isRootScope: false } }, 400],
      [{ role: { ...role, originId: "Member_of_nothing" }, scope }, 404],
      [{ role: { id: idOf(3) }, scope }, 404],
      [{ role: { id: "nonsense" }, scope }, 404],
    ] as const) {
      expect({ wrong, status: (await call("POST", packagePath, wrong)).status }).toEqual({ wrong, status });
    }
    const elsewhere = `${em}/accessPackages/${reports}/resourceRoleScopes`;
    expect((await call("POST", elsewhere, { role: reader, scope: application.scopes[0] })).status).toBe(404);
    for (const id of ["nonsense", `${reader.id}_${reader.id}`, `${reader.id}_${application.id}`, idOf(4)]) {
      expect((await call("GET", `${packagePath}/${id}`)).status).toBe(404);
      expect((await call("DELETE", `${packagePath}/${id}`)).status).toBe(404);
    }
  });

  it("DEL-23 are changed by who may change the package, and seen by who sees it in the administration", async () => {
    expect((await callAs(cleo, "POST", packagePath, member)).status).toBe(403);
    expect((await callAs(ada, "POST", packagePath, member)).status).toBe(403);
    await appoint(test.db, ada, "catalogOwner", await insertCatalog(test.db, { name: "Sales" }));
    expect((await callAs(ada, "POST", packagePath, member)).status).toBe(403);
    expect((await callAs(ada, "GET", packagePath)).status).toBe(403);
    const given = await callAs(ben, "POST", packagePath, member);
    expect(given.status).toBe(201);
    expect((await callAs(cleo, "GET", packagePath)).body.value).toHaveLength(1);
    expect((await callAs(cleo, "DELETE", `${packagePath}/${given.body.id}`)).status).toBe(403);
    expect((await callAs(ada, "DELETE", `${packagePath}/${given.body.id}`)).status).toBe(404);
  });
});
