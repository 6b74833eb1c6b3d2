import { asc } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import type { CatalogId } from "@/lib/engine/ids";
import { ada, ben, cleo, dora, eli, finance, kim, payments, vendors } from "@/lib/engine/testing/cast";
import { ApiWorld } from "@/lib/graph/testing/world";
import { appoint, insertCatalog, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;
let catalogId: CatalogId;

const em = "/identityGovernance/entitlementManagement";
const policies = `${em}/assignmentPolicies`;
const call = (method: string, path: string, body?: unknown) => world.as(kim, method, path, body);
const accessPackage = { id: payments };

beforeEach(async () => {
  world = await ApiWorld.begin(test);
  await insertGroup(test.db, finance, { name: "Finance staff", members: [ada] });
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertPackage(test.db, payments, { name: "Payments", catalogId, policies: [] });
  await insertPackage(test.db, vendors, { name: "Vendors", policies: [] });
  await appoint(test.db, cleo, "catalogReader", catalogId);
});

const person = (userId: string) => ({ "@odata.type": "#microsoft.graph.singleUser", userId });
const approved = {
  displayName: "Approved",
  description: "Asked and approved",
  accessPackage,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  expiration: { endDateTime: null, duration: "P365D", type: "afterDuration" },
  requestApprovalSettings: {
    isApprovalRequiredForAdd: true,
    isRequestorJustificationRequired: true,
    stages: [
      {
        durationBeforeAutomaticDenial: "P14D",
        isApproverJustificationRequired: true,
        isEscalationEnabled: false,
        durationBeforeEscalation: "PT0S",
        primaryApprovers: [{ "@odata.type": "#microsoft.graph.requestorManager", managerLevel: 1 }],
        fallbackPrimaryApprovers: [person(dora.id)],
        escalationApprovers: [],
        fallbackEscalationApprovers: [],
      },
    ],
  },
  questions: [
    {
      "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
      isRequired: "true",
      text: "What for?",
      isSingleLineQuestion: true,
    },
  ],
};

/** A policy is made, and its id. */
const make = async (body: object): Promise<string> => {
  const made = await call("POST", policies, body);
  expect(made).toMatchObject({ status: 201 });
  return made.body.id;
};

describe("policies of the documents that scripts are written from", () => {
  it.each([
    [
      "S12 a group",
      {
        displayName: "Internal - Finance staff",
        allowedTargetScope: "specificDirectoryUsers",
        specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.groupMembers", groupId: finance }],
        requestorSettings: { enableTargetsToSelfAddAccess: true },
      },
      {
        specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.groupMembers", groupId: finance }],
        requestorSettings: { enableTargetsToSelfAddAccess: true, allowCustomAssignmentSchedule: true },
        requestApprovalSettings: { isApprovalRequiredForAdd: false, isApprovalRequiredForUpdate: false, stages: [] },
        expiration: { type: "noExpiration" },
      },
    ],
    [
      "S13 connected organizations",
      {
        displayName: "Partners - connected orgs only",
        allowedTargetScope: "allConfiguredConnectedOrganizationUsers",
        requestorSettings: { enableTargetsToSelfAddAccess: true },
      },
      { allowedTargetScope: "allConfiguredConnectedOrganizationUsers" },
    ],
    [
      "S14 any external user",
      {
        displayName: "Open - any external user",
        allowedTargetScope: "allExternalUsers",
        requestorSettings: { enableTargetsToSelfAddAccess: true },
      },
      { allowedTargetScope: "allExternalUsers" },
    ],
    [
      "S37 direct assignment only",
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
      },
      { allowedTargetScope: "notSpecified", requestorSettings: { enableTargetsToSelfAddAccess: false } },
    ],
  ])("%s", async (_what, body, expected) => {
    const made = await call("POST", policies, { ...body, accessPackage });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ displayName: body.displayName, ...expected });
  });

  it("S15 S19 names of the older generation are refused by their names, and nothing is saved", async () => {
    const stages = [{ approvalStageTimeOutInDays: 3, primaryApprovers: [person(dora.id)] }];
    const old = { approvalMode: "Serial", approvalStages: stages, isApprovalRequiredForAdd: true };
    const made = await call("POST", policies, { displayName: "Old", accessPackage, requestApprovalSettings: old });
    expect(made.status).toBe(400);
    expect(made.body.error.message).toContain("approvalMode");
    const id = await make(approved);
    const changed = await call("PUT", `${policies}/${id}`, { accessReviewSettings: { isEnabled: true } });
    expect(changed.status).toBe(400);
    expect(changed.body.error.message).toContain("accessReviewSettings");
    expect((await call("GET", `${policies}/${id}`)).body).toMatchObject({ expiration: { duration: "P365D" } });
  });
});

