import { expect } from "@playwright/test";
import { get, type More, post, type SeedCall, some, v1 } from "./seed-call";

const makePolicy = (seed: string, body: object, more: More = {}): SeedCall =>
  post(seed, `${v1}/assignmentPolicies`, body, more);

const makeOutsidePolicy = (seed: string, allowedTargetScope: string): SeedCall =>
  makePolicy(seed, {
    displayName: `Partners, ${allowedTargetScope}`,
    accessPackage: { id: "{accessPackageId}" },
    allowedTargetScope,
    requestorSettings: { enableTargetsToSelfAddAccess: true },
  });

const exclude = (seed: string, from: string, excluded: string): SeedCall =>
  post(
    seed,
    `${v1}/accessPackages/{${from}}/incompatibleAccessPackages/$ref`,
    { "@odata.id": `https://graph.microsoft.com${v1}/accessPackages/{${excluded}}` },
    { status: 204 },
  );

/** The packages get policies, exclude each other and are read with what was made. */
export const policyCalls: readonly SeedCall[] = [
  makePolicy(
    "S12",
    {
      displayName: "Internal - Finance staff",
      accessPackage: { id: "{accessPackageId}" },
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.groupMembers", groupId: "{groupId}" }],
      requestorSettings: { enableTargetsToSelfAddAccess: true },
    },
    { keep: { policyId: "id" } },
  ),
  makeOutsidePolicy("S13", "allConfiguredConnectedOrganizationUsers"),
  makeOutsidePolicy("S14", "allExternalUsers"),
  makePolicy(
    "S15",
    {
      displayName: "External - two-stage with sponsor",
      accessPackage: { id: "{accessPackageId}" },
      allowedTargetScope: "allConfiguredConnectedOrganizationUsers",
      requestApprovalSettings: {
        isApprovalRequiredForAdd: true,
        approvalMode: "Serial",
        approvalStages: [{ approvalStageTimeOutInDays: 3, isEscalationEnabled: true, escalationTimeInMinutes: 1_440 }],
      },
    },
    { status: 400, look: { error: { message: expect.stringContaining("approvalStages") } } },
  ),
  makePolicy(
    "S37",
    {
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
    { keep: { campaignPolicyId: "id" } },
  ),
  {
    seed: "S19",
    method: "PUT",
    path: `${v1}/assignmentPolicies/{policyId}`,
    body: {
      expiration: { type: "afterDuration", duration: "P180D" },
      accessReviewSettings: { isEnabled: true, recurrenceType: "quarterly", reviewerType: "Manager" },
    },
    status: 400,
  },
  {
    seed: "S19 as module 1 sends it",
    method: "PATCH",
    path: `${v1}/assignmentPolicies/{policyId}`,
    body: { expiration: { type: "afterDuration", duration: "P180D" } },
    status: 204,
  },
  exclude("S1", "initiatorPkgId", "approverPkgId"),
  exclude("S16", "approverPkgId", "initiatorPkgId"),
  exclude("S31", "approverPkgId", "initiatorPkgId"),
  post(
    "S17",
    `${v1}/accessPackages/{approverPkgId}/incompatibleGroups/$ref`,
    { "@odata.id": "https://graph.microsoft.com/v1.0/groups/{groupId}" },
    { status: 204 },
  ),
  ...["S18", "S30"].map((seed) =>
    get(seed, `${v1}/accessPackages/{approverPkgId}/getApplicablePolicyRequirements`, { status: 405 }),
  ),
  get("S28", `${v1}/accessPackages/{approverPkgId}/incompatibleAccessPackages`, { look: { value: some() } }),
  get("S26", `${v1}/accessPackages/{accessPackageId}?$expand=catalog,resourceRoleScopes`, {
    look: { catalog: { displayName: "Marketing" }, resourceRoleScopes: [{}] },
  }),
  get("S27", `${v1}/assignmentPolicies?$filter=accessPackage/id eq '{accessPackageId}'`, {
    look: { value: [{}, {}, {}] },
  }),
  get("S29", `${v1}/assignmentPolicies/{policyId}?$select=displayName,expiration,reviewSettings`, {
    look: { expiration: { type: "afterDuration", duration: "P180D" } },
  }),
  ...["S38", "S40"].map((seed) =>
    get(seed, `${v1}/accessPackages?$filter=displayName eq 'Marketing Campaign'`, { look: { value: some() } }),
  ),
  ...[
    ["S42", "assignmentpolicies"] as const,
    ["S45", "assignmentPolicies"] as const,
    ["S47", "assignmentPolicies"] as const,
  ].map(([seed, expand]) =>
    get(seed, `${v1}/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=${expand}`, {
      look: { value: some({ assignmentPolicies: some({ id: expect.any(String) }) }) },
    }),
  ),
];
