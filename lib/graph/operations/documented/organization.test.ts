import { beforeAll, describe, it } from "vitest";
import { ada, auditors, ben, eli, finance, gus, idOf } from "@/lib/engine/testing/cast";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { appoint, insertCatalog, insertGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The calls that the reference pages of settings, subjects and the roles of entitlement management print. */
const test = testDatabase();
let examples: Examples;

const em = "/identityGovernance/entitlementManagement";
const settings = `${em}/settings`;
const rbac = "/roleManagement/entitlementManagement";
const assignments = `${rbac}/roleAssignments`;
const catalogOwner = "ae79f266-94d4-4dab-b730-feca7e132178";

beforeAll(async () => {
  const world = await ApiWorld.begin(test);
  const catalogId = await insertCatalog(test.db, { name: "Sales" });
  await insertGroup(test.db, finance, { name: "Sales managers" });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  await appoint(test.db, ben, "catalogOwner", catalogId);
  examples = new Examples(world, { catalogId });
});

describe("settings", () => {
  const unchanged = { externalUserLifecycleAction: "none", durationUntilExternalUserDeletedAfterBlocked: null };
  it.each<Example>([
    { of: "get", call: ["GET", settings], status: 200, answer: { id: "singleton", ...unchanged } },
    { of: "update", call: ["PATCH", settings, { externalUserLifecycleAction: "None" }], status: 204 },
    {
      of: "update: what was read",
      call: ["PATCH", settings, { "@odata.context": "…", id: "singleton", ...unchanged }],
      status: 204,
    },
    {
      of: "update: what the portal does not do",
      call: [
        "PATCH",
        settings,
        { externalUserLifecycleAction: "BlockSignInAndDelete", durationUntilExternalUserDeletedAfterBlocked: "P30D" },
      ],
      status: 400,
      answer: { error: { code: "NotSupported" } },
    },
  ])("$of", async (example) => {
    await examples.run(example);
  });
});

describe("subjects", () => {
  const guest = `${em}/subjects(objectId='${gus.id}')`;
  const member = `${em}/subjects/${ada.id}`;
  const governed = { subjectLifecycle: "governed" };

  it.each<Example>([
    {
      of: "get: somebody from outside",
      call: ["GET", guest],
      status: 200,
      answer: {
        id: gus.id,
        objectId: gus.id,
        displayName: gus.displayName,
        email: `${gus.id}@example.test`,
        onPremisesSecurityIdentifier: null,
        subjectType: "user",
        subjectLifecycle: "notGoverned",
      },
    },
    { of: "get: a member", call: ["GET", member], status: 200, answer: { subjectLifecycle: "notDefined" } },
    { of: "update: as it is", call: ["PATCH", guest, { subjectLifecycle: "NotGoverned" }], status: 204 },
    {
      of: "update: what was read",
      call: ["PATCH", member, { id: ada.id, displayName: "Ada", subjectType: "user", subjectLifecycle: "notDefined" }],
      status: 204,
    },
    {
      of: "update: to be governed, which the portal does not do",
      call: ["PATCH", guest, governed],
      status: 400,
      answer: { error: { code: "NotSupported" } },
    },
    {
      of: "update: a member",
      call: ["PATCH", member, governed],
      status: 400,
      answer: { error: { code: "BadRequest" } },
    },
    { of: "update: a wrong word", call: ["PATCH", guest, { subjectLifecycle: "blocked" }], status: 400 },
    { of: "update: an unknown name", call: ["PATCH", guest, { colour: "red" }], status: 400 },
    { of: "update: nobody", call: ["PATCH", `${em}/subjects/${idOf(9)}`, governed], status: 404 },
    { of: "update: by themself", by: gus, call: ["PATCH", guest, governed], status: 403 },
    { of: "update: by a colleague", by: eli, call: ["PATCH", member, governed], status: 404 },
  ])("$of", async (example) => {
    await examples.run(example);
  });
});

describe("roles", () => {
  const appointment = {
    "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
    principalId: finance,
    roleDefinitionId: catalogOwner,
    appScopeId: "/AccessPackageCatalog/{catalogId}",
  };

  it.each<Example>([
    {
      of: "list roleDefinitions",
      call: ["GET", `${rbac}/roleDefinitions?$filter=displayName eq 'Catalog owner'`],
      status: 200,
      answer: { value: [{ id: catalogOwner, displayName: "Catalog owner", isBuiltIn: true, isEnabled: true }] },
    },
    {
      of: "get a roleDefinition",
      call: ["GET", `${rbac}/roleDefinitions/${catalogOwner}`],
      status: 200,
      answer: { id: catalogOwner, templateId: catalogOwner },
    },
    {
      of: "post a roleAssignment",
      call: ["POST", assignments, appointment],
      status: 201,
      answer: {
        id: "{assigned}",
        principalId: finance,
        roleDefinitionId: catalogOwner,
        appScopeId: "/AccessPackageCatalog/{catalogId}",
        directoryScopeId: "/",
      },
      as: "assigned",
    },
    {
      of: "post a roleAssignment: twice",
      call: ["POST", assignments, appointment],
      status: 400,
      answer: { error: { code: "BadRequest" } },
    },
    {
      of: "post a roleAssignment: everywhere, with both scopes",
      call: [
        "POST",
        assignments,
        {
          principalId: auditors,
          roleDefinitionId: "ba92d953-d8e0-4e39-a797-0cbedb0a89e8",
          directoryScopeId: "/",
          appScopeId: "/",
          condition: null,
        },
      ],
      status: 201,
      answer: { appScopeId: "/" },
    },
    {
      of: "list roleAssignments: of a catalog",
      call: [
        "GET",
        `${assignments}?$filter=appScopeId eq '/AccessPackageCatalog/{catalogId}' and principalId eq '${finance}'&$expand=principal,roleDefinition`,
      ],
      status: 200,
      answer: {
        value: [
          {
            id: "{assigned}",
            principal: { "@odata.type": "#microsoft.graph.group", id: finance, displayName: "Sales managers" },
            roleDefinition: { displayName: "Catalog owner" },
          },
        ],
      },
    },
    {
      of: "get a roleAssignment",
      call: ["GET", `${assignments}/{assigned}`],
      status: 200,
      answer: { principalId: finance },
    },
    { of: "delete a roleAssignment", call: ["DELETE", `${assignments}/{assigned}`], status: 204 },
    { of: "delete a roleAssignment: gone", call: ["DELETE", `${assignments}/{assigned}`], status: 404 },
  ])("$of", async (example) => {
    await examples.run(example);
  });
});
