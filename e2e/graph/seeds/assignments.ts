import { expect } from "@playwright/test";
import { beta, get, type More, post, type SeedCall, some, v1 } from "./seed-call";

const assign = (seed: string, assignment: object, more: More = {}): SeedCall =>
  post(seed, `${v1}/assignmentRequests`, { requestType: "adminAdd", assignment }, more);

const assignInBeta = (seed: string, target: object, more: More = {}): SeedCall =>
  post(
    seed,
    `${beta}/accessPackageAssignmentRequests`,
    {
      requestType: "AdminAdd",
      accessPackageAssignment: {
        accessPackageId: "{campaignId}",
        assignmentPolicyId: "{campaignPolicyId}",
        ...target,
      },
    },
    more,
  );

/** People are assigned, and what became of that is read. */
export const assignmentCalls: readonly SeedCall[] = [
  assign(
    "S24",
    { targetId: "{memberId}", assignmentPolicyId: "{policyId}", accessPackageId: "{accessPackageId}" },
    { keep: { requestId: "id" } },
  ),
  assign("S43", { targetId: "{userId}", assignmentPolicyId: "{campaignPolicyId}", accessPackageId: "{campaignId}" }),
  get("S25", `${v1}/assignmentRequests/{requestId}?$expand=requestor,accessPackage`, {
    look: { requestor: { displayName: "Elena Petrova" }, accessPackage: {} },
  }),
  get("S44", "/v1.0/groups/{groupId}/members", { look: { value: some() } }),
  get(
    "S46, its first part",
    `${beta}/accessPackageAssignments?$filter=accessPackageId eq '{campaignId}'&$expand=target`,
  ),
  assignInBeta(
    "S46",
    { targetId: "{memberId}" },
    {
      look: { requestType: "AdminAdd", requestState: expect.any(String) },
    },
  ),
  assignInBeta("S48", { target: { email: "arjun.mehta@brightwater.example" } }),
];

/** What is asked once the worker has delivered. */
export const callsAfterDelivery: readonly SeedCall[] = [
  ...["S2", "S3", "S41"].map((seed) =>
    get(seed, `${v1}/assignments?$filter=accessPackage/id eq '{campaignId}' and state eq 'Delivered'&$expand=target`, {
      look: {
        value: some({
          state: "delivered",
          target: expect.objectContaining({
            id: expect.any(String),
            objectId: expect.any(String),
            email: expect.any(String),
          }),
        }),
      },
    }),
  ),
  get(
    "S23",
    `${v1}/assignments?$filter=accessPackage/id eq '{campaignId}' and state eq 'delivered'&$expand=target,assignmentPolicy`,
    {
      look: { value: some({ assignmentPolicy: expect.objectContaining({ displayName: "New Policy" }) }) },
    },
  ),
  get("S39", `${v1}/assignments?$filter=accessPackage/Id eq '{campaignId}'&$expand=target`, {
    look: { value: some() },
  }),
  get(
    "S49",
    `${v1}/assignments?$filter=accessPackage/Id eq '{campaignId}' and state eq 'Delivered' and target/objectId eq '{userId}'&$expand=target`,
    { keep: { assignmentId: "value.0.id" } },
  ),
  post(
    "S50",
    `${v1}/assignmentRequests`,
    { requestType: "adminRemove", assignment: { id: "{assignmentId}" } },
    { look: { requestType: "adminRemove" } },
  ),
];
