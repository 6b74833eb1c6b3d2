import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalized, type PolicyForm, policyFormSchema } from "@/lib/engine/policy/form";
import { requestorSettingsSchema } from "@/lib/engine/policy/policy";
import { anyExpiration, anyPerson, anyQuestions, anyStage, checked } from "@/lib/engine/testing/arbitraries";
import { ada, cleo, dora, finance, finn } from "@/lib/engine/testing/cast";
import { policy, stage, start } from "@/lib/engine/testing/facts";
import { parseBody } from "@/lib/graph/http/body";
import { GraphProblem } from "@/lib/graph/problem";
import { policyBodySchema } from "./policy-body";
import { policyFormOf } from "./policy-input";
import { policyJson, questionJson } from "./policy-json";

const flags = fc.record({
  enableTargetsToSelfAddAccess: fc.boolean(),
  enableTargetsToSelfUpdateAccess: fc.boolean(),
  enableTargetsToSelfRemoveAccess: fc.boolean(),
  allowCustomAssignmentSchedule: fc.boolean(),
  enableOnBehalfRequestorsToAddAccess: fc.boolean(),
  enableOnBehalfRequestorsToUpdateAccess: fc.boolean(),
  enableOnBehalfRequestorsToRemoveAccess: fc.boolean(),
  onBehalfRequestors: fc.subarray([{ kind: "requestorManager" as const }, { kind: "anyDirectoryUser" as const }]),
  enableAdministratorsToAddAccess: fc.boolean(),
  allowAdminBypass: fc.boolean(),
});

/** A policy as it is stored, whether or not its parts fit together. */
const anyForm: fc.Arbitrary<PolicyForm> = fc
  .record({
    displayName: fc.constantFrom("Employees", "Ünï çödé “quoted”"),
    description: fc.constantFrom("", "For everybody"),
    isEnabled: fc.boolean(),
    allowedTargetScope: policyFormSchema.shape.allowedTargetScope.options
      .map((scope) => fc.constant(scope))
      .reduce((a, b) => fc.oneof(a, b)),
    specificAllowedTargets: fc.array(
      fc.oneof(
        anyPerson.map(({ id }) => ({ kind: "singleUser" as const, userId: id })),
        fc.constant({ kind: "groupMembers" as const, groupId: finance }),
      ),
      { maxLength: 3 },
    ),
    requestorSettings: flags,
    requestApprovalSettings: fc.record({
      isApprovalRequiredForAdd: fc.boolean(),
      isApprovalRequiredForUpdate: fc.boolean(),
      isRequestorJustificationRequired: fc.boolean(),
      stages: fc.array(anyStage, { maxLength: 3 }),
    }),
    questions: anyQuestions,
    expiration: anyExpiration,
    notificationSettings: fc.record({ isAssignmentNotificationDisabled: fc.boolean() }),
  })
  .map(normalized)
  .filter((form) => policyFormSchema.safeParse(form).success);

/** What a client reads of it, and sends as it is. */
function sent(form: PolicyForm) {
  const read = { ...policyJson(policyOf(form), { createdAt: start, modifiedAt: start }), "@odata.context": "anything" };
  const body = { ...read, questions: form.questions.map(questionJson), customExtensionStageSettings: [] };
  return JSON.parse(JSON.stringify(body));
}

const policyOf = (form: PolicyForm) => ({
  ...policy(),
  ...form,
  requestApprovalSettings: {
    ...form.requestApprovalSettings,
    stages: form.requestApprovalSettings.stages.map((each) =>
      stage({ ...each, primaryApprovers: [...each.primaryApprovers] }),
    ),
  },
});

const formOf = (body: object, stored: PolicyForm | null = null, mode: "merge" | "replace" = "replace") =>
  policyFormOf(parseBody(policyBodySchema, body), stored, mode);

describe("a policy that is read and sent back", () => {
  test.each(["merge", "replace"] as const)("is the same policy (%s)", (mode) => {
    checked(
      fc.property(anyForm, (form) => {
        expect(normalized(formOf(sent(form), form, mode))).toEqual(form);
      }),
    );
  });

  test("is the same policy where it is new, but for what the API has no words for", () => {
    checked(
      fc.property(anyForm, (form) => {
        const made = normalized(formOf(sent(form)));
        expect(sent(made)).toEqual(sent(form));
      }),
    );
  });
});

const base = { displayName: "P", allowedTargetScope: "allMemberUsers" };
const approvedBy = (...primaryApprovers: object[]) => ({
  ...base,
  requestApprovalSettings: { isApprovalRequiredForAdd: true, stages: [{ primaryApprovers }] },
});
const stagesOf = (body: object) => formOf(body).requestApprovalSettings.stages;
const person = (userId: string) => ({ "@odata.type": "#microsoft.graph.singleUser", userId });

