import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ada, dora, eli, finance, gus, idOf, ledgerOwners, payments } from "@/lib/engine/testing/cast";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertCatalog, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The policies that the reference pages of assignmentPolicies print, and what Graph documents beside the examples. */
const test = testDatabase();
let world: ApiWorld;
let examples: Examples;

const em = "/identityGovernance/entitlementManagement";
const policies = `${em}/assignmentPolicies`;
const policy = `${policies}/{policyId}`;

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  const catalogId = await insertCatalog(test.db, { name: "Sales" });
  await insertGroup(test.db, finance, { name: "Sales staff", members: [ada] });
  await insertGroup(test.db, ledgerOwners, { name: "Sales managers", members: [dora] });
  await insertPackage(test.db, payments, { name: "Sales", catalogId, policies: [] });
});
beforeEach(() => {
  examples = new Examples(world, { package: payments });
});

const set = (type: string, parts: object = {}) => ({ "@odata.type": `#microsoft.graph.${type}`, ...parts });
const user = (userId: string, parts: object = {}) => set("singleUser", { userId, ...parts });
const members = (groupId: string, parts: object = {}) => set("groupMembers", { groupId, ...parts });

const stage = (parts: object = {}) => ({
  durationBeforeAutomaticDenial: "P14D",
  isApproverJustificationRequired: false,
  isEscalationEnabled: false,
  durationBeforeEscalation: "PT0S",
  primaryApprovers: [],
  fallbackPrimaryApprovers: [],
  escalationApprovers: [],
  fallbackEscalationApprovers: [],
  ...parts,
});
const self = (parts: object = {}) => ({
  enableTargetsToSelfAddAccess: true,
  enableTargetsToSelfUpdateAccess: true,
  enableTargetsToSelfRemoveAccess: true,
  allowCustomAssignmentSchedule: false,
  enableOnBehalfRequestorsToAddAccess: false,
  enableOnBehalfRequestorsToUpdateAccess: false,
  enableOnBehalfRequestorsToRemoveAccess: false,
  onBehalfRequestors: [],
  ...parts,
});
const approved = (...stages: readonly object[]) => ({
  isApprovalRequiredForAdd: true,
  isApprovalRequiredForUpdate: false,
  stages,
});
const accessPackage = { id: "{package}" };

const directOnly = {
  displayName: "Direct assignment",
  description: "Administrators assign it",
  allowedTargetScope: "notSpecified",
  specificAllowedTargets: [],
  expiration: { endDateTime: null, duration: null, type: "noExpiration" },
  requestorSettings: self({
    enableTargetsToSelfAddAccess: false,
    enableTargetsToSelfUpdateAccess: false,
    enableTargetsToSelfRemoveAccess: false,
    allowCustomAssignmentSchedule: true,
  }),
  requestApprovalSettings: { isApprovalRequiredForAdd: false, isApprovalRequiredForUpdate: false, stages: [] },
  accessPackage,
};

const fromOutside = {
  displayName: "Partners",
  description: "Partners ask, two stages approve",
  allowedTargetScope: "allConfiguredConnectedOrganizationUsers",
  specificAllowedTargets: [],
  expiration: { type: "noExpiration" },
  requestorSettings: self(),
  accessPackage,
};

const review = {
  isEnabled: true,
  expirationBehavior: "keepAccess",
  isRecommendationEnabled: true,
  isReviewerJustificationRequired: true,
  isSelfReview: false,
  schedule: {
    startDateTime: "2026-07-02T06:59:59.998Z",
    expiration: { duration: "P14D", type: "afterDuration" },
    recurrence: {
      pattern: { type: "absoluteMonthly", interval: 3, month: 0, dayOfMonth: 0, daysOfWeek: [] },
      range: { type: "noEnd", numberOfOccurrences: 0 },
    },
  },
  primaryReviewers: [members(finance)],
  fallbackReviewers: [],
};