describe("a policy", () => {
  it("is listed, counted and read with what belongs to it", async () => {
    const id = await make(approved);
    await make({ displayName: "For vendors", accessPackage: { id: vendors } });
    const listed = await call("GET", `${policies}?$filter=accessPackage/Id eq '${payments}'&$expand=questions,catalog`);
    expect(listed.body.value).toMatchObject([
      { id, catalog: { id: catalogId }, questions: [{ text: "What for?", isRequired: true, sequence: 0 }] },
    ]);
    expect((await call("GET", `${policies}?$filter=displayName eq 'approved'`)).body.value).toHaveLength(1);
    expect((await call("GET", `${policies}/$count`)).body).toBe("2");
    const path = `${policies}/${id}`;
    expect((await call("GET", `${path}?$select=displayName,expiration,reviewSettings`)).body).toEqual({
      "@odata.context": expect.any(String),
      displayName: "Approved",
      expiration: { type: "afterDuration", duration: "P365D", endDateTime: null },
      reviewSettings: null,
    });
    const expanded = `${path}?$expand=customExtensionStageSettings($expand=customExtension),accessPackage($expand=catalog)`;
    expect((await call("GET", expanded)).body).toMatchObject({
      customExtensionStageSettings: [],
      accessPackage: { catalog: { id: catalogId } },
    });
    expect((await call("GET", `${path}?$expand=questions($expand=answers)`)).status).toBe(400);
    expect((await call("GET", `${path}/accessPackage?$expand=catalog`)).body).toMatchObject({
      id: payments,
      catalog: { id: catalogId },
    });
    expect((await call("GET", `${path}/catalog`)).body).toMatchObject({ id: catalogId });
    const questions = await call("GET", `${path}/questions`);
    const [question] = questions.body.value;
    expect(question).toMatchObject({ "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion" });
    expect((await call("GET", `${path}/questions/$count`)).body).toBe("1");
    expect((await call("GET", `${path}/questions/${question.id}`)).body).toMatchObject(question);
    expect((await call("GET", `${path}/questions?$filter=text eq 'a'`)).status).toBe(400);
    expect((await call("GET", `${path}/customExtensionStageSettings`)).body.value).toEqual([]);
    const below = `${em}/accessPackages/${payments}/assignmentPolicies`;
    expect((await call("GET", below)).body.value).toMatchObject([{ id }]);
    expect((await call("GET", `${below}/$count`)).body).toBe("1");
    expect((await call("GET", `${below}/${id}`)).body).toMatchObject({ displayName: "Approved" });
    const ofAnother = `${em}/accessPackages/${vendors}/assignmentPolicies/${id}`;
    expect((await call("GET", ofAnother)).status).toBe(404);
  });

  it("is merged by PATCH and replaced by PUT, which answers what is there then", async () => {
    const path = `${policies}/${await make(approved)}`;
    expect((await call("PATCH", path, { expiration: { type: "afterDuration", duration: "P180D" } })).status).toBe(204);
    expect((await call("GET", path)).body).toMatchObject({
      description: "Asked and approved",
      expiration: { duration: "P180D" },
      requestApprovalSettings: {
        isApprovalRequiredForUpdate: true,
        stages: [{ durationBeforeAutomaticDenial: "P14D" }],
      },
    });
    const put = await call("PUT", path, { displayName: "Replaced", allowedTargetScope: "allDirectoryUsers" });
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({
      displayName: "Replaced",
      description: "",
      allowedTargetScope: "allDirectoryUsers",
      expiration: { type: "noExpiration" },
      requestApprovalSettings: { stages: [] },
    });
    expect((await call("GET", `${path}/questions`)).body.value).toEqual([]);
  });

  it("that was read and is sent back stays as it was, without an entry in the log", async () => {
    const path = `${policies}/${await make(approved)}`;
    const read = await call("GET", `${path}?$expand=questions,accessPackage,customExtensionStageSettings`);
    const events = () =>
      test.db.select({ kind: auditEvents.kind }).from(auditEvents).orderBy(asc(auditEvents.sequence));
    const before = await events();
    const put = await call("PUT", path, read.body);
    expect(put.status).toBe(200);
    expect({ ...read.body, "@odata.context": "" }).toMatchObject({ ...put.body, "@odata.context": "" });
    expect(await events()).toEqual(before);
  });

  it("is deleted", async () => {
    const path = `${policies}/${await make(approved)}`;
    expect((await call("DELETE", path)).status).toBe(204);
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("DELETE", path)).status).toBe(404);
    expect((await call("PATCH", path, { description: "" })).status).toBe(404);
  });
});

