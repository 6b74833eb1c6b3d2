import { expect, test } from "@/e2e/support/test";
import { tokenOf } from "./tokens";

test.use({ company: "graph scripts" });

/** One call of the scripts people have, by its number in the contract's list, as it is sent to Microsoft Graph. */
type Seed = {
  readonly seed: string;
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly status: number;
  /** What a script reads out of the answer, by the names later calls use in braces. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly keep?: (answer: any) => Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly look?: (answer: any) => void;
};

const em = "/v1.0/identityGovernance/entitlementManagement";
const beta = "/beta/identityGovernance/entitlementManagement";
const idAs = (name: string) => (answer: { id: string }) => ({ [name]: answer.id });
const linkTo = (name: string) => ({
  "@odata.id": `https://graph.microsoft.com/v1.0/identityGovernance/entitlementManagement/accessPackages/{${name}}`,
});
const makePackage = (displayName: string, name: string): Seed => ({
  seed: "S35",
  method: "POST",
  path: `${em}/accessPackages`,
  body: { displayName, description: `outside ${displayName}`, catalog: { id: "{catalogId}" } },
  status: 201,
  keep: idAs(name),
});
const delivered = "state eq 'Delivered'";
const isThere = (answer: { value: unknown[] }) => expect(answer.value.length).toBeGreaterThan(0);

const calls: readonly Seed[] = [
  {
    seed: "S4",
    method: "POST",
    path: `${em}/catalogs`,
    body: {
      displayName: "Marketing",
      description: "Finance-owned apps, groups, and sites",
      isExternallyVisible: true,
      state: "published",
    },
    status: 201,
    keep: idAs("catalogId"),
    look: (answer) => expect(answer).toMatchObject({ catalogType: "userManaged", isExternallyVisible: true }),
  },
  {
    seed: "S5",
    method: "GET",
    path: `${em}/catalogs/{catalogId}?$expand=*`,
    status: 200,
    look: (answer) => expect(answer.resources).toEqual([]),
  },
  {
    seed: "S6",
    method: "POST",
    path: "/v1.0/roleManagement/entitlementManagement/roleAssignments",
    body: {
      roleDefinitionId: "ae79f266-94d4-4dab-b730-feca7e132178",
      principalId: "{groupId}",
      appScopeId: "/AccessPackageCatalog/{catalogId}",
    },
    status: 201,
    look: (answer) => expect(answer).toMatchObject({ directoryScopeId: "/" }),
  },
  ...(
    [
      ["S7", "AadGroup", "{groupId}"],
      ["S8", "AadApplication", "{applicationId}"],
      ["S9", "SharePointOnline", "{siteId}"],
    ] as const
  ).map(
    ([seed, originSystem, originId]): Seed => ({
      seed,
      method: "POST",
      path: `${em}/resourceRequests`,
      body: { requestType: "adminAdd", resource: { originId, originSystem }, catalog: { id: "{catalogId}" } },
      status: 201,
      look: (answer) => expect(answer).toMatchObject({ requestType: "adminAdd", state: "delivered" }),
    }),
  ),
  {
    seed: "S10",
    method: "POST",
    path: `${em}/accessPackages`,
    body: {
      displayName: "Financial Analyst - Standard",
      description: "ERP access, BI workspace, and finance SharePoint for analysts",
      catalog: { id: "{catalogId}" },
    },
    status: 201,
    keep: idAs("accessPackageId"),
    look: (answer) => expect(answer.isHidden).toBe(false),
  },
  makePackage("Marketing Campaign", "campaignId"),
  makePackage("Vendor payments - approve", "approverPkgId"),
  makePackage("Vendor payments - initiate", "initiatorPkgId"),
  { seed: "S32", method: "GET", path: `${em}/catalogs?$filter=displayName eq 'Marketing'`, status: 200, look: isThere },
  {
    seed: "S33",
    method: "GET",
    path: `${em}/catalogs/{catalogId}/resources?$filter=originSystem eq 'AadApplication'&$expand=scopes`,
    status: 200,
    keep: ({ value: [resource] }) => ({
      resourceId: resource.id,
      scopeId: resource.scopes[0].id,
      spId: resource.originId,
    }),
  },
  {
    seed: "S34 as it is meant",
    method: "GET",
    path: `${em}/catalogs/{catalogId}/resources?$filter=(id eq '{resourceId}')&$expand=roles,scopes`,
    status: 200,
    keep: ({ value: [{ roles }] }) => ({ roleId: roles[0].id, appRoleId: roles[0].originId }),
  },
  {
    seed: "S34",
    method: "GET",
    path: `${em}/catalogs/{catalogId}/resourceRoles?$filter=(id eq '{resourceId}')&$expand=roles,scopes`,
    status: 400,
  },
  {
    seed: "S11",
    method: "POST",
    path: `${beta}/accessPackages/{accessPackageId}/resourceRoleScopes`,
    body: {
      role: {
        displayName: "Member",
        originSystem: "AadGroup",
        originId: "Member_{groupId}",
        resource: { originId: "{groupId}", originSystem: "AadGroup" },
      },
      scope: { displayName: "Root", originId: "{groupId}", originSystem: "AadGroup", isRootScope: true },
    },
    status: 201,
  },
  {
    seed: "S36",
    method: "POST",
    path: `${em}/accessPackages/{campaignId}/resourceRoleScopes`,
    body: {
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
    status: 201,
    look: (answer) => expect(answer.id).toContain("_"),
  },
  {
    seed: "S12",
    method: "POST",
    path: `${em}/assignmentPolicies`,
    body: {
      displayName: "Internal - Finance staff",
      accessPackage: { id: "{accessPackageId}" },
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.groupMembers", groupId: "{groupId}" }],
      requestorSettings: { enableTargetsToSelfAddAccess: true },
    },
    status: 201,
    keep: idAs("policyId"),
  },
  ...(["allConfiguredConnectedOrganizationUsers", "allExternalUsers"] as const).map(
    (allowedTargetScope, index): Seed => ({
      seed: `S${13 + index}`,
      method: "POST",
      path: `${em}/assignmentPolicies`,
      body: {
        displayName: `Partners ${index}`,
        accessPackage: { id: "{accessPackageId}" },
        allowedTargetScope,
        requestorSettings: { enableTargetsToSelfAddAccess: true },
      },
      status: 201,
    }),
  ),
  {
    seed: "S15",
    method: "POST",
    path: `${em}/assignmentPolicies`,
    body: {
      displayName: "External - two-stage with sponsor",
      accessPackage: { id: "{accessPackageId}" },
      allowedTargetScope: "allConfiguredConnectedOrganizationUsers",
      requestApprovalSettings: {
        isApprovalRequiredForAdd: true,
        approvalMode: "Serial",
        approvalStages: [{ approvalStageTimeOutInDays: 3, isEscalationEnabled: true, escalationTimeInMinutes: 1_440 }],
      },
    },
    status: 400,
    look: (answer) => expect(answer.error.message).toContain("approvalStages"),
  },
  {
    seed: "S37",
    method: "POST",
    path: `${em}/assignmentPolicies`,
    body: {
      displayName: "New Policy",
      description: "policy for assignment",
      allowedTargetScope: "notSpecified",
      specificAllowedTargets: [],
      expiration: { endDateTime: null, duration: null, type: "noExpiration" },
      requestorSettings: {
        enableTargetsToSelfAddAccess: false,
        enableTargetsToSelfUpdateAccess: false,
        enableTargetsToSelfRemoveAccess: false,
        allowCustomAssignmentSchedule: true,
        enableOnBehalfRequestorsToAddAccess: false,
        enableOnBehalfRequestorsToUpdateAccess: false,
        enableOnBehalfRequestorsToRemoveAccess: false,
        onBehalfRequestors: [],
      },
      requestApprovalSettings: { isApprovalRequiredForAdd: false, isApprovalRequiredForUpdate: false, stages: [] },
      accessPackage: { id: "{campaignId}" },
    },
    status: 201,
    keep: idAs("campaignPolicyId"),
  },
  {
    seed: "S19",
    method: "PUT",
    path: `${em}/assignmentPolicies/{policyId}`,
    body: {
      expiration: { type: "afterDuration", duration: "P180D" },
      accessReviewSettings: { isEnabled: true, recurrenceType: "quarterly", reviewerType: "Manager" },
    },
    status: 400,
  },
  {
    seed: "S19 as module 1 sends it",
    method: "PATCH",
    path: `${em}/assignmentPolicies/{policyId}`,
    body: { expiration: { type: "afterDuration", duration: "P180D" } },
    status: 204,
  },
  ...(["S1", "S16", "S31"] as const).map(
    (seed): Seed => ({
      seed,
      method: "POST",
      path: `${em}/accessPackages/{${seed === "S1" ? "initiatorPkgId" : "approverPkgId"}}/incompatibleAccessPackages/$ref`,
      body: linkTo(seed === "S1" ? "approverPkgId" : "initiatorPkgId"),
      status: 204,
    }),
  ),
  {
    seed: "S17",
    method: "POST",
    path: `${em}/accessPackages/{approverPkgId}/incompatibleGroups/$ref`,
    body: { "@odata.id": "https://graph.microsoft.com/v1.0/groups/{groupId}" },
    status: 204,
  },
  ...(["S18", "S30"] as const).map(
    (seed): Seed => ({
      seed,
      method: "GET",
      path: `${em}/accessPackages/{approverPkgId}/getApplicablePolicyRequirements`,
      status: 405,
    }),
  ),
  {
    seed: "S28",
    method: "GET",
    path: `${em}/accessPackages/{approverPkgId}/incompatibleAccessPackages`,
    status: 200,
    look: isThere,
  },
  {
    seed: "S26",
    method: "GET",
    path: `${em}/accessPackages/{accessPackageId}?$expand=catalog,resourceRoleScopes`,
    status: 200,
    look: (answer) => expect(answer).toMatchObject({ catalog: { displayName: "Marketing" }, resourceRoleScopes: [{}] }),
  },
  {
    seed: "S27",
    method: "GET",
    path: `${em}/assignmentPolicies?$filter=accessPackage/id eq '{accessPackageId}'`,
    status: 200,
    look: (answer) => expect(answer.value).toHaveLength(3),
  },
  {
    seed: "S29",
    method: "GET",
    path: `${em}/assignmentPolicies/{policyId}?$select=displayName,expiration,reviewSettings`,
    status: 200,
    look: (answer) => expect(answer.expiration).toMatchObject({ type: "afterDuration", duration: "P180D" }),
  },
  ...(["S38", "S40"] as const).map(
    (seed): Seed => ({
      seed,
      method: "GET",
      path: `${em}/accessPackages?$filter=displayName eq 'Marketing Campaign'`,
      status: 200,
      look: isThere,
    }),
  ),
  ...(["assignmentpolicies", "assignmentPolicies", "assignmentPolicies"] as const).map(
    (expand, index): Seed => ({
      seed: ["S42", "S45", "S47"][index] ?? "",
      method: "GET",
      path: `${em}/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=${expand}`,
      status: 200,
      look: (answer) => expect(answer.value[0].assignmentPolicies[0].id).toEqual(expect.any(String)),
    }),
  ),
  {
    seed: "S24",
    method: "POST",
    path: `${em}/assignmentRequests`,
    body: {
      requestType: "adminAdd",
      assignment: { targetId: "{memberId}", assignmentPolicyId: "{policyId}", accessPackageId: "{accessPackageId}" },
    },
    status: 201,
    keep: idAs("requestId"),
  },
  {
    seed: "S43",
    method: "POST",
    path: `${em}/assignmentRequests`,
    body: {
      requestType: "adminAdd",
      assignment: { targetId: "{userId}", assignmentPolicyId: "{campaignPolicyId}", accessPackageId: "{campaignId}" },
    },
    status: 201,
  },
  {
    seed: "S25",
    method: "GET",
    path: `${em}/assignmentRequests/{requestId}?$expand=requestor,accessPackage`,
    status: 200,
    look: (answer) => expect(answer).toMatchObject({ requestor: { displayName: "Elena Petrova" }, accessPackage: {} }),
  },
  { seed: "S44", method: "GET", path: "/v1.0/groups/{groupId}/members", status: 200, look: isThere },
  {
    seed: "S46, its first part",
    method: "GET",
    path: `${beta}/accessPackageAssignments?$filter=accessPackageId eq '{campaignId}'&$expand=target`,
    status: 200,
  },
  {
    seed: "S46",
    method: "POST",
    path: `${beta}/accessPackageAssignmentRequests`,
    body: {
      requestType: "AdminAdd",
      accessPackageAssignment: {
        accessPackageId: "{campaignId}",
        assignmentPolicyId: "{campaignPolicyId}",
        targetId: "{memberId}",
      },
    },
    status: 201,
    look: (answer) => expect(answer).toMatchObject({ requestType: "AdminAdd", requestState: expect.any(String) }),
  },
  {
    seed: "S48",
    method: "POST",
    path: `${beta}/accessPackageAssignmentRequests`,
    body: {
      requestType: "AdminAdd",
      accessPackageAssignment: {
        accessPackageId: "{campaignId}",
        assignmentPolicyId: "{campaignPolicyId}",
        target: { email: "arjun.mehta@brightwater.example" },
      },
    },
    status: 201,
  },
];

/** What is asked once the worker has delivered. */
const afterDelivery: readonly Seed[] = [
  ...(["S2", "S3", "S41"] as const).map(
    (seed): Seed => ({
      seed,
      method: "GET",
      path: `${em}/assignments?$filter=accessPackage/id eq '{campaignId}' and ${delivered}&$expand=target`,
      status: 200,
      look: (answer) =>
        expect(answer.value[0]).toMatchObject({
          state: "delivered",
          target: { id: expect.any(String), objectId: expect.any(String), email: expect.any(String) },
        }),
    }),
  ),
  {
    seed: "S23",
    method: "GET",
    path: `${em}/assignments?$filter=accessPackage/id eq '{campaignId}' and state eq 'delivered'&$expand=target,assignmentPolicy`,
    status: 200,
    look: (answer) => expect(answer.value[0].assignmentPolicy.displayName).toBe("New Policy"),
  },
  {
    seed: "S39",
    method: "GET",
    path: `${em}/assignments?$filter=accessPackage/Id eq '{campaignId}'&$expand=target`,
    status: 200,
    look: isThere,
  },
  {
    seed: "S49",
    method: "GET",
    path: `${em}/assignments?$filter=accessPackage/Id eq '{campaignId}' and ${delivered} and target/objectId eq '{userId}'&$expand=target`,
    status: 200,
    keep: ({ value: [one] }) => ({ assignmentId: one.id }),
  },
  {
    seed: "S50",
    method: "POST",
    path: `${em}/assignmentRequests`,
    body: { requestType: "adminRemove", assignment: { id: "{assignmentId}" } },
    status: 201,
    look: (answer) => expect(answer.requestType).toBe("adminRemove"),
  },
];

test("the scripts people have go on working when they change the address", async ({ app }) => {
  const token = await tokenOf(app, "Elena Petrova");
  const kept = new Map<string, string>();
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (whole === `{${name}}` ? (kept.get(name) ?? whole) : whole));
  const run = async ({ seed, method, path, body, status, keep, look }: Seed) => {
    const answer = await fetch(`${app.origin}${encodeURI(filled(path))}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { body: filled(JSON.stringify(body)) } : {}),
    });
    const text = await answer.text();
    expect(answer.status, `${seed} ${method} ${filled(path)} ${text}`).toBe(status);
    const parsed: unknown = text ? JSON.parse(text) : undefined;
    for (const [name, value] of Object.entries(keep?.(parsed) ?? {})) kept.set(name, value);
    look?.(parsed);
  };
  const find = async (name: string, query: string) => {
    const { rows } = await app.handle.pool.query<{ id: string }>(query);
    kept.set(name, rows[0]?.id ?? "");
  };
  await find("groupId", "select id from groups where display_name = 'Financial planning team'");
  await find("applicationId", "select id from directory_resources where origin_system = 'AadApplication' limit 1");
  await find(
    "siteId",
    "select origin_id as id from directory_resources where origin_system = 'SharePointOnline' limit 1",
  );
  await find("userId", "select id from people where display_name = 'Emily Carter'");
  await find("memberId", "select id from people where display_name = 'Nora Quinn'");
  for (const call of calls) await run(call);
  await expect
    .poll(
      async () => {
        const { rows } = await app.handle.pool.query<{ n: number }>(
          "select count(*)::int as n from assignments where package_id = $1 and state = 'delivered'",
          [kept.get("campaignId")],
        );
        return rows[0]?.n;
      },
      { timeout: 30_000 },
    )
    .toBe(3);
  for (const call of afterDelivery) await run(call);
});