/** Texts in the place of booleans and numbers, and types without the sign before them, as the page has them. */
const withQuestions = {
  displayName: "With questions",
  description: "",
  allowedTargetScope: "allMemberUsers",
  expiration: { type: "noExpiration" },
  requestorSettings: {
    enableTargetsToSelfAddAccess: "true",
    enableTargetsToSelfUpdateAccess: "true",
    enableTargetsToSelfRemoveAccess: "true",
  },
  requestApprovalSettings: {
    isApprovalRequiredForAdd: "true",
    isApprovalRequiredForUpdate: "true",
    stages: [
      {
        durationBeforeAutomaticDenial: "P7D",
        isApproverJustificationRequired: "false",
        isEscalationEnabled: "false",
        fallbackPrimaryApprovers: [],
        escalationApprovers: [],
        fallbackEscalationApprovers: [],
        primaryApprovers: [user(dora.id)],
      },
    ],
  },
  questions: [
    {
      "@odata.type": "#microsoft.graph.accessPackageMultipleChoiceQuestion",
      sequence: "1",
      isRequired: "true",
      isAnswerEditable: "true",
      text: "Where do you work?",
      isMultipleSelectionAllowed: "false",
      choices: [
        { "@odata.type": "microsoft.graph.accessPackageAnswerChoice", actualValue: "AT", text: "Austria" },
        {
          "@odata.type": "microsoft.graph.accessPackageAnswerChoice",
          actualValue: "KE",
          text: "Kenya",
          localizations: [
            { "@odata.type": "microsoft.graph.accessPackageLocalizedText", languageCode: "de", text: "Kenia" },
          ],
        },
      ],
    },
    {
      "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
      sequence: "2",
      isRequired: "true",
      isAnswerEditable: "true",
      text: "What is your work?",
      localizations: [{ languageCode: "fr-CA", text: "Que faites-vous?" }],
      isSingleLineQuestion: "false",
      regexPattern: "[a-zA-Z]+[a-zA-Z\\s]*",
    },
  ],
  accessPackage,
};

const taken: readonly Example[] = [
  {
    of: "post: direct assignment",
    call: ["POST", policies, directOnly],
    status: 201,
    answer: {
      displayName: "Direct assignment",
      description: "Administrators assign it",
      allowedTargetScope: "notSpecified",
      expiration: { type: "noExpiration" },
      requestorSettings: { enableTargetsToSelfAddAccess: false, onBehalfRequestors: [] },
    },
  },
  {
    of: "post: people of a group, by their manager, and by somebody else where there is none",
    call: [
      "POST",
      policies,
      {
        "@odata.type": "#microsoft.graph.accessPackageAssignmentPolicy",
        displayName: "Sales staff",
        description: "Their managers approve",
        allowedTargetScope: "SpecificDirectoryUsers",
        specificAllowedTargets: [
          { "@odata.type": "microsoft.graph.groupMembers", groupId: finance, description: "Sales staff" },
          user(gus.id, { description: "The one from outside" }),
        ],
        expiration: { "@odata.type": "microsoft.graph.expirationPattern", type: "AfterDuration", duration: "P365D" },
        requestorSettings: self(),
        requestApprovalSettings: {
          "@odata.type": "microsoft.graph.accessPackageAssignmentApprovalSettings",
          ...approved(
            stage({
              "@odata.type": "microsoft.graph.accessPackageApprovalStage",
              isEscalationEnabled: true,
              durationBeforeEscalation: "P10D",
              primaryApprovers: [set("requestorManager", { managerLevel: 1 })],
              fallbackPrimaryApprovers: [user(eli.id, { description: "user" })],
              escalationApprovers: [set("targetManager", { managerLevel: "2" })],
              fallbackEscalationApprovers: [members(ledgerOwners)],
            }),
          ),
        },
        accessPackage,
      },
    ],
    status: 201,
    answer: {
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ groupId: finance }, { userId: gus.id }],
      expiration: { type: "afterDuration", duration: "P365D", endDateTime: null },
      requestApprovalSettings: {
        stages: [
          {
            durationBeforeEscalation: "P10D",
            primaryApprovers: [set("requestorManager", { managerLevel: 1 })],
            fallbackPrimaryApprovers: [{ userId: eli.id }],
            escalationApprovers: [{ managerLevel: 2 }],
          },
        ],
      },
    },
  },
  {
    of: "post: two stages, the second of fallback approvers alone",
    call: [
      "POST",
      policies,
      {
        ...fromOutside,
        requestApprovalSettings: approved(
          stage({ primaryApprovers: [set("targetUserSponsors")], fallbackPrimaryApprovers: [user(dora.id)] }),
          stage({ fallbackPrimaryApprovers: [user(eli.id), members(ledgerOwners)] }),
        ),
      },
    ],
    status: 201,
    answer: {
      requestApprovalSettings: {
        stages: [
          { primaryApprovers: [set("targetUserSponsors")] },
          { primaryApprovers: [{ userId: eli.id }, { groupId: ledgerOwners }] },
        ],
      },
    },
  },
  {
    of: "post: questions of both kinds, with texts for booleans and numbers",
    call: ["POST", `${policies}?$expand=questions`, withQuestions],
    status: 201,
    answer: {
      requestApprovalSettings: { isApprovalRequiredForUpdate: true },
      questions: [
        {
          sequence: 1,
          isRequired: true,
          isMultipleSelectionAllowed: false,
          choices: [{ actualValue: "AT" }, { text: "Kenya", localizations: [{ languageCode: "de", text: "Kenia" }] }],
        },
        {
          sequence: 2,
          isSingleLineQuestion: false,
          regexPattern: "[a-zA-Z]+[a-zA-Z\\s]*",
          localizations: [{ languageCode: "fr-CA" }],
        },
      ],
    },
  },
  {
    of: "post: a stage that is not forwarded says after how long it would be",
    call: [
      "POST",
      policies,
      {
        ...fromOutside,
        displayName: "Not forwarded",
        requestApprovalSettings: approved(
          stage({
            durationBeforeEscalation: "P5D",
            primaryApprovers: [members(ledgerOwners, { description: "Some" })],
          }),
        ),
      },
    ],
    status: 201,
    answer: { requestApprovalSettings: { stages: [{ isEscalationEnabled: false, durationBeforeEscalation: "PT0S" }] } },
  },
  {
    of: "post: managers ask for their reports, and nobody is told of the assignment",
    call: [
      "POST",
      policies,
      {
        displayName: "For reports",
        description: "Managers ask",
        allowedTargetScope: "allMemberUsers",
        expiration: { type: "afterDateTime", endDateTime: "2035-12-31T00:00:00Z", duration: null },
        requestorSettings: self({
          enableOnBehalfRequestorsToAddAccess: true,
          enableOnBehalfRequestorsToRemoveAccess: true,
          onBehalfRequestors: [set("targetManager", { managerLevel: 1 })],
        }),
        notificationSettings: { isAssignmentNotificationDisabled: true },
        accessPackage,
      },
    ],
    status: 201,
    answer: {
      expiration: { type: "afterDateTime", endDateTime: "2035-12-31T00:00:00.000Z" },
      requestorSettings: { onBehalfRequestors: [set("targetManager", { managerLevel: 1 })] },
      notificationSettings: { isAssignmentNotificationDisabled: true },
    },
  },
];

