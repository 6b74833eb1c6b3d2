import { describe, expect, it } from "vitest";
import { policyInput } from "@/lib/client/policy-input";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { draftOf, newDraft, newQuestion, newStage, type PolicyDraft } from "./draft";
import { plannedStages, sentOf } from "./draft-form";
import { normalized, type PolicyForm, policyFormSchema } from "./form";

const dora = { kind: "singleUser", userId: "00000001-0000-7000-8000-000000000004" as PersonId } as const;
const finance = { kind: "groupMembers", groupId: "00000002-0000-7000-8000-000000000003" as GroupId } as const;
const manager = { kind: "requestorManager", managerLevel: 1 } as const;

const form: PolicyForm = policyFormSchema.parse({
  displayName: "Employees",
  description: "For everybody who pays.",
  isEnabled: true,
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [dora, finance],
  requestorSettings: { enableOnBehalfRequestorsToAddAccess: true, onBehalfRequestors: [{ kind: "requestorManager" }] },
  requestApprovalSettings: {
    isApprovalRequiredForAdd: true,
    stages: [
      {
        durationDays: 9,
        isApproverJustificationRequired: true,
        primaryApprovers: [manager],
        fallbackPrimaryApprovers: [finance],
        isEscalationEnabled: true,
        escalationAfterDays: 6,
        escalationApprovers: [dora],
      },
    ],
  },
  questions: [
    {
      kind: "text",
      id: "why",
      sequence: 1,
      text: "Which invoice?",
      localizations: [{ languageCode: "de", text: "Welche Rechnung?" }],
      isRequired: true,
      isSingleLineQuestion: true,
      regexPattern: "[A-Z]{2}-\\d+",
    },
    {
      kind: "multipleChoice",
      id: "where",
      sequence: 0,
      text: "Where?",
      isRequired: false,
      isMultipleSelectionAllowed: true,
      choices: [
        { actualValue: "hq", text: "Headquarters", localizations: [{ languageCode: "de", text: "Zentrale" }] },
        { actualValue: "elsewhere", text: "Elsewhere" },
      ],
    },
  ],
  expiration: { type: "afterDateTime", endDateTime: "2031-01-31T22:59:59.000Z" },
  notificationSettings: { isAssignmentNotificationDisabled: true },
});

const readBack = (draft: PolicyDraft) => policyInput(JSON.stringify(sentOf(draft)));

const issuesOf = (draft: PolicyDraft): Record<string, string> => {
  const read = readBack(draft);
  return read.ok ? {} : Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join("."), message]));
};

describe("a policy in its editor", () => {
  it("POL-6 what is stored is what is sent when nothing was changed", () => {
    const read = readBack(draftOf(form, 30));
    expect(read.ok && normalized(read.value)).toEqual(
      normalized({
        ...form,
        questions: form.questions
          .toSorted((a, b) => a.sequence - b.sequence)
          .map((each, sequence) => ({ ...each, sequence })),
      }),
    );
  });

  it("LIM-2 a new one has a stage of 14 days, or of as many as are allowed", () => {
    expect(newDraft(30).stages).toMatchObject([{ durationDays: "14" }]);
    expect(newDraft(7).stages).toMatchObject([{ durationDays: "7" }]);
  });

  it("keeps what another choice hides, and does not send it", () => {
    const draft = { ...draftOf(form, 30), isApprovalRequired: false, allowedTargetScope: "allMemberUsers" as const };
    expect(sentOf(draft).requestApprovalSettings.stages).toEqual([]);
    expect(sentOf(draft).specificAllowedTargets).toEqual([]);
    expect(draft.stages).toHaveLength(1);
  });

  it("APP-54 warns of and sends only alternates that a stage uses", () => {
    const [stage] = draftOf(form, 30).stages;
    const draft = {
      ...draftOf(form, 30),
      stages: [{ ...(stage ?? newStage("none", 14)), primaryApprovers: [dora], isEscalationEnabled: false }],
    };
    const unused = { escalationApprovers: [], fallbackEscalationApprovers: [], escalationAfterDays: null };
    expect(plannedStages(draft)).toMatchObject([unused]);
    expect(sentOf(draft).requestApprovalSettings.stages).toMatchObject([unused]);
  });

  it("INF-7 a choice without a value is stored by its text", () => {
    const choices = [
      { key: "a", value: "", text: "Berlin" },
      { key: "b", value: "fr-par", text: "Paris" },
    ];
    const draft = {
      ...draftOf(form, 30),
      questions: [{ ...newQuestion("q"), format: "oneChoice" as const, text: "Where?", choices }],
    };
    const read = readBack(draft);
    expect(read.ok && read.value.questions).toMatchObject([
      { choices: [{ actualValue: "Berlin" }, { actualValue: "fr-par" }] },
    ]);
  });

  it("says at every field what is missing in it, in words", () => {
    const draft = newDraft(30);
    expect(
      issuesOf({
        ...draft,
        displayName: " ",
        stages: [{ ...newStage("s", 14), durationDays: "two weeks" }],
        questions: [
          { ...newQuestion("q"), translations: [{ key: "t", languageCode: "Deutsch", text: "", choiceTexts: {} }] },
        ],
        expiration: { ...draft.expiration, days: "0" },
      }),
    ).toEqual({
      displayName: "Give it a name.",
      "requestApprovalSettings.stages.0.durationDays": "Enter a whole number.",
      "questions.0.text": "Fill this in.",
      "questions.0.localizations.0.languageCode": "Use a language code such as de or pt-BR.",
      "questions.0.localizations.0.text": "Fill this in.",
      "expiration.days": "At least 1.",
    });
    const onDate = { ...draft.expiration, type: "afterDateTime" as const };
    expect(issuesOf({ ...draft, displayName: "E", expiration: onDate })).toEqual({
      "expiration.endDateTime": "Choose a day.",
    });
  });
});
