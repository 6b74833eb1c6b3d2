import { beforeAll, expect, it } from "vitest";
import { ada, ben, dora, eli, finance, hana, ivo, payments, policyIds, reports } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertCatalog, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { em } from "./paths";

/** The calls of the scripts people have, as they send them; see the contract's list of them by their numbers. */
const test = testDatabase();
let examples: Examples;

const [policyId, otherPolicyId] = policyIds;

beforeAll(async () => {
  const world = await ApiWorld.begin(test);
  const catalogId = await insertCatalog(test.db, { name: "Marketing" });
  await insertPackage(test.db, payments, { name: "Marketing Campaign", catalogId, policies: [policy({ policyId })] });
  await insertPackage(test.db, reports, {
    name: "Reports",
    catalogId,
    policies: [policy({ policyId: otherPolicyId })],
  });
  await insertGroup(test.db, finance, { name: "Finance", members: [hana] });
  const requestId = await world.portal.ask(ada, payments);
  await world.portal.work(requestId);
  examples = new Examples(world, {
    accessPackageId: payments,
    otherPackageId: reports,
    requestId,
    groupId: finance,
    targetId: ada.id,
    assignmentId: (await world.portal.request(requestId)).assignmentId,
  });
});

const target = { objectId: ada.id, displayName: ada.displayName, principalName: `${ada.id}@example.test` };
const delivered = { state: "delivered", status: "Delivered" };
const campaign = { id: payments, displayName: "Marketing Campaign" };
const policiesToo = { value: [{ ...campaign, assignmentPolicies: [{ id: policyId }] }] };
const adminAdd = (targetId: string) => ({
  requestType: "adminAdd",
  assignment: { targetId, assignmentPolicyId: policyId, accessPackageId: payments },
});
const assigned = { id: expect.any(String), requestType: "adminAdd", state: "delivering", status: "Delivering" };
const assignedInBeta = { requestType: "AdminAdd", requestState: "Delivering", requestStatus: "Delivering" };

const seeds: readonly Example[] = [
  {
    of: "S2",
    call: [
      "GET",
      `${em}/assignments?$filter=accessPackage/id eq '{accessPackageId}' and state eq 'Delivered'&$expand=target`,
    ],
    status: 200,
    answer: { value: [{ id: "{assignmentId}", ...delivered, target: { ...target, email: target.principalName } }] },
  },
  {
    of: "S3",
    call: [
      "GET",
      `${em}/assignments?$filter=accessPackage/id eq '{otherPackageId}' and state eq 'Delivered'&$expand=target`,
    ],
    status: 200,
    answer: { value: [] },
  },
  { of: "S18", call: ["GET", `${em}/accessPackages/{accessPackageId}/getApplicablePolicyRequirements`], status: 405 },
  {
    of: "S23",
    call: [
      "GET",
      `${em}/assignments?$filter=accessPackage/id eq '{accessPackageId}' and state eq 'delivered'&$expand=target,assignmentPolicy`,
    ],
    status: 200,
    answer: { value: [{ ...delivered, target, assignmentPolicy: { id: policyId, displayName: "Employees" } }] },
  },
  {
    of: "S24",
    call: ["POST", `${em}/assignmentRequests`, adminAdd(ben.id)],

    status: 201,
    answer: assigned,
  },
  {
    of: "S25",
    call: ["GET", `${em}/assignmentRequests/{requestId}?$expand=requestor,accessPackage`],
    status: 200,
    answer: { id: "{requestId}", requestType: "userAdd", ...delivered, requestor: target, accessPackage: campaign },
  },
  { of: "S30", call: ["GET", `${em}/accessPackages/{accessPackageId}/getApplicablePolicyRequirements`], status: 405 },
  {
    of: "S38",
    call: ["GET", `${em}/accessPackages?$filter=displayName eq 'Marketing Campaign'`],
    status: 200,
    answer: { value: [campaign] },
  },
  {
    of: "S39",
    call: ["GET", `${em}/assignments?$filter=accessPackage/Id eq '{accessPackageId}'&$expand=target`],
    status: 200,
    answer: {
      value: expect.arrayContaining([expect.objectContaining({ target: expect.objectContaining(target) })]),
    },
  },
  {
    of: "S40",
    call: ["GET", `${em}/accessPackages?$filter=displayName eq 'Marketing Campaign'`],
    status: 200,
    answer: { value: [campaign] },
  },
  {
    of: "S41",
    call: [
      "GET",
      `${em}/assignments?$filter=accessPackage/id eq '{accessPackageId}' and state eq 'Delivered'&$expand=target`,
    ],
    status: 200,
    answer: { value: [{ id: "{assignmentId}", target: { id: ada.id, ...target } }] },
  },
  {
    of: "S42",
    call: ["GET", `${em}/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=assignmentpolicies`],
    status: 200,
    answer: policiesToo,
  },
  {
    of: "S43",
    call: ["POST", `${em}/assignmentRequests`, adminAdd(dora.id)],

    status: 201,
    answer: assigned,
  },
  {
    of: "S44",
    call: ["GET", `/groups/{groupId}/members`],
    status: 200,
    answer: { value: [{ "@odata.type": "#microsoft.graph.user", id: hana.id }] },
  },
  {
    of: "S45",
    call: ["GET", `${em}/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=assignmentPolicies`],
    status: 200,
    answer: policiesToo,
  },
  {
    of: "S46",
    call: [
      "POST",
      `/beta${em}/accessPackageAssignmentRequests`,
      {
        requestType: "AdminAdd",
        accessPackageAssignment: { accessPackageId: payments, assignmentPolicyId: policyId, targetId: eli.id },
      },
    ],

    status: 201,
    answer: assignedInBeta,
  },
  {
    of: "S47",
    call: ["GET", `${em}/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=assignmentPolicies`],
    status: 200,
    answer: policiesToo,
  },
  {
    of: "S48",
    call: [
      "POST",
      `/beta${em}/accessPackageAssignmentRequests`,
      {
        requestType: "AdminAdd",
        accessPackageAssignment: {
          accessPackageId: payments,
          assignmentPolicyId: policyId,
          target: { email: `${ivo.id}@example.test` },
        },
      },
    ],

    status: 201,
    answer: assignedInBeta,
  },
  {
    of: "S49",
    call: [
      "GET",
      `${em}/assignments?$filter=accessPackage/Id eq '{accessPackageId}' and state eq 'Delivered' and target/objectId eq '{targetId}'&$expand=target`,
    ],
    status: 200,
    answer: { value: [{ id: "{assignmentId}", target }] },
  },
  {
    of: "S50",
    call: ["POST", `${em}/assignmentRequests`, { requestType: "adminRemove", assignment: { id: "{assignmentId}" } }],

    status: 201,
    answer: { id: expect.any(String), requestType: "adminRemove" },
  },
];

it.each(seeds)("$of", async (seed) => {
  await examples.run(seed);
});