describe("policies of the pages", () => {
  it.each(taken)("$of", (example) => examples.run(example));
});

it("the page of the update replaces a policy, and what a policy was read with can be sent along", async () => {
  const everybody = {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#assignmentPolicies/$entity",
    id: "{policyId}",
    displayName: "Everybody",
    description: "Everybody asks",
    allowedTargetScope: "allDirectoryUsers",
    automaticRequestSettings: null,
    specificAllowedTargets: [],
    expiration: { type: "noExpiration" },
    requestorSettings: self({ enableTargetsToSelfUpdateAccess: false }),
    requestApprovalSettings: approved(
      stage({
        durationBeforeAutomaticDenial: "P2D",
        primaryApprovers: [set("requestorManager", { managerLevel: 1 })],
        fallbackPrimaryApprovers: [user(dora.id, { description: "user" })],
      }),
    ),
    accessPackage,
  };
  await examples.run({
    of: "",
    call: ["POST", policies, { ...directOnly, displayName: "A" }],
    status: 201,
    as: "policyId",
  });
  const answer = {
    id: "{policyId}",
    displayName: "Everybody",
    description: "Everybody asks",
    allowedTargetScope: "allDirectoryUsers",
    requestApprovalSettings: { stages: [{ durationBeforeAutomaticDenial: "P2D" }] },
  };
  await examples.run({ of: "put", call: ["PUT", policy, everybody], status: 200, answer });
  const nothingAsked = {
    customExtensionStageSettings: [],
    customExtensionHandlers: [],
    verifiableCredentialSettings: { credentialTypes: [] },
    reviewSettings: null,
    accessReviewSettings: null,
    catalog: { id: idOf(1) },
    createdDateTime: "2026-01-01T00:00:00Z",
    modifiedDateTime: null,
    createdBy: "admin@contoso.com",
    modifiedBy: "admin@contoso.com",
  };
  await examples.run({
    of: "put without extensions",
    call: ["PUT", policy, { ...everybody, ...nothingAsked }],
    status: 200,
    answer,
  });
});

