import { beforeAll, describe, expect, it } from "vitest";
import { directoryResources } from "@/db/schema";
import type { DirectoryResourceId } from "@/lib/engine/ids";
import type { Question } from "@/lib/engine/policy/questions";
import { ada, auditors, ben, finance, idOf, payments, policyIds, reports } from "@/lib/engine/testing/cast";
import { manager, policy, stage } from "@/lib/engine/testing/facts";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertCatalog, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The calls that the reference pages of accessPackages and their resourceRoleScopes print. */
const test = testDatabase();
let world: ApiWorld;
let examples: Examples;

const em = "/identityGovernance/entitlementManagement";
const packages = `${em}/accessPackages`;
const one = `${packages}/{package}`;
const application = idOf<DirectoryResourceId>(81);
const site = "https://contoso.sharepoint.com/portals/Community";

const what: Question = {
  ...{ kind: "text", id: idOf(61), sequence: 0, text: "What for?", localizations: [] },
  ...{ isRequired: true, isAnswerEditable: true, isSingleLineQuestion: true, regexPattern: null },
};

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  const catalogId = await insertCatalog(test.db, { name: "Sales" });
  await insertGroup(test.db, finance, { name: "Sales staff" });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  const created = { description: "", createdAt: new Date("2025-01-01T00:00:00Z") };
  await test.db.insert(directoryResources).values([
    {
      ...created,
      id: application,
      originSystem: "AadApplication",
      originId: "erp",
      displayName: "ERP",
      roles: ["Clerk"],
    },
    {
      ...created,
      id: idOf<DirectoryResourceId>(82),
      originSystem: "SharePointOnline",
      originId: site,
      displayName: "Site",
      roles: ["Contributors"],
    },
  ]);
  const terms = policy({
    policyId: policyIds[0],
    questions: [what],
    stages: [stage({ primaryApprovers: [manager()] })],
    requestorSettings: {
      allowCustomAssignmentSchedule: false,
      enableOnBehalfRequestorsToAddAccess: true,
      onBehalfRequestors: [{ kind: "requestorManager" }],
    },
  });
  await insertPackage(test.db, payments, { name: "Sales", catalogId, policies: [terms] });
  await insertPackage(test.db, reports, { name: "Reports", catalogId, policies: [] });
  examples = new Examples(world, { catalogId, package: payments, other: reports });
});

const list = (name: string): Example => ({
  of: `a resource: ${name}`,
  call: ["GET", `${em}/catalogs/{catalogId}/resources?$filter=displayName eq '${name}'&$expand=roles,scopes`],
  status: 200,
  as: name,
});

/** A resource is put into the catalog, and the ids of its first role and its scope are known from then on. */
async function addResource(originSystem: string, originId: string, name: string): Promise<void> {
  const body = { requestType: "adminAdd", resource: { originId, originSystem }, catalog: { id: "{catalogId}" } };
  await examples.run({ of: "", call: ["POST", `${em}/resourceRequests`, body], status: 201 });
  const { value } = await examples.run(list(name));
  examples.know("role", value[0].roles[0].id);
  examples.know("scope", value[0].scopes[0].id);
  examples.know("resource", value[0].id);
}