describe("policies as scripts write them", () => {
  test("little is said, and the rest gets its default", () => {
    const form = formOf({
      ...base,

      requestorSettings: { enableTargetsToSelfAddAccess: true },
    });
    expect(form).toMatchObject({
      isEnabled: true,
      description: "",
      requestorSettings: requestorSettingsSchema.parse({}),
      requestApprovalSettings: { isApprovalRequiredForAdd: false, stages: [] },
      expiration: { type: "noExpiration" },
      questions: [],
    });
  });

  test("names of types without a sign, ids of the older generation, backups, texts for booleans and numbers", () => {
    const [found] = stagesOf(
      approvedBy(
        { "@odata.type": "microsoft.graph.singleUser", id: dora.id.toUpperCase(), isBackup: "false" },
        { "@odata.type": "#Microsoft.Graph.requestorManager", managerLevel: "2" },
        { "@odata.type": "#microsoft.graph.groupMembers", id: finance, isBackup: true, description: "Finance" },
      ),
    );
    expect(found).toMatchObject({
      durationDays: 14,
      primaryApprovers: [
        { kind: "singleUser", userId: dora.id },
        { kind: "requestorManager", managerLevel: 2 },
      ],
      fallbackPrimaryApprovers: [{ kind: "groupMembers", groupId: finance }],
    });
  });

  test("durations of stages in whole days, however they are written", () => {
    const stages = [
      {
        durationBeforeAutomaticDenial: "PT336H",
        isEscalationEnabled: true,
        durationBeforeEscalation: "P4D",
        primaryApprovers: [person(dora.id)],
        escalationApprovers: [person(finn.id)],
      },
      { durationBeforeAutomaticDenial: "P7D", durationBeforeEscalation: "PT0S", primaryApprovers: [person(cleo.id)] },
    ];
    const body = { ...base, requestApprovalSettings: { isApprovalRequiredForAdd: "true", stages } };
    expect(stagesOf(body)).toMatchObject([
      { durationDays: 14, escalationAfterDays: 4 },
      { durationDays: 7, escalationAfterDays: null },
    ]);
  });

  test.each([
    [{ type: "NoExpiration", endDateTime: null, duration: null }, { type: "noExpiration" }],
    [{ type: "notSpecified" }, { type: "noExpiration" }],
    [null, { type: "noExpiration" }],
    [
      { type: "afterDuration", duration: "P365D" },
      { type: "afterDays", days: 365 },
    ],
    [{ duration: "PT12H" }, { type: "afterHours", hours: 12 }],
    [
      { type: "afterDateTime", endDateTime: "2030-01-01T01:00:00+01:00" },
      { type: "afterDateTime", endDateTime: new Date("2030-01-01T00:00:00Z") },
    ],
  ])("an end: %j", (expiration, expected) => {
    expect(formOf({ ...base, expiration }).expiration).toEqual(expected);
  });

  test("questions with texts for numbers, choices that say one thing, without ids and sequences", () => {
    const { questions } = formOf({
      ...base,
      questions: [
        { "@odata.type": "microsoft.graph.accessPackageTextInputQuestion", text: "Why?", isRequired: "True" },
        {
          "@odata.type": "#microsoft.graph.accessPackageMultipleChoiceQuestion",
          sequence: "7",
          text: "Where?",
          isMultipleSelectionAllowed: "false",
          choices: [
            {
              "@odata.type": "microsoft.graph.accessPackageAnswerChoice",
              actualValue: "DE",
              text: "Germany",
              localizations: [{ languageCode: "de", text: "Deutschland" }],
            },
            { text: "France" },
          ],
        },
      ],
    });
    expect(questions).toMatchObject([
      {
        id: expect.any(String),
        kind: "text",
        sequence: 0,
        text: "Why?",
        isRequired: true,
        isSingleLineQuestion: false,
      },
      {
        kind: "multipleChoice",
        sequence: 7,
        isMultipleSelectionAllowed: false,
        choices: [
          { actualValue: "DE", text: "Germany", localizations: [{ languageCode: "de", text: "Deutschland" }] },
          { actualValue: "France", text: "France" },
        ],
      },
    ]);
  });

  test("what asks for nothing is accepted", () => {
    const nothing = {
      automaticRequestSettings: null,
      reviewSettings: { isEnabled: false, expirationBehavior: "keepAccess", primaryReviewers: [] },
      customExtensionStageSettings: [],
      notificationSettings: null,
    };
    expect(formOf({ ...base, ...nothing })).toEqual(formOf(base));
  });
});