describe("what cannot be", () => {
  it.each([
    [{ ...approved, accessPackage: undefined }, 400, "accessPackage"],
    [{ ...approved, accessPackage: { id: ada.id } }, 404, ""],
    [{ ...approved, accessPackage: { id: "nonsense" } }, 404, ""],
    [
      { ...approved, requestApprovalSettings: { isApprovalRequiredForAdd: true, stages: [] } },
      400,
      "requestApprovalSettings.stages",
    ],
    [
      { ...approved, requestApprovalSettings: { isApprovalRequiredForAdd: true, stages: [{ primaryApprovers: [] }] } },
      400,
      "requestApprovalSettings.stages.0.primaryApprovers",
    ],
    [
      {
        ...approved,
        requestApprovalSettings: {
          isApprovalRequiredForAdd: true,
          stages: [
            {
              durationBeforeAutomaticDenial: "P14D",
              isEscalationEnabled: true,
              durationBeforeEscalation: "P14D",
              primaryApprovers: [person(dora.id)],
              escalationApprovers: [person(eli.id)],
            },
          ],
        },
      },
      400,
      "requestApprovalSettings.stages.0.durationBeforeEscalation",
    ],
    [{ ...approved, allowedTargetScope: "specificDirectoryUsers" }, 400, "specificAllowedTargets"],
    [
      {
        ...approved,
        allowedTargetScope: "specificDirectoryUsers",
        specificAllowedTargets: [person("00000001-0000-7000-8000-00000000dead")],
      },
      400,
      "specificAllowedTargets",
    ],
  ])("is refused with the property it is about: %#", async (body, status, target) => {
    const refused = await call("POST", policies, body);
    expect(refused.status).toBe(status);
    if (target !== "") {
      const { message, details = [] } = refused.body.error;
      expect(`${message} ${details.map((detail: { target?: string }) => detail.target)}`).toContain(target);
    }
    expect((await call("GET", policies)).body.value).toEqual([]);
  });

  it("a name that is taken, a policy for another package", async () => {
    const path = `${policies}/${await make(approved)}`;
    const again = await call("POST", policies, { ...approved, displayName: "APPROVED" });
    expect(again.status).toBe(400);
    expect(again.body.error.details).toMatchObject([{ target: "displayName" }]);
    expect((await call("PATCH", path, { accessPackage: { id: vendors } })).status).toBe(400);
  });

  it("ERR-50 of two who save at once one is told to read again", async () => {
    const path = `${policies}/${await make(approved)}`;
    const both = await Promise.all([
      call("PATCH", path, { description: "a" }),
      call("PATCH", path, { description: "b" }),
    ]);
    const statuses = both.map((answer) => answer.status).sort();
    expect([
      [204, 204],
      [204, 412],
    ]).toContainEqual(statuses);
  });
});

it("DEL-23 who looks after another catalog, only reads, or only asks is answered as in the browser", async () => {
  const path = `${policies}/${await make(approved)}`;
  const other = await insertCatalog(test.db, { name: "Sales" });
  await appoint(test.db, ben, "catalogOwner", other);
  const asks: ApiWorld["as"] = (...call) => world.as(...call);
  const ofPackage = `${em}/accessPackages/${payments}/assignmentPolicies`;
  for (const [who, seen, changed] of [
    [ben, 404, 404],
    [cleo, 200, 403],
    [ada, 404, 404],
  ] as const) {
    expect((await asks(who, "GET", path)).status).toBe(seen);
    const answers = [
      await asks(who, "PATCH", path, { description: "Mine" }),
      await asks(who, "PUT", path, { displayName: "Mine", allowedTargetScope: "allMemberUsers" }),
      await asks(who, "DELETE", path),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([changed, changed, changed]);
    if (changed === 404) expect(answers[0]?.body.error.message).toContain("accessPackageAssignmentPolicy");
  }
  expect((await asks(ben, "GET", policies)).body.value).toEqual([]);
  expect((await asks(ada, "GET", policies)).status).toBe(403);
  // Both may ask for the package, which tells them nothing about its policies.
  expect((await asks(ada, "GET", ofPackage)).status).toBe(403);
  expect((await asks(ben, "GET", ofPackage)).status).toBe(403);
  expect((await asks(cleo, "GET", ofPackage)).body.value).toHaveLength(1);
});
