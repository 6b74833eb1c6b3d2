import { beforeAll, describe, expect, it } from "vitest";
import type { PolicyId, RequestId } from "@/lib/engine/ids";
import type { Question } from "@/lib/engine/policy/questions";
import {
  ada,
  ben,
  cleo,
  dora,
  eli,
  finn,
  hana,
  idOf,
  ivo,
  jun,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, person, policy, stage } from "@/lib/engine/testing/facts";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertCatalog, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The calls that the reference pages of assignmentRequests, assignments and approvals print, in the order of a story. */
const test = testDatabase();
let world: ApiWorld;
let examples: Examples;

const em = "/identityGovernance/entitlementManagement";
const requests = `${em}/assignmentRequests`;
const approvals = `${em}/accessPackageAssignmentApprovals`;
const [open, asking, deciding] = policyIds;
const place = idOf<PolicyId>(61);
const work = idOf<PolicyId>(62);

const question = (id: string, sequence: number, text: string) => ({
  ...{ id, sequence, text, localizations: [], isRequired: true, isAnswerEditable: true },
});
const questions: Question[] = [
  {
    ...question(place, 1, "Where do you work?"),
    kind: "multipleChoice",
    isMultipleSelectionAllowed: false,
    choices: ["AT", "KE"].map((actualValue) => ({ actualValue, text: `In ${actualValue}`, localizations: [] })),
  },
  {
    ...question(work, 2, "What is your work?"),
    kind: "text",
    isSingleLineQuestion: false,
    regexPattern: "[a-zA-Z]+[a-zA-Z\\s]*",
  },
];

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  const catalogId = await insertCatalog(test.db, { name: "Sales" });
  const days = { type: "afterDays", days: 30 } as const;
  const offer = (name: string, terms: Parameters<typeof policy>[0]) => ({ name, catalogId, policies: [policy(terms)] });
  const onBehalf = {
    enableOnBehalfRequestorsToAddAccess: true,
    enableOnBehalfRequestorsToRemoveAccess: true,
    onBehalfRequestors: [{ kind: "requestorManager" as const }],
  };
  await insertPackage(
    test.db,
    payments,
    offer("Sales", { policyId: open, expiration: days, requestorSettings: onBehalf }),
  );
  await insertPackage(test.db, reports, offer("Questions", { policyId: asking, questions, expiration: days }));
  const stages = [stage({ primaryApprovers: [person(dora), person(hana)], isApproverJustificationRequired: true })];
  await insertPackage(test.db, vendors, offer("Approved", { policyId: deciding, stages }));
  examples = new Examples(world, { open: payments, questions: reports, approved: vendors });
});

const request = { "@odata.type": "#microsoft.graph.accessPackageAssignmentRequest" };
const answerTo = (type: string, id: string, value: string, displayValue?: string) => ({
  "@odata.type": "#microsoft.graph.accessPackageAnswerString",
  ...(displayValue ? { displayValue } : {}),
  value,
  answeredQuestion: { "@odata.type": `#microsoft.graph.accessPackage${type}Question`, id },
});
const answers = (country: string, task: string) => [
  answerTo("MultipleChoice", place, country, "A country"),
  answerTo("TextInput", work, task, "A task"),
];
const unsaid = {
  startDateTime: null,
  recurrence: null,
  expiration: { endDateTime: null, duration: null, type: "notSpecified" },
};
const post = (body: object): Example["call"] => ["POST", requests, body];

/** Delivers a request, so that there is an assignment to go on with. */
async function deliver(name: string, as: string): Promise<void> {
  const id = examples.the(name) as RequestId;
  await world.portal.work(id);
  examples.know(as, (await world.portal.request(id)).assignmentId);
}

