import { HttpMethod } from "@microsoft/kiota-abstractions";
import {
  type AccessPackageAssignmentCollectionResponse,
  type AccessPackageAssignmentPolicy,
  serializeAccessPackage,
  serializeAccessPackageAssignmentPolicy,
  serializeAccessPackageAssignmentRequest,
  serializeAccessPackageCatalog,
  serializeAccessPackageResourceRequest,
  serializeAccessPackageResourceRoleScope,
  serializeApprovalStage,
  serializeReferenceCreate,
} from "@microsoft/msgraph-sdk/models/index.js";
import { expect, test } from "@/e2e/support/test";
import {
  asAccessPackage,
  asAccessPackageAssignment,
  asAccessPackageAssignmentCollectionResponse,
  asAccessPackageAssignmentPolicy,
  asAccessPackageAssignmentRequest,
  asAccessPackageCatalog,
  asAccessPackageResourceCollectionResponse,
  asAccessPackageResourceRequest,
  asAccessPackageResourceRoleScope,
  asApprovalCollectionResponse,
  asGroupCollectionResponse,
  asUser,
  sdkOf,
} from "./sdk";

test.use({ company: "graph models" });

const em = "/identityGovernance/entitlementManagement";

/** What has to be there: the models have every property optional. */
function there<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}

