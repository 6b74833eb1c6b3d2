import { beforeAll, expect, it } from "vitest";
import { directoryResources } from "@/db/schema";
import type { DirectoryResourceId } from "@/lib/engine/ids";
import { auditors, everybody, finance, idOf, kim, ledgerOwners } from "@/lib/engine/testing/cast";
import { callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import { appointGovernanceAdministrator, insertGroup, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The calls by which scripts build a catalog, in their order and as they send them; by their numbers in the list of them. */
const test = testDatabase();
let portal: Portal;
let token: string;

const em = "/identityGovernance/entitlementManagement";
const application = idOf<DirectoryResourceId>(81);
/** What the calls before have answered, by the names the scripts give it. */
const known = new Map<string, string>();
const the = (name: string): string => known.get(name) ?? name;

beforeAll(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
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
  token = await insertToken(portal.deps, kim.id);
});

type Seed = {
  readonly seed: string;
  readonly call: readonly [method: string, path: string, body?: () => unknown];
  readonly status: number;
  readonly answer?: () => object;
  /** The name under which later calls use the id of the answer. */
  readonly as?: string;
};

const inCatalog = (originSystem: string, originId: string) => () => ({
  requestType: "adminAdd",
  resource: { originId, originSystem },
  catalog: { id: the("catalogId") },
});
const delivered = () => ({
  id: expect.any(String),
  requestType: "adminAdd",
  state: "delivered",
  createdDateTime: expect.any(String),
});
const policy = (parts: object) => () => ({ accessPackage: { id: the("packageId") }, ...parts });
const link = (path: string) => () => ({
  "@odata.id": `https://graph.microsoft.com/v1.0${path.replace("{packageId}", the("packageId"))}`,
});
const asking = { requestorSettings: { enableTargetsToSelfAddAccess: true } };

const seeds: readonly Seed[] = [
  {
    seed: "S4",
    call: [
      "POST",
      `${em}/catalogs`,
      () => ({
        displayName: "Finance Applications",
        description: "Finance-owned apps, groups, and sites",
        isExternallyVisible: true,
        state: "published",
      }),
    ],
    status: 201,
    answer: () => ({
      catalogType: "userManaged",
      createdDateTime: expect.any(String),
      modifiedDateTime: expect.any(String),
    }),
    as: "catalogId",
  },
  {
    seed: "S5",
    call: ["GET", `${em}/catalogs/{catalogId}?$expand=*`],
    status: 200,
    answer: () => ({
      id: the("catalogId"),
      accessPackages: [],
      customWorkflowExtensions: [],
      resourceRoles: [],
      resources: [],
      resourceScopes: [],
    }),
  },
  {
    seed: "S6",
    call: [
      "POST",
      "/roleManagement/entitlementManagement/roleAssignments",
      () => ({
        roleDefinitionId: "ae79f266-94d4-4dab-b730-feca7e132178",
        principalId: ledgerOwners,
        appScopeId: `/AccessPackageCatalog/${the("catalogId")}`,
      }),
    ],
    status: 201,
    answer: () => ({
      principalId: ledgerOwners,
      appScopeId: `/AccessPackageCatalog/${the("catalogId")}`,
      directoryScopeId: "/",
    }),
  },
  {
    seed: "S7",
    call: ["POST", `${em}/resourceRequests`, inCatalog("AadGroup", finance)],
    status: 201,
    answer: delivered,
  },
  {
    seed: "S8",
    call: ["POST", `${em}/resourceRequests`, inCatalog("AadApplication", application)],
    status: 201,
    answer: delivered,
  },
  {
    seed: "S10",
    call: [
      "POST",
      `${em}/accessPackages`,
      () => ({
        displayName: "Financial Analyst - Standard",
        description: "ERP access, BI workspace, and finance SharePoint for analysts",
        catalog: { id: the("catalogId") },
      }),
    ],
    status: 201,
    answer: () => ({ isHidden: false, createdDateTime: expect.any(String), modifiedDateTime: expect.any(String) }),
    as: "packageId",
  },
  {
    seed: "S33",
    call: ["GET", `${em}/catalogs/{catalogId}/resources?$filter=originSystem+eq+'AadGroup'&$expand=scopes`],
    status: 200,
    answer: () => ({
      value: [{ originId: finance, scopes: [{ originId: finance, originSystem: "AadGroup", isRootScope: true }] }],
    }),
    as: "resourceId",
  },
  {
    seed: "S11",
    call: [
      "POST",
      `/beta${em}/accessPackages/{packageId}/resourceRoleScopes`,
      () => ({
        role: {
          displayName: "Member",
          originSystem: "AadGroup",
          originId: `Member_${finance}`,
          resource: { id: the("resourceId"), originId: finance, originSystem: "AadGroup" },
        },
        scope: { displayName: "Root", originId: finance, originSystem: "AadGroup", isRootScope: true },
      }),
    ],
    status: 201,
    answer: () => ({
      id: expect.stringMatching(new RegExp(`_${the("resourceId")}$`)),
      createdDateTime: expect.any(String),
    }),
  },
  {
    seed: "S34 as it was meant",
    call: ["GET", `${em}/catalogs/{catalogId}/resources?$filter=(id eq '{resourceId}')&$expand=roles,scopes`],
    status: 200,
    answer: () => ({
      value: [
        {
          id: the("resourceId"),
          roles: [{ displayName: "Member" }, { displayName: "Owner" }],
          scopes: [{ isRootScope: true }],
        },
      ],
    }),
  },
  {
    seed: "S34",
    call: ["GET", `${em}/catalogs/{catalogId}/resourceRoles?$filter=(id eq '{resourceId}')&$expand=roles,scopes`],
    status: 400,
  },
  {
    seed: "S12",
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
    seed: "S35",
    call: [
      "POST",
      `${em}/accessPackages`,
      () => ({
        displayName: "sales reps",
        description: "outside sales representatives",
        catalog: { id: the("catalogId") },
      }),
    ],
    status: 201,
    as: "approverPkgId",
  },
  {
    seed: "S16",
    call: [
      "POST",
      `${em}/accessPackages/{approverPkgId}/incompatibleAccessPackages/$ref`,
      link(`${em}/accessPackages/{packageId}`),
    ],
    status: 204,
  },
  {
    seed: "S17",
    call: ["POST", `${em}/accessPackages/{approverPkgId}/incompatibleGroups/$ref`, link(`/groups/${auditors}`)],
    status: 204,
  },
  {
    seed: "S28",
    call: ["GET", `${em}/accessPackages/{approverPkgId}/incompatibleAccessPackages`],
    status: 200,
    answer: () => ({ value: [{ id: the("packageId") }] }),
  },
  {
    seed: "S19 by PATCH, with what there is",
    call: [
      "PATCH",
      `${em}/assignmentPolicies/{policyId}`,
      () => ({ expiration: { type: "afterDuration", duration: "P180D" } }),
    ],
    status: 204,
  },
  {
    seed: "S21, before there are extensions",
    call: [
      "PUT",
      `${em}/assignmentPolicies/{policyId}`,
      () => ({
        customExtensionStageSettings: [{ stage: "assignmentRequestGranted", customExtension: { id: idOf(1) } }],
      }),
    ],
    status: 400,
    answer: () => ({ error: { code: "NotSupported" } }),
  },
  {
    seed: "S26",
    call: ["GET", `${em}/accessPackages/{packageId}?$expand=catalog,resourceRoleScopes`],
    status: 200,
    answer: () => ({
      catalog: { displayName: "Finance Applications" },
      resourceRoleScopes: [{ id: expect.any(String) }],
    }),
  },
  {
    seed: "S27",
    call: ["GET", `${em}/assignmentPolicies?$filter=accessPackage/id eq '{packageId}'&$orderby=displayName`],
    status: 200,
    answer: () => ({
      value: [{ displayName: "Internal - Finance staff", allowedTargetScope: "specificDirectoryUsers" }],
    }),
  },
  {
    seed: "S29",
    call: ["GET", `${em}/assignmentPolicies/{policyId}?$select=displayName,expiration,reviewSettings`],
    status: 200,
    answer: () => ({
      displayName: "Internal - Finance staff",
      expiration: { duration: "P180D" },
      reviewSettings: null,
    }),
  },
  {
    seed: "S32",
    call: ["GET", `${em}/catalogs?$filter=displayName eq 'Finance Applications'`],
    status: 200,
    answer: () => ({ value: [{ id: the("catalogId") }] }),
  },
  {
    seed: "S36: the role as it is read",
    call: [
      "GET",
      `${em}/catalogs/{catalogId}/resourceRoles?$filter=(originSystem+eq+'AadApplication'+and+displayName+eq+'Clerk')&$expand=resource`,
    ],
    status: 200,
    as: "roleId",
  },
  {
    seed: "S36",
    call: [
      "POST",
      `${em}/accessPackages/{approverPkgId}/resourceRoleScopes`,
      () => ({
        role: {
          id: the("roleId"),
          displayName: "Clerk",
          description: null,
          originSystem: "AadApplication",
          originId: "Clerk",
          resource: { originId: application, originSystem: "AadApplication" },
        },
        scope: { originId: application, originSystem: "AadApplication" },
      }),
    ],
    status: 201,
    answer: () => ({ id: expect.stringMatching(new RegExp(`^${the("roleId")}_`)) }),
  },
  {
    seed: "S38",
    call: ["GET", `${em}/accessPackages?$filter=displayName eq 'sales reps'`],
    status: 200,
    answer: () => ({ value: [{ id: the("approverPkgId") }] }),
  },
];

/** With the ids of what was made before, in the version of the API that the script names. */
const addressOf = (path: string): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => the(name));
  return filled.startsWith("/beta") ? `https://portal.test/api/graph${filled}` : filled;
};

it.each(seeds)("$seed", async ({ call: [method, path, body], status, answer, as }) => {
  const answered = await callApi(portal.deps, token, method, addressOf(path), body?.());
  expect(answered.status).toBe(status);
  if (answer) expect(answered.body).toMatchObject(answer());
  if (as) known.set(as, answered.body.id ?? answered.body.value[0].id);
});
