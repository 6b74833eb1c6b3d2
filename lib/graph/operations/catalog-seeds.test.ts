import { beforeAll, expect, it } from "vitest";
import { directoryResources } from "@/db/schema";
import type { DirectoryResourceId } from "@/lib/engine/ids";
import { auditors, finance, idOf, ledgerOwners } from "@/lib/engine/testing/cast";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { em } from "./paths";

/** The calls by which scripts build a catalog, in their order and as they send them; by their numbers in the list of them. */
const test = testDatabase();
let examples: Examples;

const application = idOf<DirectoryResourceId>(81);

beforeAll(async () => {
  examples = new Examples(await ApiWorld.begin(test));
  await insertGroup(test.db, finance, { name: "Finance staff" });
  await insertGroup(test.db, ledgerOwners, { name: "Finance leads" });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  await test.db.insert(directoryResources).values({
    id: application,
    originSystem: "AadApplication",
    originId: "erp",
    displayName: "ERP",
    description: "",
    roles: ["Clerk"],
    createdAt: new Date("2025-01-01T00:00:00Z"),
  });
});

const inCatalog = (originSystem: string, originId: string) => ({
  requestType: "adminAdd",
  resource: { originId, originSystem },
  catalog: { id: "{catalogId}" },
});
const delivered = {
  id: expect.any(String),
  requestType: "adminAdd",
  state: "delivered",
  createdDateTime: expect.any(String),
};
const roleScopeId = expect.stringMatching(/^[\da-f-]{36}_[\da-f-]{36}$/);
const policy = (parts: object) => ({ accessPackage: { id: "{packageId}" }, ...parts });
const link = (path: string) => ({ "@odata.id": `https://graph.microsoft.com/v1.0${path}` });
const asking = { requestorSettings: { enableTargetsToSelfAddAccess: true } };