describe("accessPackages", () => {
  it.each<Example>([
    {
      of: "post",
      call: [
        "POST",
        packages,
        { displayName: "sales reps", description: "outside sales", isHidden: false, catalog: { id: "{catalogId}" } },
      ],
      status: 201,
      answer: {
        id: expect.any(String),
        displayName: "sales reps",
        description: "outside sales",
        isHidden: false,
        createdDateTime: expect.any(String),
        modifiedDateTime: expect.any(String),
      },
      as: "made",
    },
    {
      of: "post: by a link to its catalog, with a text for a boolean",
      call: [
        "POST",
        `${packages}?$expand=catalog`,
        {
          "@odata.type": "#microsoft.graph.accessPackage",
          displayName: "partners",
          description: null,
          isHidden: "true",
          "catalog@odata.bind":
            "https://graph.microsoft.com/v1.0/identityGovernance/entitlementManagement/catalogs('{catalogId}')",
        },
      ],
      status: 201,
      answer: { isHidden: true, catalog: { id: "{catalogId}" } },
    },
    { of: "update", call: ["PATCH", `${packages}/{made}`, { displayName: "sales people" }], status: 204 },
    {
      of: "update: what was read",
      call: [
        "PATCH",
        `${packages}/{made}`,
        {
          "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#accessPackages/$entity",
          id: "{made}",
          displayName: "sales people",
          description: "outside and inside sales",
          isHidden: false,
          createdDateTime: "2026-01-01T00:00:00Z",
          modifiedDateTime: "2026-01-01T00:00:00Z",
        },
      ],
      status: 204,
    },
    {
      of: "get",
      call: ["GET", `${packages}/{made}`],
      status: 200,
      answer: { displayName: "sales people", description: "outside and inside sales", isHidden: false },
    },
    {
      of: "list",
      call: ["GET", `${packages}?$select=id,displayName&$filter=contains(tolower(displayName),'sales p')`],
      status: 200,
      answer: { value: [{ id: "{made}", displayName: "sales people" }] },
    },
    { of: "delete", call: ["DELETE", `${packages}/{made}`], status: 204 },
    {
      of: "filterByCurrentUser",
      by: ada,
      call: ["GET", `${packages}/filterByCurrentUser(on='allowedRequestor')?$top=3`],
      status: 200,
      answer: { value: [{ id: payments, displayName: "Sales", isHidden: false }] },
    },
  ])("$of", async (example) => {
    await examples.run(example);
  });
});

describe("getApplicablePolicyRequirements", () => {
  const path = `${one}/getApplicablePolicyRequirements`;
  const required = {
    policyId: policyIds[0],
    policyDisplayName: "Employees",
    isApprovalRequiredForAdd: true,
    allowCustomAssignmentSchedule: false,
    questions: [{ "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", id: what.id, text: "What for?" }],
  };

  it.each<Example>([
    { of: "what the caller has to say", by: ada, call: ["POST", path], status: 200, answer: { value: [required] } },
    {
      of: "what they have to say of themself",
      by: ada,
      call: ["POST", path, { subject: { objectId: ada.id } }],
      status: 200,
      answer: { value: [required] },
    },
    {
      of: "what is to be said of a report",
      by: ben,
      call: ["POST", path, { subject: { "@odata.type": "#microsoft.graph.accessPackageSubject", objectId: ada.id } }],
      status: 200,
      answer: { value: [required] },
    },
    {
      of: "nothing of somebody the caller may not ask for",
      by: ada,
      call: ["POST", path, { subject: { objectId: ben.id } }],
      status: 200,
      answer: { value: [] },
    },
    {
      of: "nothing of somebody who does not exist",
      by: ada,
      call: ["POST", path, { subject: { objectId: idOf(7) } }],
      status: 200,
      answer: { value: [] },
    },
    {
      of: "nothing where no policy admits them",
      call: ["POST", `${packages}/{other}/getApplicablePolicyRequirements`],
      status: 200,
      answer: { value: [] },
    },
  ])("$of", async (example) => {
    await examples.run(example);
  });
});

describe("incompatible packages and groups", () => {
  const links = `${one}/incompatibleAccessPackages`;
  const groups = `${one}/incompatibleGroups`;
  const graph = "https://graph.microsoft.com/v1.0";

  it.each<Example>([
    {
      of: "post incompatibleAccessPackage",
      call: ["POST", `${links}/$ref`, { "@odata.id": `${graph}${packages}/{other}` }],
      status: 204,
    },
    { of: "list incompatibleAccessPackages", call: ["GET", links], status: 200, answer: { value: [{ id: reports }] } },
    {
      of: "list accessPackagesIncompatibleWith",
      call: ["GET", `${packages}/{other}/accessPackagesIncompatibleWith`],
      status: 200,
      answer: { value: [{ id: payments, displayName: "Sales" }] },
    },
    { of: "delete incompatibleAccessPackage", call: ["DELETE", `${links}/{other}/$ref`], status: 204 },
    {
      of: "post incompatibleGroup",
      call: ["POST", `${groups}/$ref`, { "@odata.id": `${graph}/groups/${auditors}` }],
      status: 204,
    },
    {
      of: "list incompatibleGroups",
      call: ["GET", groups],
      status: 200,
      answer: { value: [{ id: auditors, displayName: "Auditors" }] },
    },
    {
      of: "delete incompatibleGroup, as an SDK has it",
      call: ["DELETE", `${groups}/$ref?@id=${encodeURIComponent(`${graph}/groups/${auditors}`)}`],
      status: 204,
    },
    { of: "delete incompatibleGroup: gone", call: ["DELETE", `${groups}/${auditors}/$ref`], status: 404 },
  ])("$of", async (example) => {
    await examples.run(example);
  });
});