/** What Graph has and the portal has not yet: said in words, and nothing is saved. */
const refused: readonly (readonly [string, object, string])[] = [
  ["access reviews", { ...fromOutside, reviewSettings: review }, "reviewSettings"],
  ["access reviews by their older name", { ...fromOutside, accessReviewSettings: review }, "accessReviewSettings"],
  [
    "a rule that assigns",
    {
      displayName: "Sales",
      description: "Everybody in sales",
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [
        set("attributeRuleMembers", { description: "Sales", membershipRule: '(user.department -eq "Sales")' }),
      ],
      automaticRequestSettings: { requestAccessForAllowedTargets: true },
      accessPackage,
    },
    "automaticRequestSettings",
  ],
  [
    "extensions",
    {
      ...fromOutside,
      customExtensionStageSettings: [
        {
          stage: "assignmentRequestCreated",
          customExtension: set("accessPackageAssignmentRequestWorkflowExtension", { id: idOf(2) }),
        },
      ],
    },
    "customExtensionStageSettings",
  ],
  [
    "extensions by their older name",
    { ...fromOutside, customExtensionHandlers: [{ stage: "assignmentRequestCreated" }] },
    "customExtensionHandlers",
  ],
  [
    "credentials to be shown",
    { ...fromOutside, verifiableCredentialSettings: { credentialTypes: [{ credentialType: "Employee" }] } },
    "verifiableCredentialSettings",
  ],
  [
    "sponsors of an organization as approvers",
    {
      ...fromOutside,
      requestApprovalSettings: approved(
        stage({ primaryApprovers: [set("internalSponsors")], fallbackPrimaryApprovers: [user(dora.id)] }),
      ),
    },
    "internalSponsors",
  ],
  [
    "people of one organization",
    {
      ...fromOutside,
      allowedTargetScope: "specificConnectedOrganizationUsers",
      specificAllowedTargets: [
        set("connectedOrganizationMembers", { connectedOrganizationId: idOf(3), description: "Contoso" }),
      ],
    },
    "connected organizations",
  ],
  [
    "approvers that are shown",
    {
      ...fromOutside,
      requestApprovalSettings: approved(
        stage({ primaryApprovers: [user(dora.id)], approverInformationVisibility: "visible" }),
      ),
    },
    "approverInformationVisibility",
  ],
  [
    "accounts that are no people",
    { ...fromOutside, allowedTargetScope: "allDirectoryAgentIdentities" },
    "allowedTargetScope",
  ],
];

describe("what pages print and the portal does not have", () => {
  it.each(refused)("%s", async (_what, body, words) => {
    await examples.run({
      of: "",
      call: ["POST", policies, { ...body, displayName: "Refused" }],
      status: 400,
      answer: { error: { code: "NotSupported", message: expect.stringContaining(words) } },
    });
  });

  it("a name that Graph does not have either is wrong", async () => {
    await examples.run({
      of: "",
      call: ["POST", policies, { ...fromOutside, colour: "red" }],
      status: 400,
      answer: { error: { code: "BadRequest", message: expect.stringContaining("colour") } },
    });
  });

  it("nothing of it was saved", async () => {
    await examples.run({
      of: "",
      call: ["GET", `${policies}?$filter=displayName eq 'Refused'`],
      status: 200,
      answer: { value: [] },
    });
  });
});

describe("reading", () => {
  it.each([
    [
      "?$select=id,displayName",
      { value: expect.arrayContaining([{ id: expect.any(String), displayName: "With questions" }]) },
    ],
    [
      "?$filter=displayName eq 'With questions'&$expand=accessPackage",
      { value: [{ accessPackage: { id: payments } }] },
    ],
  ])("list %s", async (query, answer) => {
    await examples.run({ of: "list", call: ["GET", `${policies}${query}`], status: 200, answer });
  });

  it("one with its extensions, its package and its questions", async () => {
    const found = `${policies}?$filter=displayName eq 'With questions'`;
    await examples.run({ of: "list", call: ["GET", found], status: 200, as: "policyId" });
    const expanded = "customExtensionStageSettings($expand=customExtension),accessPackage($expand=catalog),questions";
    await examples.run({
      of: "get",
      call: ["GET", `${policy}?$expand=${expanded}`],
      status: 200,
      answer: {
        id: "{policyId}",
        customExtensionStageSettings: [],
        accessPackage: { catalog: { displayName: "Sales" } },
        questions: [{ text: "Where do you work?" }, { text: "What is your work?" }],
      },
    });
    await examples.run({ of: "delete", call: ["DELETE", policy], status: 204 });
  });
});
