import { Client, GraphError, PageIterator } from "@microsoft/microsoft-graph-client";
import { type App, startApp } from "@/e2e/support/app";
import { test as base, expect, required } from "@/e2e/support/test";
import { startTlsFront } from "./tls-front";
import { tokenOf } from "./tokens";

/** A portal of its own, whose address is https: this client sends no token elsewhere. */
const test = base.extend<object, { secure: App }>({
  secure: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern.
    async ({}, use) => {
      const front = await startTlsFront();
      const app = await startApp(required("LATCHKEY_TEST_SERVER"), required("LATCHKEY_TEST_TEMPLATE"), {
        env: { LATCHKEY_ORIGIN: front.origin, NEXTAUTH_URL: front.origin },
      });
      front.leadTo(app.origin);
      await use({ ...app, origin: front.origin });
      front.stop();
      await app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

const em = "/identityGovernance/entitlementManagement";

async function clientOf(app: App, who: string): Promise<Client> {
  const token = await tokenOf(app, who);
  return Client.init({
    // What a script changes: the host, and nothing behind it.
    baseUrl: `${app.origin}/`,
    defaultVersion: "v1.0",
    customHosts: new Set(["127.0.0.1"]),
    authProvider: (done) => done(null, token),
  });
}

test("Microsoft's JavaScript client drives the whole life of access over https", async ({ secure }) => {
  test.slow();
  const admin = await clientOf(secure, "Elena Petrova");
  const maya = await clientOf(secure, "Maya Lindqvist");
  const leo = await clientOf(secure, "Leo Andersson");

  const catalog = await admin.api(`${em}/catalogs`).post({
    displayName: "Field Work",
    description: "What people need outside",
    isExternallyVisible: false,
    state: "published",
  });
  const {
    value: [group],
  } = await admin.api("/groups").filter("startswith(displayName,'Finance')").top(1).get();
  const added = await admin.api(`${em}/resourceRequests`).post({
    requestType: "adminAdd",
    resource: { originId: group.id, originSystem: "AadGroup" },
    catalog: { id: catalog.id },
  });
  expect(added).toMatchObject({ requestType: "adminAdd", state: "delivered" });
  const {
    value: [resource],
  } = await admin
    .api(`${em}/catalogs/${catalog.id}/resources`)
    .filter("originSystem eq 'AadGroup'")
    .expand(["roles", "scopes"])
    .get();
  const makePackage = (displayName: string) =>
    admin.api(`${em}/accessPackages`).post({ displayName, description: `${displayName} kit`, catalog });
  const [kit, other] = [await makePackage("Survey Kit"), await makePackage("Audit Kit")];
  const role = resource.roles.find((each: { displayName: string }) => each.displayName === "Member");
  await admin.api(`${em}/accessPackages/${kit.id}/resourceRoleScopes`).post({
    role: { ...role, resource: { id: resource.id, originId: group.id, originSystem: "AadGroup" } },
    scope: resource.scopes[0],
  });
  const leoId = (await leo.api("/me").get()).id;
  const makePolicy = (accessPackage: { id: string }, more: object) =>
    admin.api(`${em}/assignmentPolicies`).post({
      displayName: "Employees",
      description: "",
      accessPackage,
      allowedTargetScope: "allMemberUsers",
      expiration: { type: "afterDuration", duration: "P30D" },
      requestorSettings: { enableTargetsToSelfAddAccess: true },
      ...more,
    });
  const policy = await makePolicy(kit, {
    requestApprovalSettings: {
      isApprovalRequiredForAdd: true,
      stages: [
        {
          durationBeforeAutomaticDenial: "P7D",
          primaryApprovers: [{ "@odata.type": "#microsoft.graph.singleUser", userId: leoId }],
        },
      ],
    },
    questions: [
      {
        "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
        text: "Which river?",
        isRequired: true,
        isSingleLineQuestion: true,
      },
    ],
  });
  await makePolicy(other, {});

  const { value: requirements } = await maya
    .api(`${em}/accessPackages/${kit.id}/getApplicablePolicyRequirements`)
    .post({});
  expect(requirements).toMatchObject([{ policyId: policy.id, isApprovalRequiredForAdd: true }]);
  const [question] = requirements[0].questions;
  const request = await maya.api(`${em}/assignmentRequests`).post({
    requestType: "userAdd",
    assignment: { accessPackageId: kit.id, assignmentPolicyId: policy.id },
    justification: "Measuring starts on Monday",
    answers: [
      { "@odata.type": "#microsoft.graph.accessPackageAnswerString", value: "The Glomma", answeredQuestion: question },
    ],
  });
  expect(request).toMatchObject({ requestType: "userAdd", state: "pendingApproval" });

  const waiting = await leo
    .api(`${em}/accessPackageAssignmentApprovals/filterByCurrentUser(on='approver')`)
    .expand("stages")
    .get();
  const approval = waiting.value.find((each: { id: string }) => each.id === request.id);
  expect(approval.stages).toMatchObject([{ status: "InProgress", assignedToMe: true, reviewResult: "NotReviewed" }]);
  await leo
    .api(`${em}/accessPackageAssignmentApprovals/${request.id}/stages/${approval.stages[0].id}`)
    .patch({ reviewResult: "Approve", justification: "Needed" });

  const delivered = () =>
    admin
      .api(`${em}/assignments`)
      .filter(`accessPackage/id eq '${kit.id}' and state eq 'Delivered'`)
      .expand("target,assignmentPolicy")
      .get();
  await expect.poll(async () => (await delivered()).value.length, { timeout: 30_000 }).toBe(1);
  const [assignment] = (await delivered()).value;
  expect(assignment).toMatchObject({ target: { displayName: "Maya Lindqvist" }, assignmentPolicy: { id: policy.id } });

  const first = await admin.api(`${em}/assignments`).top(7).count(true).expand("target").get();
  const seen: string[] = [];
  await new PageIterator(admin, first, (each) => {
    seen.push(each.id);
    return true;
  }).iterate();
  expect(seen.length).toBe(first["@odata.count"]);
  expect(new Set(seen).size).toBe(seen.length);

  await admin.api(`${em}/accessPackages/${other.id}/incompatibleAccessPackages/$ref`).post({
    "@odata.id": `https://graph.microsoft.com/v1.0${em}/accessPackages/${kit.id}`,
  });
  const refused = await maya
    .api(`${em}/assignmentRequests`)
    .post({ requestType: "userAdd", assignment: { accessPackageId: other.id } })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GraphError);
  expect(refused).toMatchObject({ code: "IncompatibleAccess" });

  await admin.api(`${em}/assignmentRequests`).post({ requestType: "adminRemove", assignment: { id: assignment.id } });
  await expect
    .poll(async () => (await admin.api(`${em}/assignments/${assignment.id}`).get()).state, { timeout: 30_000 })
    .toBe("expired");
});
