import { describe, expect, test } from "vitest";
import { dora, policyIds } from "@/lib/engine/testing/cast";
import { person, policy, stage, textQuestion } from "@/lib/engine/testing/facts";
import {
  approvalStageSchema,
  expirationSchema,
  policySnapshotSchema,
  requestApprovalSettingsSchema,
  requestorSettingsSchema,
  snapshotOf,
  subjectSetSchema,
} from "./policy";

const isAccepted = (schema: { safeParse: (input: unknown) => { success: boolean } }, input: unknown): boolean =>
  schema.safeParse(input).success;

const oneStage = { durationDays: 14, isApproverJustificationRequired: true, primaryApprovers: [person(dora)] };

describe("what a policy may say", () => {
  test("APP-1 a policy says whether adding needs approval, whether updating does, and which stages decide", () => {
    const settings = requestApprovalSettingsSchema.parse({ isApprovalRequiredForAdd: true, stages: [oneStage] });
    expect(settings).toMatchObject({
      isApprovalRequiredForAdd: true,
      isApprovalRequiredForUpdate: true,
      isRequestorJustificationRequired: false,
    });
    expect(settings.stages).toHaveLength(1);
  });

  test("APP-4 a stage names its approvers, duration, reason switch and alternates; it needs at least one approver", () => {
    expect(approvalStageSchema.parse(oneStage)).toEqual({
      ...oneStage,
      fallbackPrimaryApprovers: [],
      isEscalationEnabled: false,
      escalationAfterDays: null,
      escalationApprovers: [],
      fallbackEscalationApprovers: [],
    });
    expect(isAccepted(approvalStageSchema, { ...oneStage, primaryApprovers: [] })).toBe(false);
  });

  test.each([1, 14, 30])("APP-49 a stage may last %i days", (durationDays) => {
    expect(isAccepted(approvalStageSchema, { ...oneStage, durationDays })).toBe(true);
  });

  test.each([0, -1, 31, 2.5])("APP-49 a stage may not last %d days", (durationDays) => {
    expect(isAccepted(approvalStageSchema, { ...oneStage, durationDays })).toBe(false);
  });

  test.each([1, 2])("APP-16 a manager of level %i is accepted as an approver", (managerLevel) => {
    expect(isAccepted(subjectSetSchema, { kind: "requestorManager", managerLevel })).toBe(true);
  });

  test.each([0, 3, 1.5, null])("LIM-10 a manager of level %s is refused", (managerLevel) => {
    expect(isAccepted(subjectSetSchema, { kind: "requestorManager", managerLevel })).toBe(false);
  });

  test("LIM-1 a policy has at most three stages", () => {
    const of = (count: number) => ({ isApprovalRequiredForAdd: true, stages: Array(count).fill(oneStage) });
    expect(isAccepted(requestApprovalSettingsSchema, of(3))).toBe(true);
    expect(isAccepted(requestApprovalSettingsSchema, of(4))).toBe(false);
  });

  test("LIM-32 a set of approvers has at most 50 entries", () => {
    const of = (count: number) => ({ ...oneStage, primaryApprovers: Array(count).fill(person(dora)) });
    expect(isAccepted(approvalStageSchema, of(50))).toBe(true);
    expect(isAccepted(approvalStageSchema, of(51))).toBe(false);
  });

  test("ASN-6 access may last 1 to 3660 days; 0 is refused", () => {
    for (const days of [1, 3_660]) expect(isAccepted(expirationSchema, { type: "afterDays", days })).toBe(true);
    for (const days of [0, 3_661, 1.5]) expect(isAccepted(expirationSchema, { type: "afterDays", days })).toBe(false);
  });

  test("LIM-4 the ceiling of days is 3660", () => {
    expect(isAccepted(expirationSchema, { type: "afterDays", days: 3_660 })).toBe(true);
    expect(isAccepted(expirationSchema, { type: "afterDays", days: 3_661 })).toBe(false);
  });

  test("ASN-7 access may last 1 to 87840 hours", () => {
    for (const hours of [1, 87_840]) expect(isAccepted(expirationSchema, { type: "afterHours", hours })).toBe(true);
    for (const hours of [0, 87_841]) expect(isAccepted(expirationSchema, { type: "afterHours", hours })).toBe(false);
  });

  test("LIM-5 the ceiling of hours is 87840", () => {
    expect(isAccepted(expirationSchema, { type: "afterHours", hours: 87_840 })).toBe(true);
    expect(isAccepted(expirationSchema, { type: "afterHours", hours: 87_841 })).toBe(false);
  });

  test("ASN-16 a new policy lets people choose their period and asks for approval of extensions", () => {
    expect(requestorSettingsSchema.parse({}).allowCustomAssignmentSchedule).toBe(true);
    expect(
      requestApprovalSettingsSchema.parse({ isApprovalRequiredForAdd: false, stages: [] }).isApprovalRequiredForUpdate,
    ).toBe(true);
  });

  test("LIM-24 a policy asks at most 20 questions", () => {
    const of = (count: number) => ({
      ...snapshotOf(policy()),
      questions: Array.from({ length: count }, (_, number) => textQuestion({ id: `q${number}` })),
    });
    expect(isAccepted(policySnapshotSchema, of(20))).toBe(true);
    expect(isAccepted(policySnapshotSchema, of(21))).toBe(false);
  });

  test("WHO-54 the copy a request keeps holds stages, questions, period, justification and requestor settings", () => {
    const terms = policy({
      policyId: policyIds[2],
      version: 7,
      stages: [stage({ primaryApprovers: [person(dora)] })],
      questions: [textQuestion()],
      expiration: { type: "afterDays", days: 30 },
      isRequestorJustificationRequired: true,
    });
    const copy = snapshotOf(terms);
    expect(policySnapshotSchema.parse(JSON.parse(JSON.stringify(copy)))).toEqual(copy);
    expect(copy).toEqual({
      policyId: terms.policyId,
      version: 7,
      displayName: terms.displayName,
      requestorSettings: terms.requestorSettings,
      requestApprovalSettings: terms.requestApprovalSettings,
      questions: terms.questions,
      attributes: [],
      expiration: terms.expiration,
      customExtensionStageSettings: [],
      notificationSettings: { isAssignmentNotificationDisabled: false },
    });
  });
});