describe("administrators assign", () => {
  it.each<Example>([
    {
      of: "post 1: a person by their id",
      call: post({
        requestType: "adminAdd",
        assignment: { targetId: ben.id, assignmentPolicyId: open, accessPackageId: "{open}" },
      }),
      status: 201,
      answer: { id: expect.any(String), requestType: "adminAdd", state: "delivering", status: "Delivering" },
      as: "added",
    },
    {
      of: "post 5: a person by their address, under the name of the beta version",
      call: post({
        requestType: "AdminAdd",
        accessPackageAssignment: {
          target: { email: `${cleo.id}@example.test` },
          assignmentPolicyId: open,
          accessPackageId: "{open}",
        },
      }),
      status: 201,
      answer: { requestType: "adminAdd", schedule: unsaid, answers: [], customExtensionCalloutInstances: [] },
    },
    {
      of: "post 5: somebody who is not in the directory, whom the portal does not invite",
      call: post({
        requestType: "AdminAdd",
        accessPackageAssignment: {
          target: { email: "user@contoso.com" },
          assignmentPolicyId: open,
          accessPackageId: "{open}",
        },
      }),
      status: 400,
      answer: { error: { code: "TargetNotInDirectory" } },
    },
    {
      of: "post: as it was read, with a period",
      call: post({
        ...request,
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#assignmentRequests/$entity",
        id: idOf(5),
        requestType: "adminAdd",
        state: "delivered",
        status: "Fulfilled",
        createdDateTime: "2025-01-01T00:00:00Z",
        completedDateTime: null,
        isValidationOnly: false,
        justification: "For the audit",
        answers: [],
        verifiedCredentialsData: [],
        customExtensionHandlerInstances: [],
        customExtensionCalloutInstances: [],
        schedule: {
          "@odata.type": "microsoft.graph.entitlementManagementSchedule",
          startDateTime: after(1).toISOString(),
          recurrence: null,
          expiration: { endDateTime: null, duration: "P10D", type: "AfterDuration" },
        },
        assignment: {
          "@odata.type": "#microsoft.graph.accessPackageAssignment",
          target: {
            objectId: jun.id,
            displayName: "Jun",
            email: `${jun.id}@example.test`,
            connectedOrganization: null,
          },
          assignmentPolicy: { id: open, displayName: "Employees" },
          accessPackage: { "@odata.type": "#microsoft.graph.accessPackage", id: "{open}", displayName: "Sales" },
        },
      }),
      status: 201,
      answer: {
        state: "scheduled",
        justification: "For the audit",
        schedule: {
          startDateTime: after(1).toISOString(),
          expiration: { type: "afterDateTime", endDateTime: after(11).toISOString() },
        },
      },
    },
    {
      of: "post: only to see whether it could be made, which the portal does not do",
      call: post({
        requestType: "adminAdd",
        isValidationOnly: true,
        assignment: { targetId: eli.id, assignmentPolicyId: open, accessPackageId: "{open}" },
      }),
      status: 400,
      answer: { error: { code: "NotSupported", message: expect.stringContaining("isValidationOnly") } },
    },
  ])("$of", (example) => examples.run(example));

  it("and change and remove what they assigned", async () => {
    await deliver("added", "assignment");
    const end = { endDateTime: after(20).toISOString(), duration: null, type: "afterDateTime" };
    await examples.run({
      of: "post: a new end",
      call: post({
        requestType: "adminUpdate",
        assignment: { id: "{assignment}", schedule: { expiration: end } },
      }),
      status: 201,
      answer: { requestType: "adminUpdate", schedule: { expiration: { endDateTime: after(20).toISOString() } } },
    });
    const one = `${em}/assignments/{assignment}`;
    await examples.run({
      of: "get",
      call: ["GET", `${one}?$expand=accessPackage,target,assignmentPolicy`],
      status: 200,
      answer: { state: "delivered", status: "Delivered", target: { objectId: ben.id }, assignmentPolicy: { id: open } },
    });
    await examples.run({
      of: "post 7: a new end, with the start it has",
      call: post({
        ...request,
        requestType: "adminUpdate",
        schedule: {
          startDateTime: after(-1).toISOString(),
          recurrence: null,
          expiration: { endDateTime: after(22).toISOString(), duration: null, type: "afterDateTime" },
        },
        assignment: { id: "{assignment}" },
      }),
      status: 201,
      answer: {
        requestType: "adminUpdate",
        schedule: {
          startDateTime: after(-1).toISOString(),
          expiration: { endDateTime: after(22).toISOString(), duration: null, type: "afterDateTime" },
        },
        answers: [],
        customExtensionCalloutInstances: [],
      },
    });
    await examples.run({
      of: "list",
      call: ["GET", `${em}/assignments?$expand=target&$filter=state eq 'Delivered' and target/objectid eq '${ben.id}'`],
      status: 200,
      answer: { value: [{ id: "{assignment}", expiredDateTime: null, target: { objectId: ben.id } }] },
    });
    await examples.run({
      of: "filterByCurrentUser",
      by: ben,
      call: ["GET", `${em}/assignments/filterByCurrentUser(on='target')`],
      status: 200,
      answer: { value: [{ id: "{assignment}" }] },
    });
    await examples.run({
      of: "additionalAccess",
      call: [
        "GET",
        `${em}/assignments/additionalAccess(accessPackageId='{open}',incompatibleAccessPackageId='{approved}')?$expand=target`,
      ],
      status: 200,
      answer: { value: [] },
    });
    await examples.run({ of: "reprocess", call: ["POST", `${one}/reprocess`], status: 202 });
    await examples.run({
      of: "post 2: remove",
      call: post({ requestType: "adminRemove", assignment: { id: "{assignment}" } }),
      status: 201,
      answer: { id: expect.any(String), requestType: "adminRemove" },
    });
  });
});

