import { beforeAll, describe, expect, it } from "vitest";
import type { AccessPackageId, AssignmentId, CatalogId, RequestId } from "@/lib/engine/ids";
import type { Question } from "@/lib/engine/policy/questions";
import {
  ada,
  ben,
  cleo,
  dora,
  eli,
  finn,
  gus,
  hana,
  idOf,
  ivo,
  jun,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, manager, person, policy, stage } from "@/lib/engine/testing/facts";
import { callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { ApiWorld } from "@/lib/graph/testing/world";
import { newId } from "@/lib/platform/ids";
import { appoint, insertCatalog, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let world: ApiWorld;
let catalogId: CatalogId;

const em = "/identityGovernance/entitlementManagement";
const requests = `${em}/assignmentRequests`;

const as: ApiWorld["as"] = (...call) => world.as(...call);

const purpose: Question = {
  kind: "text",
  id: "purpose",
  sequence: 0,
  text: "What for?",
  localizations: [{ languageCode: "de", text: "Wozu?" }],
  isRequired: true,
  isAnswerEditable: false,
  isSingleLineQuestion: true,
  regexPattern: null,
};
const regions: Question = {
  kind: "multipleChoice",
  id: "regions",
  sequence: 1,
  text: "Where?",
  localizations: [],
  isRequired: false,
  isAnswerEditable: false,
  isMultipleSelectionAllowed: true,
  choices: ["EU", "US"].map((value) => ({ actualValue: value, text: `In ${value}`, localizations: [] })),
};

const answer = (id: string, value: string) => ({
  "@odata.type": "#microsoft.graph.accessPackageAnswerString",
  value,
  answeredQuestion: { "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", id },
});
const answers = [answer("purpose", "Year end"), answer("regions", "EU, US")];

const [asked, byManager, open] = policyIds;

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertPackage(test.db, payments, {
    name: "Payments",
    catalogId,
    policies: [
      policy({
        policyId: asked,
        displayName: "Asked",
        questions: [purpose, regions],
        isRequestorJustificationRequired: true,
        expiration: { type: "afterDays", days: 30 },
        stages: [stage({ primaryApprovers: [person(dora)], isApproverJustificationRequired: true })],
        requestorSettings: { allowCustomAssignmentSchedule: true },
      }),
    ],
  });
  await insertPackage(test.db, vendors, {
    name: "Vendors",
    catalogId,
    policies: [
      policy({
        policyId: byManager,
        stages: [stage({ primaryApprovers: [manager()] })],
        requestorSettings: {
          enableOnBehalfRequestorsToAddAccess: true,
          onBehalfRequestors: [{ kind: "requestorManager" }],
        },
      }),
    ],
  });
  await insertPackage(test.db, reports, {
    name: "Reports",
    catalogId,
    policies: [
      policy({
        policyId: open,
        expiration: { type: "afterDays", days: 10 },
        requestorSettings: {
          allowCustomAssignmentSchedule: true,
          enableTargetsToSelfRemoveAccess: true,
          enableTargetsToSelfUpdateAccess: true,
        },
      }),
    ],
  });
});

/** Asks for the open package and has it delivered. */
async function held(who: typeof ada, packageId: AccessPackageId = reports): Promise<string> {
  const made = await as(who, "POST", requests, {
    requestType: "UserAdd",
    assignment: { accessPackageId: packageId },
  });
  expect(made.status).toBe(201);
  await world.portal.work(made.body.id);
  return (await world.portal.request(made.body.id as RequestId)).assignmentId;
}