test("Microsoft's SDK reads and writes the whole life of access with its own models", async ({ app }) => {
  test.slow();
  const admin = await sdkOf(app, "Elena Petrova");
  const nora = await sdkOf(app, "Nora Quinn");
  const leo = await sdkOf(app, "Leo Andersson");

  const catalog = await admin.send(
    HttpMethod.POST,
    `${em}/catalogs`,
    { displayName: "Laboratories", description: "What laboratories need", state: "published" },
    serializeAccessPackageCatalog,
    asAccessPackageCatalog,
  );
  expect(catalog).toMatchObject({ catalogType: "userManaged", state: "published" });
  const catalogId = there(catalog?.id, "the id of the catalog");
  const groups = await admin.get(
    "/groups?$filter=startswith(displayName,'Engineering')&$top=1",
    asGroupCollectionResponse,
  );
  const groupId = there(groups.value?.[0]?.id, "a group");
  const added = await admin.send(
    HttpMethod.POST,
    `${em}/resourceRequests`,
    { requestType: "adminAdd", resource: { originId: groupId, originSystem: "AadGroup" }, catalog: { id: catalogId } },
    serializeAccessPackageResourceRequest,
    asAccessPackageResourceRequest,
  );
  expect(added).toMatchObject({ requestType: "adminAdd", state: "delivered" });
  const resources = await admin.get(
    `${em}/catalogs/${catalogId}/resources?$expand=roles,scopes`,
    asAccessPackageResourceCollectionResponse,
  );
  const resource = there(resources.value?.[0], "the resource");
  const makePackage = (displayName: string) =>
    admin.send(
      HttpMethod.POST,
      `${em}/accessPackages`,
      { displayName, description: `${displayName} for laboratories`, catalog: { id: catalogId } },
      serializeAccessPackage,
      asAccessPackage,
    );
  const bench = there((await makePackage("Bench"))?.id, "the package");
  const rival = there((await makePackage("Rival"))?.id, "the other package");
  const role = there(
    resource.roles?.find((each) => each.displayName === "Member"),
    "the role",
  );
  const given = await admin.send(
    HttpMethod.POST,
    `${em}/accessPackages/${bench}/resourceRoleScopes`,
    { role: { ...role, resource }, scope: there(resource.scopes?.[0], "the scope") },
    serializeAccessPackageResourceRoleScope,
    asAccessPackageResourceRoleScope,
  );
  expect(given?.id).toBe(`${role.id}_${resource.scopes?.[0]?.id}`);

  const leoId = there((await leo.get("/me", asUser)).id, "the approver");
  const makePolicy = (packageId: string, more: Partial<AccessPackageAssignmentPolicy>) =>
    admin.send(
      HttpMethod.POST,
      `${em}/assignmentPolicies`,
      {
        displayName: "Employees",
        accessPackage: { id: packageId },
        allowedTargetScope: "allMemberUsers",
        requestorSettings: { enableTargetsToSelfAddAccess: true },
        ...more,
      },
      serializeAccessPackageAssignmentPolicy,
      asAccessPackageAssignmentPolicy,
    );
  const policy = await makePolicy(bench, {
    requestApprovalSettings: {
      isApprovalRequiredForAdd: true,
      stages: [
        {
          primaryApprovers: [{ odataType: "#microsoft.graph.singleUser", additionalData: { userId: leoId } }],
        },
      ],
    },
    questions: [
      { odataType: "#microsoft.graph.accessPackageTextInputQuestion", text: "Which bench?", isRequired: true },
    ],
  });
  const policyId = there(policy?.id, "the policy");
  expect(policy?.requestApprovalSettings?.stages?.[0]?.primaryApprovers?.[0]).toMatchObject({ userId: leoId });
  await makePolicy(rival, {});

  const read = await admin.get(
    `${em}/assignmentPolicies/${policyId}?$expand=questions`,
    asAccessPackageAssignmentPolicy,
  );
  const question = there(read.questions?.[0], "the question");
  expect(question).toMatchObject({
    odataType: "#microsoft.graph.accessPackageTextInputQuestion",
    text: "Which bench?",
  });

  const ask = (packageId: string, answered: boolean) =>
    nora.send(
      HttpMethod.POST,
      `${em}/assignmentRequests`,
      {
        requestType: "userAdd",
        // The metadata has neither; the documentation sends both.
        assignment: {
          additionalData: { accessPackageId: packageId, ...(answered ? { assignmentPolicyId: policyId } : {}) },
        },
        answers: answered
          ? [
              {
                odataType: "#microsoft.graph.accessPackageAnswerString",
                answeredQuestion: question,
                additionalData: { value: "The one at the window" },
              },
            ]
          : [],
      },
      serializeAccessPackageAssignmentRequest,
      asAccessPackageAssignmentRequest,
    );
  const request = await ask(bench, true);
  expect(request).toMatchObject({ requestType: "userAdd", state: "pendingApproval" });
  const requestId = there(request?.id, "the request");

  const approvals = await leo.get(
    `${em}/accessPackageAssignmentApprovals/filterByCurrentUser(on='approver')?$expand=stages`,
    asApprovalCollectionResponse,
  );
  const stage = there(approvals.value?.find(({ id }) => id === requestId)?.stages?.[0], "the stage");
  expect(stage.assignedToMe).toBe(true);
  await leo.sendNoContent(
    HttpMethod.PATCH,
    `${em}/accessPackageAssignmentApprovals/${requestId}/stages/${stage.id}`,
    { reviewResult: "Approve", justification: "OK" },
    serializeApprovalStage,
  );

  const held = () =>
    admin.get(
      `${em}/assignments?$expand=target&$filter=${encodeURIComponent(`accessPackage/id eq '${bench}' and state eq 'delivered'`)}`,
      asAccessPackageAssignmentCollectionResponse,
    );
  await expect.poll(async () => (await held()).value?.length, { timeout: 30_000 }).toBe(1);
  const assignment = there((await held()).value?.[0], "the assignment");
  const assignmentId = there(assignment.id, "the id of the assignment");
  expect(assignment).toMatchObject({ state: "delivered", target: { displayName: "Nora Quinn", subjectType: "user" } });
  expect(assignment.schedule?.startDateTime).toBeInstanceOf(Date);

  const ids: string[] = [];
  let next: string | null | undefined = `${em}/assignments?$top=9&$count=true`;
  let count: number | null | undefined;
  while (next) {
    const page: AccessPackageAssignmentCollectionResponse = await admin.get(
      next,
      asAccessPackageAssignmentCollectionResponse,
    );
    count ??= page.odataCount;
    ids.push(...(page.value ?? []).map(({ id }) => there(id, "an id")));
    next = page.odataNextLink;
  }
  expect(new Set(ids).size).toBe(count);

  await admin.sendNoContent(
    HttpMethod.POST,
    `${em}/accessPackages/${rival}/incompatibleAccessPackages/$ref`,
    { odataId: `${app.origin}/api/graph/v1.0${em}/accessPackages/${bench}` },
    serializeReferenceCreate,
  );
  const refused = await ask(rival, false).catch((error: unknown) => error);
  expect(refused).toMatchObject({ errorEscaped: { code: "IncompatibleAccess" } });

  const removal = await admin.send(
    HttpMethod.POST,
    `${em}/assignmentRequests`,
    { requestType: "adminRemove", assignment: { id: assignmentId } },
    serializeAccessPackageAssignmentRequest,
    asAccessPackageAssignmentRequest,
  );
  expect(removal?.requestType).toBe("adminRemove");
  await expect
    .poll(async () => (await admin.get(`${em}/assignments/${assignmentId}`, asAccessPackageAssignment)).state, {
      timeout: 30_000,
    })
    .toBe("expired");
});
