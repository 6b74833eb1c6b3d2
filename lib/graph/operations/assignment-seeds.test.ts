import { beforeAll, expect, it } from "vitest";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import {
  ada,
  ben,
  dora,
  eli,
  everybody,
  finance,
  hana,
  ivo,
  kim,
  payments,
  policyIds,
  reports,
} from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { type Answer, callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The calls of the scripts people have, as they send them; see the contract's list of them by their numbers. */
const test = testDatabase();
let portal: Portal;
let token: string;
let adas: AssignmentId;
let requestId: RequestId;

const em = "/identityGovernance/entitlementManagement";
const [policyId, otherPolicyId] = policyIds;

beforeAll(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  const catalogId = await insertCatalog(test.db, { name: "Marketing" });
  await insertPackage(test.db, payments, { name: "Marketing Campaign", catalogId, policies: [policy({ policyId })] });
  await insertPackage(test.db, reports, {
    name: "Reports",
    catalogId,
    policies: [policy({ policyId: otherPolicyId })],
  });
  await insertGroup(test.db, finance, { name: "Finance", members: [hana] });
  requestId = await portal.ask(ada, payments);
  await portal.work(requestId);
  adas = (await portal.request(requestId)).assignmentId;
  token = await insertToken(portal.deps, kim.id);
});

type Seed = {
  readonly seed: string;
  readonly method?: string;
  /** With `{accessPackageId}` and so on, as the list of calls has it. */
  readonly path: string;
  readonly body?: () => unknown;
  readonly status: Answer["status"];
  readonly answer?: () => unknown;
};

const target = { objectId: ada.id, displayName: ada.displayName, principalName: `${ada.id}@example.test` };
const delivered = { state: "delivered", status: "Delivered" };
const campaign = { id: payments, displayName: "Marketing Campaign" };
const policiesToo = () => ({ value: [{ ...campaign, assignmentPolicies: [{ id: policyId }] }] });
const adminAdd = (targetId: string) => () => ({
  requestType: "adminAdd",
  assignment: { targetId, assignmentPolicyId: policyId, accessPackageId: payments },
});
const assigned = () => ({ id: expect.any(String), requestType: "adminAdd", state: "delivering", status: "Delivering" });
const assignedInBeta = () => ({ requestType: "AdminAdd", requestState: "Delivering", requestStatus: "Delivering" });