describe("people ask", () => {
  it("post 3, 6: with answers, which are changed later", async () => {
    await examples.run({
      of: "post 3",
      by: ada,
      call: post({
        ...request,
        requestType: "userAdd",
        answers: answers("KE", "I sell things"),
        assignment: { accessPackageId: "{questions}" },
      }),
      status: 201,
      answer: {
        requestType: "userAdd",
        completedDateTime: null,
        schedule: unsaid,
        answers: [
          { value: "KE", displayValue: "In KE", answeredQuestion: { id: place } },
          { value: "I sell things", displayValue: "I sell things", answeredQuestion: { id: work } },
        ],
      },
      as: "answered",
    });
    await deliver("answered", "held");
    await world.portal.passTo(after(0, 0, 30));
    await examples.run({
      of: "post 6: an administrator changes the answers",
      call: post({
        ...request,
        id: "{answered}",
        requestType: "adminUpdate",
        answers: answers("AT", "I buy things"),
        assignment: { id: "{held}" },
      }),
      status: 201,
      answer: {
        requestType: "adminUpdate",
        answers: [{ value: "AT", displayValue: "In AT" }, { value: "I buy things" }],
      },
    });
  });

  it("post 8: the holder changes one answer and the end", async () => {
    await world.portal.passTo(after(0, 1));
    await examples.run({
      of: "post 8",
      by: ada,
      call: post({
        requestType: "userUpdate",
        answers: [answerTo("TextInput", work, "I sell and buy things")],
        schedule: {
          startDateTime: after(0).toISOString(),
          recurrence: null,
          expiration: { endDateTime: after(30, 1).toISOString(), duration: null, type: "afterDateTime" },
        },
        assignment: { id: "{held}" },
      }),
      status: 201,
      answer: {
        requestType: "userUpdate",
        answers: [{ value: "AT", displayValue: "In AT" }, { value: "I sell and buy things" }],
      },
    });
  });

  it("post 4: with a justification, and an approver decides", async () => {
    await examples.run({
      of: "post 4",
      by: ada,
      call: post({
        requestType: "UserAdd",
        accessPackageAssignment: { accessPackageId: "{approved}" },
        justification: "I am new in sales",
      }),
      status: 201,
      answer: { requestType: "userAdd", justification: "I am new in sales", schedule: unsaid, answers: [] },
      as: "asked",
    });
    await examples.run({
      of: "approval: filterByCurrentUser",
      by: dora,
      call: ["GET", `${approvals}/filterByCurrentUser(on='approver')`],
      status: 200,
      answer: { value: [{ id: "{asked}" }] },
    });
    await examples.run({
      of: "approval: get",
      by: dora,
      call: ["GET", `${approvals}/{asked}`],
      status: 200,
      answer: { id: "{asked}" },
    });
    await examples.run({
      of: "approval: list stages",
      by: dora,
      call: ["GET", `${approvals}/{asked}/stages`],
      status: 200,
      answer: {
        value: [
          {
            displayName: null,
            reviewedBy: null,
            reviewedDateTime: null,
            status: "InProgress",
            assignedToMe: true,
            reviewResult: "NotReviewed",
            justification: null,
          },
        ],
      },
      as: "stage",
    });
    const stageOf = `${approvals}/{asked}/stages/{stage}`;
    const decision = { reviewResult: "Approve", justification: "OK" };
    await examples.run({ of: "stage: get", by: dora, call: ["GET", stageOf], status: 200, answer: { id: "{stage}" } });
    await examples.run({ of: "stage: not asked", by: ben, call: ["PATCH", stageOf, decision], status: 404 });
    await examples.run({ of: "stage: update", by: dora, call: ["PATCH", stageOf, decision], status: 204 });
    await examples.run({
      of: "stage: somebody else has decided",
      by: hana,
      call: ["PATCH", stageOf, decision],
      status: 409,
      answer: { error: { code: "InvalidStateTransition" } },
    });
    await examples.run({
      of: "stage: decided",
      by: dora,
      call: ["GET", stageOf],
      status: 200,
      answer: {
        reviewedBy: { "@odata.type": "#microsoft.graph.userIdentity", id: dora.id },
        status: "Completed",
        assignedToMe: false,
        reviewResult: "Approved",
        justification: "OK",
      },
    });
  });

  it("for somebody who reports to them", async () => {
    await examples.run({
      of: "post 9: on behalf",
      by: ben,
      call: post({
        assignment: {
          accessPackageId: "{open}",
          schedule: { startDateTime: null, stopDateTime: null },
          assignmentPolicyId: open,
          target: {
            displayName: ada.displayName,
            email: `${ada.id}@example.test`,
            objectId: ada.id,
            subjectType: "user",
          },
        },
        justification: "For somebody of mine",
        requestType: "UserAdd",
        answers: [],
      }),
      status: 201,
      answer: { requestType: "onBehalfAdd", completedDateTime: null, schedule: unsaid, answers: [] },
      as: "onBehalf",
    });
    await examples.run({
      of: "cancel: by whoever asked",
      by: ben,
      call: ["POST", `${requests}/{onBehalf}/cancel`],
      status: 400,
    });
  });

  it("for more of what they hold, and give it back, named by what it is and for whom", async () => {
    const own = { targetId: ivo.id, assignmentPolicyId: open, accessPackageId: "{open}" };
    const nothing = { requestType: "userUpdate", assignment: own };
    await examples.run({ of: "post: nothing is held yet", by: ivo, call: post(nothing), status: 404 });
    await examples.run({
      of: "post: userAdd",
      by: ivo,
      call: post({ requestType: "userAdd", assignment: own }),
      status: 201,
      as: "first",
    });
    await deliver("first", "ivos");
    await world.portal.passTo(after(2));
    await examples.run({
      of: "post: userUpdate",
      by: ivo,
      call: post(nothing),
      status: 201,
      answer: { requestType: "userUpdate" },
      as: "longer",
    });
    await examples.run({ of: "post: userUpdate of another", by: finn, call: post(nothing), status: 404 });
    await examples.run({
      of: "post: userRemove",
      by: ivo,
      call: post({ requestType: "userRemove", assignment: { targetId: ivo.id, accessPackageId: "{open}" } }),
      status: 201,
      answer: { requestType: "userRemove" },
    });
  });
});

