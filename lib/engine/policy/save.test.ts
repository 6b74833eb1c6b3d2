import { describe, expect, test } from "vitest";
import type { PolicyId } from "@/lib/engine/ids";
import { packageRefusalRules, packageRefusalText } from "@/lib/engine/package/refusals";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, ben, dora, idOf, payments } from "@/lib/engine/testing/cast";
import { choiceQuestion, manager, person, stage, start, textQuestion } from "@/lib/engine/testing/facts";
import { addDays } from "@/lib/engine/time";
import { normalized, type PolicyForm, policyFormSchema } from "./form";
import { namedIn, policyIssues } from "./issues";
import { decidePolicyCreation, decidePolicyUpdate, type StoredPolicy } from "./save";

const policyId = idOf<PolicyId>(40);
const form: PolicyForm = policyFormSchema.parse({
  displayName: "Employees",
  description: "",
  isEnabled: true,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  requestorSettings: {},
  requestApprovalSettings: { isApprovalRequiredForAdd: false, stages: [] },
  questions: [],
  expiration: { type: "afterDays", days: 30 },
  notificationSettings: {},
});

type Stages = PolicyForm["requestApprovalSettings"]["stages"];
const asking = (...stages: Stages): PolicyForm => ({
  ...form,
  requestApprovalSettings: { ...form.requestApprovalSettings, isApprovalRequiredForAdd: true, stages },
});
const issuesOf = (typed: PolicyForm, settings = defaultSettings) =>
  policyIssues(normalized(typed), settings, start).map(({ path, rule }) => `${path.join(".")} ${rule}`);