describe("asking", () => {
  it("tells what each policy that admits the caller wants to know, with questions in all their languages", async () => {
    const path = `${em}/accessPackages/${payments}/getApplicablePolicyRequirements`;
    const told = await as(ada, "POST", path);
    expect(told.status).toBe(200);
    expect(told.body.value).toEqual([
      {
        policyId: asked,
        policyDisplayName: "Asked",
        policyDescription: "",
        isApprovalRequiredForAdd: true,
        isApprovalRequiredForUpdate: expect.any(Boolean),
        isRequestorJustificationRequired: true,
        allowCustomAssignmentSchedule: true,
        schedule: {
          startDateTime: null,
          recurrence: null,
          expiration: { type: "afterDuration", duration: "P30D", endDateTime: null },
        },
        questions: [
          expect.objectContaining({
            "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
            id: "purpose",
            localizations: [{ languageCode: "de", text: "Wozu?" }],
          }),
          expect.objectContaining({ id: "regions", isMultipleSelectionAllowed: true }),
        ],
      },
    ]);
    // A guest is in no scope and learns nothing; a name with its namespace is the same action.
    expect((await as(gus, "POST", path, {})).status).toBe(404);
    const qualified = path.replace("getApplicable", "microsoft.graph.getApplicable");
    expect((await as(kim, "POST", qualified, {})).body.value).toHaveLength(1);
    expect((await as(ada, "GET", path)).status).toBe(405);
  });

  it("REQ-51 makes a request with its answers, the same one again for the same call, and waits for the approver", async () => {
    const body = {
      requestType: "userAdd",
      accessPackage: { id: payments },
      justification: "For the audit",
      schedule: { startDateTime: null, expiration: { type: "afterDuration", duration: "P5D" } },
      answers,
    };
    const headers = { "client-request-id": newId(), "accept-language": "de-AT,en" };
    const made = await as(ada, "POST", `${requests}?$expand=requestor,accessPackage`, body, headers);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      requestType: "userAdd",
      state: "pendingApproval",
      status: "PendingApproval",
      justification: "For the audit",
      completedDateTime: null,
      schedule: { expiration: { type: "afterDateTime", endDateTime: after(5).toISOString() } },
      answers: [
        { displayValue: "Year end", value: "Year end", answeredQuestion: { id: "purpose" } },
        { displayValue: "In EU, In US", value: "EU,US" },
      ],
      requestor: { objectId: ada.id, displayName: ada.displayName, subjectType: "user" },
      accessPackage: { id: payments, displayName: "Payments" },
    });
    expect((await as(ada, "POST", requests, body, headers)).body.id).toBe(made.body.id);
    expect((await as(ada, "POST", requests, body)).body.error.code).toBe("OpenRequestExists");
    // One id for all calls of a session means no other request by it.
    const other = await as(ada, "POST", requests, { requestType: "userAdd", accessPackage: { id: reports } }, headers);
    expect([other.status, other.body.id === made.body.id]).toEqual([201, false]);

    const one = `${requests}/${made.body.id}`;
    const mine = `${requests}/filterByCurrentUser(on='target')?$filter=state eq 'PendingApproval'`;
    expect((await as(ada, "GET", mine)).body.value).toMatchObject([{ id: made.body.id }]);
    expect((await as(ada, "GET", `${one}/requestor`)).body).toMatchObject({ objectId: ada.id });
    expect((await as(ada, "GET", `${one}/accessPackage?$select=displayName`)).body).toMatchObject({
      displayName: "Payments",
    });
    expect((await as(ada, "GET", `${one}/assignment`)).status).toBe(404);
    // Whoever is asked sees it, a colleague does not; the list of all is for administrators.
    expect((await as(dora, "GET", one)).status).toBe(200);
    expect((await as(jun, "GET", one)).status).toBe(404);
    expect((await as(jun, "POST", `${one}/cancel`)).status).toBe(404);
    expect((await as(ada, "GET", requests)).status).toBe(403);
    const everything = `accessPackage/id eq '${payments}' and state eq 'pendingapproval' and createdDateTime ge 2020-01-01T00:00:00Z and requestor/objectId eq '${ada.id}'`;
    expect((await as(kim, "GET", `${requests}?$filter=${everything}`)).body.value).toHaveLength(1);
    expect((await as(kim, "GET", `${requests}/$count?$filter=${everything}`)).body).toBe("1");
    expect((await as(ada, "POST", `${one}/cancel`)).status).toBe(204);
    expect((await as(ada, "GET", one)).body).toMatchObject({ state: "canceled", status: "Canceled" });
    expect((await as(ada, "POST", `${one}/cancel`)).status).toBe(400);
  });

  it("goes on behalf of a report where the policy lets managers, and tells both their own lists", async () => {
    const body = {
      requestType: "userAdd",
      assignment: { accessPackage: { id: vendors }, target: { objectId: ada.id } },
    };
    const made = await as(ben, "POST", requests, body);
    expect(made.body).toMatchObject({ requestType: "onBehalfAdd" });
    const mine = async (who: typeof ada, on: string) =>
      (await as(who, "GET", `${requests}/filterByCurrentUser(on='${on}')?$filter=accessPackage/id eq '${vendors}'`))
        .body.value.length;
    expect(await mine(ben, "createdBy")).toBe(1);
    expect(await mine(ben, "requestForOthers")).toBe(1);
    expect(await mine(ben, "target")).toBe(0);
    expect(await mine(ada, "targetOrRequestor")).toBe(1);
    expect(await mine(ben, "targetManager")).toBe(0);
    expect((await as(ben, "GET", `${requests}/filterByCurrentUser(on='everything')`)).status).toBe(400);
    const hanas = { ...body, assignment: { ...body.assignment, target: { id: hana.id } } };
    expect((await as(ben, "POST", requests, hanas)).status).toBeGreaterThanOrEqual(403);
    expect((await as(kim, "POST", `${requests}/${made.body.id}/cancel`, { justification: "Asked twice" })).status).toBe(
      204,
    );
    expect((await as(kim, "DELETE", `${requests}/${made.body.id}`)).status).toBe(204);
    expect((await as(ben, "GET", `${requests}/${made.body.id}`)).status).toBe(404);
  });

  it.each([
    ["no answer to what is asked", { requestType: "userAdd", accessPackage: { id: payments } }, 400],
    [
      "a policy that is none of the package",
      { requestType: "userAdd", assignment: { accessPackageId: reports, assignmentPolicyId: policyIds[3] } },
      400,
    ],
    ["no package", { requestType: "userAdd", assignment: {} }, 400],
    ["a package that does not exist", { requestType: "userAdd", accessPackage: { id: newId() } }, 404],
    ["a package of another kind of id", { requestType: "userAdd", accessPackage: { id: "payments" } }, 404],
    ["a type that is none", { requestType: "systemAdd", accessPackage: { id: reports } }, 400],
    [
      "a request in the name of somebody else",
      { requestType: "userAdd", requestor: { objectId: kim.id }, accessPackage: { id: reports } },
      403,
    ],
    [
      "to look for somebody by an address",
      { requestType: "userAdd", assignment: { accessPackageId: reports, target: { email: `${jun.id}@example.test` } } },
      400,
    ],
    ["an unknown property", { requestType: "userAdd", accessPackage: { id: reports }, colour: "red" }, 400],
    [
      "a duration in months",
      {
        requestType: "userAdd",
        accessPackage: { id: reports },
        schedule: { expiration: { type: "afterDuration", duration: "P1M" } },
      },
      400,
    ],
    [
      "an end without its date",
      { requestType: "userAdd", accessPackage: { id: reports }, schedule: { expiration: { type: "afterDateTime" } } },
      400,
    ],
    [
      "an assignment by somebody who may not",
      { requestType: "adminAdd", assignment: { accessPackageId: reports, assignmentPolicyId: open, targetId: jun.id } },
      404,
    ],
    [
      "an assignment without a policy by somebody who may not",
      { requestType: "adminAdd", assignment: { accessPackageId: reports, targetId: jun.id } },
      404,
    ],
    ["the removal of what does not exist", { requestType: "userRemove", assignment: { id: newId() } }, 404],
    ["a removal of nothing", { requestType: "adminRemove", assignment: {} }, 400],
  ])("refuses %s", async (_what, body, status) => {
    const answered = await as(hana, "POST", requests, body);
    expect([answered.status, answered.body.error?.message]).toEqual([status, expect.any(String)]);
  });

  it("does nothing administrative with a token for one's own access", async () => {
    const own = await insertToken(world.portal.deps, kim.id, ["EntitlementMgmt-SubjectAccess.ReadWrite"]);
    const body = { requestType: "adminAdd", assignment: { accessPackageId: reports, targetId: eli.id } };
    expect((await callApi(world.portal.deps, own, "POST", requests, body)).status).toBe(403);
    expect((await callApi(world.portal.deps, own, "GET", requests)).status).toBe(403);
    const list = `${requests}/filterByCurrentUser(on='createdBy')`;
    expect((await callApi(world.portal.deps, own, "GET", list)).status).toBe(200);
  });
});