const seeds: readonly Seed[] = [
  {
    seed: "S2",
    path: "/v1.0/iG/eM/assignments?$filter=accessPackage/id eq '{accessPackageId}' and state eq 'Delivered'&$expand=target",
    status: 200,
    answer: () => ({ value: [{ id: adas, ...delivered, target: { ...target, email: target.principalName } }] }),
  },
  {
    seed: "S3",
    path: "/v1.0/iG/eM/assignments?$filter=accessPackage/id eq '{otherPackageId}' and state eq 'Delivered'&$expand=target",
    status: 200,
    answer: () => ({ value: [] }),
  },
  { seed: "S18", path: "/v1.0/iG/eM/accessPackages/{accessPackageId}/getApplicablePolicyRequirements", status: 405 },
  {
    seed: "S23",
    path: "/v1.0/iG/eM/assignments?$filter=accessPackage/id eq '{accessPackageId}' and state eq 'delivered'&$expand=target,assignmentPolicy",
    status: 200,
    answer: () => ({ value: [{ ...delivered, target, assignmentPolicy: { id: policyId, displayName: "Employees" } }] }),
  },
  {
    seed: "S24",
    method: "POST",
    path: "/v1.0/iG/eM/assignmentRequests",
    body: adminAdd(ben.id),
    status: 201,
    answer: assigned,
  },
  {
    seed: "S25",
    path: "/v1.0/iG/eM/assignmentRequests/{requestId}?$expand=requestor,accessPackage",
    status: 200,
    answer: () => ({ id: requestId, requestType: "userAdd", ...delivered, requestor: target, accessPackage: campaign }),
  },
  { seed: "S30", path: "/v1.0/iG/eM/accessPackages/{accessPackageId}/getApplicablePolicyRequirements", status: 405 },
  {
    seed: "S38",
    path: "/v1.0/iG/eM/accessPackages?$filter=displayName eq 'Marketing Campaign'",
    status: 200,
    answer: () => ({ value: [campaign] }),
  },
  {
    seed: "S39",
    path: "/v1.0/iG/eM/assignments?$filter=accessPackage/Id eq '{accessPackageId}'&$expand=target",
    status: 200,
    answer: () => ({
      value: expect.arrayContaining([expect.objectContaining({ id: adas, target: expect.objectContaining(target) })]),
    }),
  },
  {
    seed: "S40",
    path: "/v1.0/iG/eM/accessPackages?$filter=displayName eq 'Marketing Campaign'",
    status: 200,
    answer: () => ({ value: [campaign] }),
  },
  {
    seed: "S41",
    path: "/v1.0/iG/eM/assignments?$filter=accessPackage/id eq '{accessPackageId}' and state eq 'Delivered'&$expand=target",
    status: 200,
    answer: () => ({ value: [{ id: adas, target: { id: ada.id, ...target } }] }),
  },
  {
    seed: "S42",
    path: "/v1.0/iG/eM/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=assignmentpolicies",
    status: 200,
    answer: policiesToo,
  },
  {
    seed: "S43",
    method: "POST",
    path: "/v1.0/iG/eM/assignmentRequests",
    body: adminAdd(dora.id),
    status: 201,
    answer: assigned,
  },
  {
    seed: "S44",
    path: "/v1.0/groups/{groupId}/members",
    status: 200,
    answer: () => ({ value: [{ "@odata.type": "#microsoft.graph.user", id: hana.id }] }),
  },
  {
    seed: "S45",
    path: "/v1.0/iG/eM/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=assignmentPolicies",
    status: 200,
    answer: policiesToo,
  },
  {
    seed: "S46",
    method: "POST",
    path: "/beta/iG/eM/accessPackageAssignmentRequests",
    body: () => ({
      requestType: "AdminAdd",
      accessPackageAssignment: { accessPackageId: payments, assignmentPolicyId: policyId, targetId: eli.id },
    }),
    status: 201,
    answer: assignedInBeta,
  },
  {
    seed: "S47",
    path: "/v1.0/iG/eM/accessPackages?$filter=displayname eq 'Marketing Campaign'&$expand=assignmentPolicies",
    status: 200,
    answer: policiesToo,
  },
  {
    seed: "S48",
    method: "POST",
    path: "/beta/iG/eM/accessPackageAssignmentRequests",
    body: () => ({
      requestType: "AdminAdd",
      accessPackageAssignment: {
        accessPackageId: payments,
        assignmentPolicyId: policyId,
        target: { email: `${ivo.id}@example.test` },
      },
    }),
    status: 201,
    answer: assignedInBeta,
  },
  {
    seed: "S49",
    path: "/v1.0/iG/eM/assignments?$filter=accessPackage/Id eq '{accessPackageId}' and state eq 'Delivered' and target/objectId eq '{targetId}'&$expand=target",
    status: 200,
    answer: () => ({ value: [{ id: adas, target }] }),
  },
  {
    seed: "S50",
    method: "POST",
    path: "/v1.0/iG/eM/assignmentRequests",
    body: () => ({ requestType: "adminRemove", assignment: { id: adas } }),
    status: 201,
    answer: () => ({ id: expect.any(String), requestType: "adminRemove" }),
  },
];

/** The address as clients send it: with its ids in it and blanks encoded. */
function addressOf(path: string): string {
  const ids: Readonly<Record<string, string>> = {
    accessPackageId: payments,
    otherPackageId: reports,
    requestId,
    groupId: finance,
    targetId: ada.id,
  };
  const filled = path.replace("/iG/eM", em).replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
  return `https://portal.test/api/graph${filled.replaceAll(" ", "%20").replaceAll("'", "%27")}`;
}

it.each(seeds)("$seed $path", async ({ method = "GET", path, body, status, answer }) => {
  const answered = await callApi(portal.deps, token, method, addressOf(path), body?.());
  expect([answered.status, answered.body.error]).toEqual([status, status < 400 ? undefined : expect.anything()]);
  if (answer) expect(answered.body).toMatchObject(answer() as object);
});