describe("what keeps a policy from being saved", () => {
  test("POL-6 a policy as most are has nothing wrong with it", () => {
    expect(issuesOf(form)).toEqual([]);
    expect(issuesOf(asking(stage({ primaryApprovers: [person(dora)] })))).toEqual([]);
  });

  test("ERR-44 approval without a stage, and a fourth stage", () => {
    expect(issuesOf(asking())).toEqual(["requestApprovalSettings.stages ERR-44"]);
    const one = stage({ primaryApprovers: [person(dora)] });
    expect(issuesOf(asking(one, one, one, one))).toEqual(["requestApprovalSettings.stages ERR-44"]);
  });

  test("ERR-44 a stage without approver, a manager without fallback, the manager twice, too many days", () => {
    const problems = issuesOf(
      asking(
        stage({ primaryApprovers: [] }),
        stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [] }),
        stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(dora)], durationDays: 15 }),
      ),
      { ...defaultSettings, maxStageDurationDays: 14 },
    );
    expect(problems).toEqual([
      "requestApprovalSettings.stages.0.primaryApprovers ERR-44",
      "requestApprovalSettings.stages.1.fallbackPrimaryApprovers ERR-44",
      "requestApprovalSettings.stages.2.durationDays ERR-44",
      "requestApprovalSettings.stages.2.primaryApprovers ERR-44",
    ]);
  });

  test.each([
    [9, 5, "Choose a day from 6 to 8."],
    [4, 2, "Choose day 3."],
    [3, 2, "A stage that can be forwarded needs at least 4 days to decide."],
  ])("ERR-38 a stage of %i days is not forwarded on day %i: the days that are allowed are said", (days, day, words) => {
    const typed = asking(
      stage({
        primaryApprovers: [person(dora)],
        durationDays: days,
        isEscalationEnabled: true,
        escalationAfterDays: day,
        escalationApprovers: [person(ben)],
      }),
    );
    const [issue] = policyIssues(typed, defaultSettings, start);
    expect(issue).toEqual({
      path: ["requestApprovalSettings", "stages", 0, "escalationAfterDays"],
      rule: "ERR-38",
      message: words,
    });
  });

  test("ERR-45 a choice twice, too few choices, a pattern that is none, each at its question", () => {
    const choice = (id: string, ...values: string[]) =>
      choiceQuestion({
        id,
        choices: values.map((actualValue) => ({ actualValue, text: actualValue, localizations: [] })),
      });
    const questions = [choice("a", "x", "x"), choice("b", "x"), textQuestion({ id: "c", regexPattern: "(" })];
    expect(issuesOf({ ...form, questions })).toEqual([
      "questions.0.choices ERR-45",
      "questions.1.choices ERR-45",
      "questions.2.regexPattern ERR-45",
    ]);
    expect(issuesOf({ ...form, questions: [textQuestion({ id: "c" }), textQuestion({ id: "c" })] })).toEqual([
      "questions ERR-45",
    ]);
  });

  test("ERR-47 POL-47 a fixed end that is not in the future", () => {
    const until = (endDateTime: Date) => issuesOf({ ...form, expiration: { type: "afterDateTime", endDateTime } });
    expect(until(start)).toEqual(["expiration.endDateTime ERR-47"]);
    expect(until(addDays(start, 1))).toEqual([]);
    const days = (count: number) =>
      policyFormSchema.safeParse({ ...form, expiration: { type: "afterDays", days: count } }).success;
    expect([0, 1, 3_660, 3_661].map(days)).toEqual([false, true, true, false]);
  });

  test("WHO-12 WHO-34 specific people without anybody named, others asking without saying who", () => {
    expect(issuesOf({ ...form, allowedTargetScope: "specificDirectoryUsers" })).toEqual([
      "specificAllowedTargets WHO-12",
    ]);
    const requestorSettings = { ...form.requestorSettings, enableOnBehalfRequestorsToAddAccess: true };
    expect(issuesOf({ ...form, requestorSettings })).toEqual(["requestorSettings.onBehalfRequestors WHO-34"]);
  });

  test("LIM-18 LIM-24 LIM-30 LIM-31 more than fits", () => {
    const fits = (parts: object) => policyFormSchema.safeParse({ ...form, ...parts }).success;
    const target = { kind: "singleUser", userId: ada.id };
    expect(fits({ specificAllowedTargets: Array(500).fill(target) })).toBe(true);
    expect(fits({ specificAllowedTargets: Array(501).fill(target) })).toBe(false);
    expect(fits({ questions: Array(21).fill(textQuestion()) })).toBe(false);
    expect(fits({ displayName: "x".repeat(257) })).toBe(false);
    expect(fits({ description: "x".repeat(1_025) })).toBe(false);
  });

  test("a scope of people outside can be stored, as long as it names no organization", () => {
    const fits = (allowedTargetScope: string) => policyFormSchema.safeParse({ ...form, allowedTargetScope }).success;
    expect(fits("allConfiguredConnectedOrganizationUsers")).toBe(true);
    expect(fits("allExternalUsers")).toBe(true);
    expect(fits("specificConnectedOrganizationUsers")).toBe(false);
  });
});

describe("what means nothing is not stored", () => {
  test("POL-19 WHO-36 a policy for direct assignment is for administrators alone", () => {
    const { requestorSettings } = normalized({
      ...form,
      allowedTargetScope: "notSpecified",
      requestorSettings: {
        ...form.requestorSettings,
        enableAdministratorsToAddAccess: false,
        enableOnBehalfRequestorsToAddAccess: true,
        enableOnBehalfRequestorsToRemoveAccess: true,
        onBehalfRequestors: [{ kind: "anyDirectoryUser" }],
      },
    });
    expect(requestorSettings).toMatchObject({
      enableTargetsToSelfAddAccess: false,
      enableAdministratorsToAddAccess: true,
      enableOnBehalfRequestorsToAddAccess: false,
      enableOnBehalfRequestorsToRemoveAccess: false,
      onBehalfRequestors: [],
    });
  });

  test("APP-2 stages go where nobody is asked, targets where everybody is in scope", () => {
    const typed = asking(stage({ primaryApprovers: [person(dora)] }));
    const off = { ...typed.requestApprovalSettings, isApprovalRequiredForAdd: false };
    const stored = normalized({
      ...typed,
      specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
      requestApprovalSettings: off,
    });
    expect(stored.requestApprovalSettings).toMatchObject({ stages: [] });
    expect(stored.specificAllowedTargets).toEqual([]);
  });

  test("APP-54 alternates go where nothing is forwarded; fallbacks stay, for an empty group needs them too (APP-69)", () => {
    const typed = asking(
      stage({
        primaryApprovers: [person(dora)],
        fallbackPrimaryApprovers: [person(ben)],
        isEscalationEnabled: false,
        escalationAfterDays: 8,
        escalationApprovers: [person(ben)],
        fallbackEscalationApprovers: [person(ada)],
      }),
    );
    expect(normalized(typed).requestApprovalSettings.stages).toMatchObject([
      {
        fallbackPrimaryApprovers: [person(ben)],
        escalationAfterDays: null,
        escalationApprovers: [],
        fallbackEscalationApprovers: [],
      },
    ]);
  });
});

