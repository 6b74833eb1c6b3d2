import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, people } from "@/db/schema";
import type { CatalogId } from "@/lib/engine/ids";
import { ada, dora, everybody, kim, nightly, payments, policyIds } from "@/lib/engine/testing/cast";
import { person, policy, stage } from "@/lib/engine/testing/facts";
import { callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertCatalog,
  insertPackage,
  insertPeople,
  insertService,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** What an application that acts for itself may call, and how it stands in what people read. */
const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let token: string;
let administratorsToken: string;

const em = "/identityGovernance/entitlementManagement";
const assignments = "/roleManagement/entitlementManagement/roleAssignments";
const catalogReader = "44272f93-9762-48e8-af59-1b5351b1d6b3";

const call = (method: string, path: string, body?: unknown) => callApi(portal.deps, token, method, path, body);
const asAdministrator = (method: string, path: string, body?: unknown) =>
  callApi(portal.deps, administratorsToken, method, path, body);

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertService(test.db, nightly);
  await appointGovernanceAdministrator(test.db, kim);
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  const stages = [stage({ primaryApprovers: [person(dora)] })];
  await insertPackage(test.db, payments, { catalogId, policies: [policy({ stages })] });
  await appoint(test.db, nightly, "accessPackageManager", catalogId);
  token = await insertToken(portal.deps, nightly.id);
  administratorsToken = await insertToken(portal.deps, kim.id);
});

const wish = (requestType: string) => ({
  requestType,
  assignment: { targetId: ada.id, assignmentPolicyId: policyIds[0], accessPackageId: payments },
});

describe("a service", () => {
  it("assigns by its role, under its own name", async () => {
    const made = await call("POST", `${em}/assignmentRequests`, wish("adminAdd"));
    expect(made.status).toBe(201);
    const found = await call("GET", `${em}/assignmentRequests/${made.body.id}?$expand=requestor`);
    // It is nobody who could ask, so there is no subject to show.
    expect(found.body).toMatchObject({ requestType: "adminAdd", state: "pendingApproval", requestor: null });
    const [entry] = await test.db.select().from(auditEvents);
    expect(entry).toMatchObject({ actorId: nightly.id, actorName: nightly.displayName });
  });

  it.each([
    ["GET", "/me"],
    ["GET", "/me/memberOf"],
    ["GET", `${em}/accessPackages/filterByCurrentUser(on='allowedRequestor')`],
    ["GET", `${em}/assignments/microsoft.graph.filterByCurrentUser(on='target')`],
    ["GET", `${em}/assignmentRequests/filterByCurrentUser(on='createdBy')`],
    ["GET", `${em}/accessPackageAssignmentApprovals/filterByCurrentUser(on='approver')`],
    ["GET", `${em}/accessPackageAssignmentApprovals/${payments}`],
    ["GET", `${em}/accessPackageAssignmentApprovals/${payments}/stages`],
    ["POST", `${em}/accessPackages/${payments}/getApplicablePolicyRequirements`],
    ["POST", `${em}/assignmentRequests/${payments}/cancel`],
    ["POST", `${em}/assignmentRequests`, wish("userAdd")],
    ["POST", `${em}/assignmentRequests`, wish("onBehalfAdd")],
    ["POST", `${em}/assignmentRequests`, { requestType: "userRemove", assignment: { id: payments } }],
  ])("is told that %s %s is for people", async (method, path, body?: unknown) => {
    const { status, body: said } = await call(method, path, body);
    expect(`${status} ${said.error.message}`).toMatch(/^403 .* is for people/);
    // The same is not refused to a person for what they are.
    expect((await asAdministrator(method, path, body)).body?.error?.message ?? "").not.toMatch(/is for people/);
  });

  it("is among neither users nor subjects nor directory objects, and its name finds nobody there", async () => {
    for (const list of ["/users", `${em}/subjects`]) {
      const { body } = await asAdministrator("GET", `${list}?$top=999`);
      expect(body.value).toHaveLength(everybody.length);
      expect(JSON.stringify(body)).not.toContain(nightly.id);
      expect((await asAdministrator("GET", `${list}/${nightly.id}`)).status).toBe(404);
    }
    expect((await asAdministrator("GET", `/users/${nightly.id}@services.invalid`)).status).toBe(404);
    const byName = await asAdministrator("GET", `/users?$filter=displayName eq '${nightly.displayName}'`);
    expect(byName.body.value).toEqual([]);
    const target = { requestType: "adminAdd", assignment: { ...wish("").assignment, targetId: nightly.id } };
    const refused = await asAdministrator("POST", `${em}/assignmentRequests`, target);
    expect(`${refused.status} ${refused.body.error.code}`).toBe("400 TargetNotInDirectory");
  });

  it("S6 is given a role by its id, and stands there as a service principal", async () => {
    const wanted = {
      roleDefinitionId: catalogReader,
      principalId: nightly.id,
      appScopeId: `/AccessPackageCatalog/${catalogId}`,
    };
    const made = await asAdministrator("POST", assignments, wanted);
    expect(made).toMatchObject({ status: 201, body: wanted });
    const filter = `principalId eq '${nightly.id}' and roleDefinitionId eq '${catalogReader}'`;
    const found = await asAdministrator("GET", `${assignments}?$filter=${filter}&$expand=principal`);
    expect(found.body.value[0].principal).toEqual({
      "@odata.type": "#microsoft.graph.servicePrincipal",
      id: nightly.id,
      displayName: nightly.displayName,
    });
    expect((await asAdministrator("DELETE", `${assignments}/${made.body.id}`)).status).toBe(204);
  });

  it("reads only with a token for reading, and nothing while it is off", async () => {
    token = await insertToken(portal.deps, nightly.id, ["EntitlementManagement.Read.All"]);
    expect((await call("GET", `${em}/accessPackages`)).body.value).toHaveLength(1);
    expect((await call("POST", `${em}/assignmentRequests`, wish("adminAdd"))).status).toBe(403);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, nightly.id));
    expect((await call("GET", `${em}/accessPackages`)).status).toBe(401);
  });
});