const seeds: readonly Example[] = [
  {
    of: "S4",
    call: [
      "POST",
      `${em}/catalogs`,
      {
        displayName: "Finance Applications",
        description: "Finance-owned apps, groups, and sites",
        isExternallyVisible: true,
        state: "published",
      },
    ],
    status: 201,
    answer: {
      catalogType: "userManaged",
      createdDateTime: expect.any(String),
      modifiedDateTime: expect.any(String),
    },
    as: "catalogId",
  },
  {
    of: "S5",
    call: ["GET", `${em}/catalogs/{catalogId}?$expand=*`],
    status: 200,
    answer: {
      id: "{catalogId}",
      accessPackages: [],
      customWorkflowExtensions: [],
      resourceRoles: [],
      resources: [],
      resourceScopes: [],
    },
  },
  {
    of: "S6",
    call: [
      "POST",
      "/roleManagement/entitlementManagement/roleAssignments",
      {
        roleDefinitionId: "ae79f266-94d4-4dab-b730-feca7e132178",
        principalId: ledgerOwners,
        appScopeId: `/AccessPackageCatalog/{catalogId}`,
      },
    ],
    status: 201,
    answer: {
      principalId: ledgerOwners,
      appScopeId: `/AccessPackageCatalog/{catalogId}`,
      directoryScopeId: "/",
    },
  },
  {
    of: "S7",
    call: ["POST", `${em}/resourceRequests`, inCatalog("AadGroup", finance)],
    status: 201,
    answer: delivered,
  },
  {
    of: "S8",
    call: ["POST", `${em}/resourceRequests`, inCatalog("AadApplication", application)],
    status: 201,
    answer: delivered,
  },
  {
    of: "S10",
    call: [
      "POST",
      `${em}/accessPackages`,
      {
        displayName: "Financial Analyst - Standard",
        description: "ERP access, BI workspace, and finance SharePoint for analysts",
        catalog: { id: "{catalogId}" },
      },
    ],
    status: 201,
    answer: { isHidden: false, createdDateTime: expect.any(String), modifiedDateTime: expect.any(String) },
    as: "packageId",
  },
  {
    of: "S33",
    call: ["GET", `${em}/catalogs/{catalogId}/resources?$filter=originSystem+eq+'AadGroup'&$expand=scopes`],
    status: 200,
    answer: {
      value: [{ originId: finance, scopes: [{ originId: finance, originSystem: "AadGroup", isRootScope: true }] }],
    },
    as: "resourceId",
  },
  {
    of: "S11",
    call: [
      "POST",
      `/beta${em}/accessPackages/{packageId}/resourceRoleScopes`,
      {
        role: {
          displayName: "Member",
          originSystem: "AadGroup",
          originId: `Member_${finance}`,
          resource: { id: "{resourceId}", originId: finance, originSystem: "AadGroup" },
        },
        scope: { displayName: "Root", originId: finance, originSystem: "AadGroup", isRootScope: true },
      },
    ],
    status: 201,
    answer: {
      id: roleScopeId,
      createdDateTime: expect.any(String),
    },
  },
  {
    of: "S34 as it was meant",
    call: ["GET", `${em}/catalogs/{catalogId}/resources?$filter=(id eq '{resourceId}')&$expand=roles,scopes`],
    status: 200,
    answer: {
      value: [
        {
          id: "{resourceId}",
          roles: [{ displayName: "Member" }, { displayName: "Owner" }],
          scopes: [{ isRootScope: true }],
        },
      ],
    },
  },
  {
    of: "S34",
    call: ["GET", `${em}/catalogs/{catalogId}/resourceRoles?$filter=(id eq '{resourceId}')&$expand=roles,scopes`],
    status: 400,
  },
  {
    of: "S12",
    call: [
      "POST",
      `${em}/assignmentPolicies`,
      policy({
        displayName: "Internal - Finance staff",
        allowedTargetScope: "specificDirectoryUsers",
        specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.groupMembers", groupId: finance }],
        ...asking,
      }),
    ],
    status: 201,
    as: "policyId",
  },
  {
    of: "S35",
    call: [
      "POST",
      `${em}/accessPackages`,
      {
        displayName: "sales reps",
        description: "outside sales representatives",
        catalog: { id: "{catalogId}" },
      },
    ],
    status: 201,
    as: "approverPkgId",
  },
  {
    of: "S16",
    call: [
      "POST",
      `${em}/accessPackages/{approverPkgId}/incompatibleAccessPackages/$ref`,
      link(`${em}/accessPackages/{packageId}`),
    ],
    status: 204,
  },
  {
    of: "S17",
    call: ["POST", `${em}/accessPackages/{approverPkgId}/incompatibleGroups/$ref`, link(`/groups/${auditors}`)],
    status: 204,
  },
  {
    of: "S28",
    call: ["GET", `${em}/accessPackages/{approverPkgId}/incompatibleAccessPackages`],
    status: 200,
    answer: { value: [{ id: "{packageId}" }] },
  },
  {
    of: "S19 by PATCH, with what there is",
    call: [
      "PATCH",
      `${em}/assignmentPolicies/{policyId}`,
      { expiration: { type: "afterDuration", duration: "P180D" } },
    ],
    status: 204,
  },
  {
    of: "S21, before there are extensions",
    call: [
      "PUT",
      `${em}/assignmentPolicies/{policyId}`,
      {
        customExtensionStageSettings: [{ stage: "assignmentRequestGranted", customExtension: { id: idOf(1) } }],
      },
    ],
    status: 400,
    answer: { error: { code: "NotSupported" } },
  },
  {
    of: "S26",
    call: ["GET", `${em}/accessPackages/{packageId}?$expand=catalog,resourceRoleScopes`],
    status: 200,
    answer: {
      catalog: { displayName: "Finance Applications" },
      resourceRoleScopes: [{ id: expect.any(String) }],
    },
  },
  {
    of: "S27",
    call: ["GET", `${em}/assignmentPolicies?$filter=accessPackage/id eq '{packageId}'&$orderby=displayName`],
    status: 200,
    answer: {
      value: [{ displayName: "Internal - Finance staff", allowedTargetScope: "specificDirectoryUsers" }],
    },
  },
  {
    of: "S29",
    call: ["GET", `${em}/assignmentPolicies/{policyId}?$select=displayName,expiration,reviewSettings`],
    status: 200,
    answer: {
      displayName: "Internal - Finance staff",
      expiration: { duration: "P180D" },
      reviewSettings: null,
    },
  },
  {
    of: "S32",
    call: ["GET", `${em}/catalogs?$filter=displayName eq 'Finance Applications'`],
    status: 200,
    answer: { value: [{ id: "{catalogId}" }] },
  },
  {
    of: "S36: the role as it is read",
    call: [
      "GET",
      `${em}/catalogs/{catalogId}/resourceRoles?$filter=(originSystem+eq+'AadApplication'+and+displayName+eq+'Clerk')&$expand=resource`,
    ],
    status: 200,
    as: "roleId",
  },
  {
    of: "S36",
    call: [
      "POST",
      `${em}/accessPackages/{approverPkgId}/resourceRoleScopes`,
      {
        role: {
          id: "{roleId}",
          displayName: "Clerk",
          description: null,
          originSystem: "AadApplication",
          originId: "Clerk",
          resource: { originId: application, originSystem: "AadApplication" },
        },
        scope: { originId: application, originSystem: "AadApplication" },
      },
    ],
    status: 201,
    answer: { id: roleScopeId },
  },
  {
    of: "S38",
    call: ["GET", `${em}/accessPackages?$filter=displayName eq 'sales reps'`],
    status: 200,
    answer: { value: [{ id: "{approverPkgId}" }] },
  },
];

it.each(seeds)("$of", async (seed) => {
  await examples.run(seed);
});