describe("resourceRoleScopes", () => {
  const path = `${one}/resourceRoleScopes`;
  const root = { displayName: "Root", description: "Root Scope", isRootScope: true };
  const given = { id: expect.stringMatching(/^[\da-f-]{36}_[\da-f-]{36}$/), createdDateTime: expect.any(String) };

  it("post 1: of a site, by the name of the role there", async () => {
    await addResource("SharePointOnline", site, "Site");
    const body = {
      role: {
        displayName: "Contributors",
        originSystem: "SharePointOnline",
        originId: "Contributors",
        resource: { id: "{resource}" },
      },
      scope: { ...root, originId: site, originSystem: "SharePointOnline" },
    };
    await examples.run({ of: "", call: ["POST", path, body], status: 201, answer: given });
  });

  it("post 2: of an application, by the ids as they were read", async () => {
    await addResource("AadApplication", application, "ERP");
    const origin = { originId: application, originSystem: "AadApplication" };
    const body = {
      role: {
        id: "{role}",
        displayName: "Clerk",
        description: "Clerk",
        originSystem: "AadApplication",
        originId: idOf(9),
        resource: { id: "{resource}", ...origin },
      },
      scope: { id: "{scope}", ...origin, isRootScope: true },
    };
    await examples.run({ of: "", call: ["POST", path, body], status: 201, answer: given });
  });

  it("post 3: of a group, once", async () => {
    await addResource("AadGroup", finance, "Sales staff");
    const origin = { originId: finance, originSystem: "AadGroup" };
    const body = {
      role: {
        id: "{role}",
        displayName: "Member",
        originSystem: "AadGroup",
        originId: `Member_${finance}`,
        resource: { id: "{resource}", displayName: "Sales staff", description: "Those in sales", ...origin },
      },
      scope: { id: "{scope}", ...root, ...origin },
    };
    await examples.run({ of: "", call: ["POST", path, body], status: 201, answer: { id: "{role}_{scope}" } });
    await examples.run({
      of: "get with what it gives",
      call: ["GET", `${one}?$expand=resourceRoleScopes($expand=role,scope)`],
      status: 200,
      answer: {
        resourceRoleScopes: expect.arrayContaining([
          expect.objectContaining({
            id: `${examples.the("role")}_${examples.the("scope")}`,
            role: expect.objectContaining({ originId: `Member_${finance}`, originSystem: "AadGroup" }),
            scope: expect.objectContaining({ ...root, ...origin }),
          }),
        ]),
      },
    });
    await examples.run({
      of: "post: twice",
      call: ["POST", path, body],
      status: 400,
      answer: { error: { code: "BadRequest" } },
    });
    await examples.run({
      of: "available: list resourceRoleScopes",
      by: ada,
      call: ["GET", `${em}/availableAccessPackages/{package}/resourceRoleScopes?$expand=role,scope`],
      status: 200,
      answer: { value: expect.arrayContaining([expect.objectContaining({ role: expect.any(Object) })]) },
    });
    await examples.run({ of: "delete", call: ["DELETE", `${path}/{role}_{scope}`], status: 204 });
    await examples.run({ of: "delete: gone", call: ["DELETE", `${path}/{role}_{scope}`], status: 404 });
  });
});