describe("a policy that is there", () => {
  const stored = policyFormSchema.parse({
    ...policy(),
    expiration: { type: "afterHours", hours: 48 },
    isEnabled: false,
  });

  test("what a merge says nothing of stays, what it puts back gets its default", () => {
    const merged = formOf(
      { requestorSettings: { allowCustomAssignmentSchedule: false }, description: null },
      stored,
      "merge",
    );
    expect(merged).toEqual({
      ...stored,
      requestorSettings: { ...stored.requestorSettings, allowCustomAssignmentSchedule: false },
    });
  });

  test("what a replacement says nothing of gets its default, but for the name", () => {
    expect(formOf({}, stored)).toMatchObject({
      displayName: stored.displayName,
      isEnabled: false,
      allowedTargetScope: "notSpecified",
      expiration: { type: "noExpiration" },
    });
  });

  test("it is switched on by letting its targets ask", () => {
    const ask = (enableTargetsToSelfAddAccess: boolean) =>
      formOf({ requestorSettings: { enableTargetsToSelfAddAccess } }, stored, "merge");
    expect(ask(true).isEnabled).toBe(true);
    expect(ask(false)).toMatchObject({ isEnabled: false, requestorSettings: { enableTargetsToSelfAddAccess: true } });
  });

  test("approval that begins is for extensions too, unless they are named", () => {
    const of = (parts: object) =>
      formOf({
        ...base,
        requestApprovalSettings: {
          isApprovalRequiredForAdd: true,
          stages: [{ primaryApprovers: [person(dora.id)] }],
          ...parts,
        },
      }).requestApprovalSettings.isApprovalRequiredForUpdate;
    expect(of({})).toBe(true);
    expect(of({ isApprovalRequiredForUpdate: false })).toBe(false);
  });
});

describe("what cannot be is refused with the place it stands at", () => {
  const problemOf = (body: object): GraphProblem => {
    try {
      formOf({ ...base, ...body });
    } catch (error) {
      if (error instanceof GraphProblem) return error;
      throw error;
    }
    throw new Error("It was accepted.");
  };
  const stageWith = (parts: object) => ({
    requestApprovalSettings: {
      isApprovalRequiredForAdd: true,
      stages: [{ primaryApprovers: [person(ada.id)], ...parts }],
    },
  });

  test.each([
    ["BadRequest", "approvalMode", { requestApprovalSettings: { approvalMode: "Serial" } }],
    ["NotSupported", "accessReviewSettings", { accessReviewSettings: { isEnabled: true } }],
    ["BadRequest", "durationBeforeAutomaticDenial", stageWith({ durationBeforeAutomaticDenial: "PT90M" })],
    ["BadRequest", "durationBeforeEscalation", stageWith({ durationBeforeEscalation: "P1W" })],
    ["PolicyInvalid", "durationBeforeAutomaticDenial", stageWith({ durationBeforeAutomaticDenial: "P31D" })],
    ["PolicyInvalid", "displayName", { displayName: " " }],
    ["BadRequest", "allowedTargetScope", { allowedTargetScope: "everybody" }],
    ["NotSupported", "packages are for people", { allowedTargetScope: "allDirectoryServicePrincipals" }],
    ["NotSupported", "connected organizations", { allowedTargetScope: "specificConnectedOrganizationUsers" }],
    ["BadRequest", "specificAllowedTargets", { specificAllowedTargets: [person(ada.id)] }],
    ["BadRequest", "userId", approvedBy({ "@odata.type": "#microsoft.graph.singleUser" })],
    ["BadRequest", "@odata.type", approvedBy({ userId: ada.id })],
    ["NotSupported", "internalSponsors", approvedBy({ "@odata.type": "#microsoft.graph.internalSponsors" })],
    [
      "NotSupported",
      "levels 1 and 2",
      approvedBy({ "@odata.type": "#microsoft.graph.requestorManager", managerLevel: 3 }),
    ],
    ["NotSupported", "stages", { requestApprovalSettings: { stages: [{ primaryApprovers: [person(ada.id)] }] } }],
    ["NotSupported", "automatic", { automaticRequestSettings: { requestAccessForAllowedTargets: true } }],
    ["NotSupported", "reviews", { reviewSettings: { isEnabled: true } }],
    ["NotSupported", "extensions", { customExtensionStageSettings: [{ stage: "assignmentRequestGranted" }] }],
    ["NotSupported", "extension", stageWith({ "@odata.type": "#microsoft.graph.accessPackageDynamicApprovalStage" })],
    ["NotSupported", "whole organization", stageWith({ approverInformationVisibility: "notVisible" })],
    ["BadRequest", "duration", { expiration: { type: "afterDuration" } }],
    ["BadRequest", "whole days or hours", { expiration: { type: "afterDuration", duration: "PT90M" } }],
    ["BadRequest", "endDateTime", { expiration: { type: "afterDateTime" } }],
    ["PolicyInvalid", "expiration.duration", { expiration: { duration: "P9999D" } }],
    ["BadRequest", "questions.0", { questions: [{ text: "Why?" }] }],
    [
      "PolicyInvalid",
      "questions.0.text",
      { questions: [{ "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion" }] },
    ],
    ["NotSupported", "onBehalfRequestors", { requestorSettings: { onBehalfRequestors: [person(ada.id)] } }],
  ])("%s: %s", (code, words, body) => {
    const problem = problemOf(body);
    expect(problem).toMatchObject({ status: 400, code });
    expect(`${problem.message} ${JSON.stringify(problem.details)}`).toContain(words);
  });
});