describe("saving", () => {
  const facts = { packageId: payments, settings: defaultSettings, isNameTaken: false, strangers: new Set<string>() };
  const policy: StoredPolicy = { policyId, version: 4, form, hasDynamicStages: false, lastEditor: "Ann" };
  const update = (parts: Partial<PolicyForm>, version = 4, of: Partial<StoredPolicy> = {}) =>
    decidePolicyUpdate({ ...facts, policy: { ...policy, ...of } }, { form: { ...form, ...parts }, version }, start);

  test("POL-6 a new policy is stored as it was said", () => {
    expect(decidePolicyCreation(facts, form, policyId, start)).toEqual({
      ok: true,
      value: {
        kind: "policyCreated",
        at: start,
        packageId: payments,
        policyId,
        policyName: "Employees",
        after: form,
      },
    });
  });

  test("LIM-30 a name is there once in a package; everything else that is wrong is said with it", () => {
    const refused = decidePolicyCreation({ ...facts, isNameTaken: true }, asking(), policyId, start);
    expect(refused).toMatchObject({
      error: { code: "policyInvalid", issues: [{ path: ["displayName"] }, { rule: "ERR-44" }] },
    });
    expect(packageRefusalText({ code: "policyInvalid", issues: [] }).title).toContain("cannot be saved");
    expect(packageRefusalRules.policyInvalid.status).toBe(422);
  });

  test("AUD-3 POL-57 an edit tells what changed before and after, and nothing else", () => {
    expect(update({ isEnabled: false })).toMatchObject({
      value: { kind: "policyUpdated", policyId, before: { isEnabled: true }, after: { isEnabled: false } },
    });
    expect(update({})).toEqual({ ok: true, value: null });
  });

  test("ERR-44 whoever is named has to be in the directory", () => {
    const typed = { ...asking(stage({ primaryApprovers: [person(dora)] })), specificAllowedTargets: [person(ada)] };
    const strangers = new Set<string>([dora.id]);
    expect(decidePolicyCreation({ ...facts, strangers }, typed as PolicyForm, policyId, start)).toMatchObject({
      error: { issues: [{ path: ["requestApprovalSettings", "stages", 0, "primaryApprovers"], rule: "ERR-44" }] },
    });
    expect(namedIn(typed as PolicyForm)).toEqual([ada.id, dora.id]);
  });

  test("ERR-50 whoever read an older version is told by whom and what differs", () => {
    const refused = update({ displayName: "Staff" }, 3);
    expect(refused).toEqual({ ok: false, error: { code: "staleVersion", by: "Ann", fields: ["displayName"] } });
    expect(refused.ok || packageRefusalText(refused.error).title).toContain("Ann changed this");
  });

  test("ERR-47 an end that has passed keeps nobody from switching the policy off", () => {
    const expiration = { type: "afterDateTime" as const, endDateTime: addDays(start, -1) };
    const past = { form: { ...form, expiration } };
    expect(update({ expiration, isEnabled: false }, 4, past).ok).toBe(true);
    expect(update({ expiration }).ok).toBe(false);
  });

  test("APP-2 a policy with a dynamic stage needs no other", () => {
    expect(update(asking(), 4, { hasDynamicStages: true }).ok).toBe(true);
    expect(update(asking()).ok).toBe(false);
  });
});
