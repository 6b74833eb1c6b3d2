import { expect } from "@playwright/test";
import { beta, get, post, type SeedCall, some, v1 } from "./seed-call";

const makePackage = (seed: string, displayName: string, name: string): SeedCall =>
  post(
    seed,
    `${v1}/accessPackages`,
    { displayName, description: `outside ${displayName}`, catalog: { id: "{catalogId}" } },
    { keep: { [name]: "id" }, look: { isHidden: false } },
  );

const addResource = (seed: string, originSystem: string, originId: string): SeedCall =>
  post(
    seed,
    `${v1}/resourceRequests`,
    { requestType: "adminAdd", resource: { originId, originSystem }, catalog: { id: "{catalogId}" } },
    { look: { requestType: "adminAdd", state: "delivered" } },
  );

/** A catalog is made and filled, and packages in it. */
export const catalogCalls: readonly SeedCall[] = [
  post(
    "S4",
    `${v1}/catalogs`,
    {
      displayName: "Marketing",
      description: "Finance-owned apps, groups, and sites",
      isExternallyVisible: true,
      state: "published",
    },
    { keep: { catalogId: "id" }, look: { catalogType: "userManaged", isExternallyVisible: true } },
  ),
  get("S5", `${v1}/catalogs/{catalogId}?$expand=*`, { look: { resources: [] } }),
  post(
    "S6",
    "/v1.0/roleManagement/entitlementManagement/roleAssignments",
    {
      roleDefinitionId: "ae79f266-94d4-4dab-b730-feca7e132178",
      principalId: "{groupId}",
      appScopeId: "/AccessPackageCatalog/{catalogId}",
    },
    { look: { directoryScopeId: "/" } },
  ),
  addResource("S7", "AadGroup", "{groupId}"),
  addResource("S8", "AadApplication", "{applicationId}"),
  addResource("S9", "SharePointOnline", "{siteId}"),
  makePackage("S10", "Financial Analyst - Standard", "accessPackageId"),
  makePackage("S35", "Marketing Campaign", "campaignId"),
  makePackage("S35", "Vendor payments - approve", "approverPkgId"),
  makePackage("S35", "Vendor payments - initiate", "initiatorPkgId"),
  get("S32", `${v1}/catalogs?$filter=displayName eq 'Marketing'`, { look: { value: some() } }),
  get("S33", `${v1}/catalogs/{catalogId}/resources?$filter=originSystem eq 'AadApplication'&$expand=scopes`, {
    keep: { resourceId: "value.0.id", scopeId: "value.0.scopes.0.id", spId: "value.0.originId" },
  }),
  get(
    "S34 as it is meant",
    `${v1}/catalogs/{catalogId}/resources?$filter=(id eq '{resourceId}')&$expand=roles,scopes`,
    { keep: { roleId: "value.0.roles.0.id", appRoleId: "value.0.roles.0.originId" } },
  ),
  get("S34", `${v1}/catalogs/{catalogId}/resourceRoles?$filter=(id eq '{resourceId}')&$expand=roles,scopes`, {
    status: 400,
  }),
  post("S11", `${beta}/accessPackages/{accessPackageId}/resourceRoleScopes`, {
    role: {
      displayName: "Member",
      originSystem: "AadGroup",
      originId: "Member_{groupId}",
      resource: { originId: "{groupId}", originSystem: "AadGroup" },
    },
    scope: { displayName: "Root", originId: "{groupId}", originSystem: "AadGroup", isRootScope: true },
  }),
  post(
    "S36",
    `${v1}/accessPackages/{campaignId}/resourceRoleScopes`,
    {
      role: {
        id: "{roleId}",
        displayName: "…",
        description: "…",
        originSystem: "AadApplication",
        originId: "{appRoleId}",
        resource: { id: "{resourceId}", originId: "{spId}", originSystem: "AadApplication" },
      },
      scope: { id: "{scopeId}", originId: "{spId}", originSystem: "AadApplication" },
    },
    { look: { id: expect.stringContaining("_") } },
  ),
];