describe("assigning", () => {
  it("WHO-45 assigns by the only policy, changes the end, and removes", async () => {
    const made = await as(kim, "POST", requests, {
      requestType: "AdminAdd",
      accessPackageAssignment: { accessPackageId: reports, target: { email: `${eli.id}@EXAMPLE.test` } },
      justification: "New in the team",
    });
    expect(made.body).toMatchObject({ requestType: "adminAdd", state: "delivering", status: "Delivering" });
    await world.portal.work(made.body.id);
    const { assignmentId: id } = await world.portal.request(made.body.id);
    expect((await as(kim, "GET", `${requests}/${made.body.id}/assignment?$expand=target`)).body).toMatchObject({
      id,
      target: { objectId: eli.id },
    });
    const unknown = { accessPackageId: reports, target: { email: "nobody@example.test" } };
    const toNobody = await as(kim, "POST", requests, { requestType: "adminAdd", assignment: unknown });
    expect([toNobody.status, toNobody.body.error.code]).toEqual([400, "TargetNotInDirectory"]);
    const till = (days: number) => ({
      schedule: { expiration: { type: "afterDateTime", endDateTime: after(days).toISOString() } },
    });
    const changed = await as(kim, "POST", requests, { requestType: "adminUpdate", assignment: { id }, ...till(9) });
    expect(changed.body).toMatchObject({ requestType: "adminUpdate", state: "delivered" });
    expect((await world.portal.assignment(id)).endAt).toEqual(after(9));
    const endless = { schedule: { expiration: { type: "noExpiration" } } };
    const other = { assignment: { id, assignmentPolicyId: asked } };
    for (const wrong of [{ assignment: { id }, ...endless }, other]) {
      expect((await as(kim, "POST", requests, { requestType: "adminUpdate", ...wrong })).status).toBe(400);
    }
    expect((await as(hana, "POST", requests, { requestType: "adminUpdate", ...other })).status).toBe(404);
    expect((await as(hana, "POST", requests, { requestType: "adminRemove", assignment: { id } })).status).toBe(404);
    const removed = await as(kim, "POST", requests, { requestType: "adminRemove", assignment: { id } });
    expect(removed.body).toMatchObject({ requestType: "adminRemove" });
    expect((await world.portal.assignment(id)).state).toBe("expired");
    const twice = await as(kim, "POST", requests, { requestType: "adminRemove", assignment: { id } });
    expect(twice.status).toBe(400);
  });

  it("ASN-20, ASN-40 lets the holder ask for a later end and give access back", async () => {
    const id = (await held(ivo)) as AssignmentId;
    await world.portal.passTo(after(1));
    const longer = await as(ivo, "POST", requests, { requestType: "UserExtend", assignment: { id } });
    expect(longer.body).toMatchObject({ requestType: "userUpdate", state: "delivered" });
    expect((await world.portal.assignment(id)).endAt).toEqual(after(11));
    expect((await as(hana, "POST", requests, { requestType: "userRemove", assignment: { id } })).status).toBe(404);
    const back = await as(ivo, "POST", requests, { requestType: "userRemove", assignment: { id } });
    expect(back.body).toMatchObject({ requestType: "userRemove" });
    expect((await world.portal.assignment(id)).state).toBe("expired");
  });

  it("ASN-37 takes access from whom it names, and never from the caller in their place", async () => {
    const { packageId } = await world.portal.assignment((await held(kim)) as AssignmentId);
    const cleos = (await held(cleo)) as AssignmentId;
    const mail = (await as(kim, "GET", `/users/${cleo.id}`)).body.mail;
    const remove = (by: typeof ada, requestType: string, target: object) =>
      as(by, "POST", requests, { requestType, assignment: { accessPackageId: packageId, ...target } });
    for (const [type, target] of [
      ["adminRemove", {}],
      ["adminRemove", { target: {} }],
      ["userRemove", { target: { email: mail } }],
    ] as const) {
      expect((await remove(kim, type, target)).status, `${type} ${JSON.stringify(target)}`).toBe(400);
    }
    expect((await remove(kim, "adminRemove", { target: { email: "nobody@example.test" } })).status).toBe(404);
    expect((await remove(kim, "adminRemove", { target: { email: mail } })).body).toMatchObject({
      requestType: "adminRemove",
    });
    expect((await world.portal.assignment(cleos)).state).toBe("expired");
    const kims = await as(
      kim,
      "GET",
      `${em}/assignments/filterByCurrentUser(on='target')?$filter=state eq 'delivered'`,
    );
    expect(kims.body.value).toHaveLength(1);
  });

  it("tells the wrong person, and the wrong state, when something is to be done again", async () => {
    const id = await held(finn);
    const [request] = await world.portal.requestsOf(finn);
    const one = `${requests}/${request?.id}`;
    const again = `${em}/assignments/${id}/reprocess`;
    expect((await as(kim, "POST", `${one}/reprocess`)).status).toBe(400);
    expect((await as(hana, "POST", `${one}/reprocess`)).status).toBe(404);
    expect((await as(kim, "POST", again)).status).toBe(202);
    expect((await as(hana, "POST", again)).status).toBe(404);
    expect((await as(kim, "POST", `${requests}/nonsense/reprocess`)).status).toBe(404);
    const callback = { source: "x", type: "x", data: { stage: "assignmentRequestCreated" } };
    expect((await as(kim, "POST", `${one}/resume`, callback)).status).toBe(400);
    expect((await as(finn, "POST", `${one}/resume`, callback)).status).toBe(404);
    await appoint(test.db, jun, "catalogReader", catalogId);
    expect((await as(jun, "POST", `${one}/resume`, callback)).status).toBe(403);
    expect((await as(jun, "POST", again)).status).toBe(403);
  });
});