describe("what becomes of requests", () => {
  it.each<Example>([
    {
      of: "get",
      call: ["GET", `${requests}/{asked}?$expand=requestor,accessPackage,assignment($expand=target)`],
      status: 200,
      answer: { id: "{asked}", requestor: { objectId: ada.id }, accessPackage: { id: vendors } },
    },
    {
      of: "list",
      call: ["GET", `${requests}?$expand=accessPackage($select=id)&$filter=accessPackage/id eq '{approved}'`],
      status: 200,
      answer: { value: [{ id: "{asked}", accessPackage: { id: vendors } }] },
    },
    {
      of: "filterByCurrentUser",
      by: ada,
      call: ["GET", `${requests}/filterByCurrentUser(on='target')?$filter=accessPackage/id eq '{approved}'`],
      status: 200,
      answer: { value: [{ id: "{asked}" }] },
    },
    {
      of: "resume: it waits for nothing",
      call: [
        "POST",
        `${requests}/{asked}/resume`,
        {
          source: "Contoso.SodCheckProcess",
          type: "microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated",
          data: {
            "@odata.type": "microsoft.graph.accessPackageAssignmentRequestCallbackData",
            stage: "AssignmentRequestCreated",
            customExtensionStageInstanceId: idOf(8),
            customExtensionStageInstanceDetail: "Checked",
            state: "denied",
          },
        },
      ],
      status: 400,
      answer: { error: { code: "NotWaitingForCallback" } },
    },
    {
      of: "post: one to withdraw",
      by: eli,
      call: post({ requestType: "userAdd", assignment: { accessPackageId: "{approved}" } }),
      status: 201,
      as: "withdrawn",
    },
    { of: "delete: still open", call: ["DELETE", `${requests}/{withdrawn}`], status: 400 },
    { of: "cancel", by: eli, call: ["POST", `${requests}/{withdrawn}/cancel`], status: 204 },
    { of: "delete", call: ["DELETE", `${requests}/{withdrawn}`], status: 204 },
    { of: "delete: gone", call: ["DELETE", `${requests}/{withdrawn}`], status: 404 },
  ])("$of", (example) => examples.run(example));

  it("reprocess: a delivery that failed is tried again", async () => {
    await examples.run({
      of: "reprocess: nothing failed",
      call: ["POST", `${requests}/{first}/reprocess`],
      status: 400,
    });
    await examples.run({ of: "reprocess: unknown", call: ["POST", `${requests}/${idOf(9)}/reprocess`], status: 404 });
  });
});