it("REQ-44 an extension's answer lets a request go on, or denies it", async () => {
  const waiting = idOf<AccessPackageId>(7);
  await insertPackage(test.db, waiting, {
    catalogId,
    policies: [
      policy({
        policyId: policyIds[3],
        customExtensionStageSettings: [{ stage: "assignmentRequestCreated", waitMinutes: 60 }],
      }),
    ],
  });
  const data = (state?: string) => ({
    source: "Contoso.SodCheckProcess",
    type: "microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated",
    data: {
      "@odata.type": "microsoft.graph.accessPackageAssignmentRequestCallbackData",
      stage: "assignmentRequestCreated",
      customExtensionStageInstanceId: "957d0c50-466b-4840-bb5b-c92cea7141ff",
      customExtensionStageInstanceDetail: "This user is all verified",
      ...(state ? { state } : {}),
    },
  });
  const ask = async (who: typeof ada) =>
    (await as(who, "POST", requests, { requestType: "userAdd", accessPackage: { id: waiting } })).body;
  const first = await ask(cleo);
  expect(first).toMatchObject({ state: "submitted", status: "WaitingForCallback" });
  expect((await as(kim, "POST", `${requests}/${first.id}/resume`, data())).status).toBe(204);
  expect((await as(cleo, "GET", `${requests}/${first.id}`)).body).toMatchObject({ state: "delivering" });
  const second = await ask(eli);
  expect((await as(kim, "POST", `${requests}/${second.id}/resume`, data("denied"))).status).toBe(204);
  expect((await as(eli, "GET", `${requests}/${second.id}`)).body).toMatchObject({ state: "denied" });
  const third = await ask(hana);
  const staged = data();
  const approvalStage = {
    "@odata.type": "#microsoft.graph.accessPackageApprovalStage",
    durationBeforeAutomaticDenial: "P2D",
    primaryApprovers: [{ "@odata.type": "#microsoft.graph.singleUser", userId: dora.id }],
  };
  const stage = "assignmentRequestDeterminingApprovalRequirements";
  const body = { ...staged, data: { ...staged.data, stage, approvalStage } };
  expect((await as(kim, "POST", `${requests}/${third.id}/resume`, body)).status).toBe(204);
  expect((await as(dora, "GET", `${requests}/${third.id}`)).body).toMatchObject({ status: "PendingApproval" });
});
