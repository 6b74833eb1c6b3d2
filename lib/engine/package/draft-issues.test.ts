import { describe, expect, test } from "vitest";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { newQuestion, newStage, type PolicyDraft } from "@/lib/engine/policy/draft";
import { ben, dora, idOf } from "@/lib/engine/testing/cast";
import { manager, person, start } from "@/lib/engine/testing/facts";
import { draftName, draftSteps, newPackageDraft, type PackageDraft, packageDraftSchema } from "./draft";
import { type DraftFacts, draftIssues, originKey, stepStates } from "./draft-issues";

const finance = idOf<CatalogId>(1);
const sales = idOf<CatalogId>(2);
const bank = idOf<ResourceRoleId>(3);
const payroll = {
  originSystem: "AadApplication",
  originId: "payroll",
  displayName: "Payroll",
  offered: ["Clerk", "Approver"],
  roles: ["Clerk"],
} as const;

const nothingKnown: DraftFacts = {
  settings: { forwardingRule: "halfLife", maxStageDurationDays: 14 },
  catalog: "allowed",
  isCatalogNameTaken: false,
  isNameTaken: false,
  knownRoles: new Set([bank]),
  resources: new Map([[originKey(payroll), { refusal: null, roles: payroll.offered }]]),
  strangers: new Set(),
};

/** A draft that could become a package. */
const finished: PackageDraft = {
  ...newPackageDraft(finance, 14),
  displayName: "Payments",
  description: "Pays suppliers.",
  roles: [{ catalogId: finance, roleId: bank }],
  policy: {
    ...newPackageDraft(finance, 14).policy,
    stages: [{ ...newStage("s", 14), primaryApprovers: [person(dora)] }],
  },
};

const issuesOf = (draft: Partial<PackageDraft>, facts: Partial<DraftFacts> = {}) =>
  draftIssues({ ...finished, ...draft }, { ...nothingKnown, ...facts }, start).map(
    ({ step, path, message }) => `${step} ${path.join(".")}: ${message}`,
  );
const ofPolicy = (parts: Partial<PolicyDraft>, facts: Partial<DraftFacts> = {}) =>
  issuesOf({ policy: { ...finished.policy, ...parts } }, facts);

test("POL-1 a finished draft has nothing wrong with it; a new one has what every package needs", () => {
  expect(issuesOf({})).toEqual([]);
  expect(draftIssues(newPackageDraft(null, 14), nothingKnown, start).map(({ step, path }) => [step, ...path])).toEqual([
    ["basics", "catalog", "catalogId"],
    ["basics", "displayName"],
    ["basics", "description"],
    ["requests", "requestApprovalSettings", "stages", 0, "primaryApprovers"],
  ]);
  expect(draftName(newPackageDraft(null, 14))).toBe("Package without a name");
});

describe("basics", () => {
  test("LIM-30 LIM-31 names and descriptions are judged as when they are saved", () => {
    expect(issuesOf({ displayName: "x".repeat(257), description: " " })).toEqual([
      "basics displayName: This is too long.",
      "basics description: Say what it gives and whom it is for; requestors read this.",
    ]);
    expect(issuesOf({}, { isNameTaken: true })).toEqual([
      "basics displayName: Another package of this catalog has that name.",
    ]);
  });

  test("CAT-22 a new catalog has a name of its own and a description", () => {
    const catalog = { isNew: true, catalogId: finance, displayName: "", description: "" };
    expect(issuesOf({ catalog })).toEqual([
      "basics catalog.displayName: Give it a name.",
      "basics catalog.description: Say what is in it; requestors read this.",
    ]);
    const named = { ...catalog, displayName: "Laboratories", description: "Instruments." };
    expect(issuesOf({ catalog: named })).toEqual([]);
    expect(issuesOf({ catalog: named }, { isCatalogNameTaken: true })).toEqual([
      "basics catalog.displayName: Another catalog has that name.",
    ]);
    expect(issuesOf({ catalog: named }, { catalog: "roleNotSufficient" })).toHaveLength(1);
  });

  test("DEL-23 a catalog that is gone and one that is foreign are told apart only for whoever sees it", () => {
    const said = (catalog: DraftFacts["catalog"]) => issuesOf({}, { catalog })[0];
    expect(said("notFound")).toContain("is not there any more");
    expect(said("roleNotSufficient")).toContain("Your role does not cover");
  });
});

describe("roles", () => {
  test("RES-2 roles of another catalog do not count, and come back with it; one that is gone is said", () => {
    const elsewhere = { ...finished.catalog, catalogId: sales };
    expect(issuesOf({ catalog: elsewhere })).toEqual([]);
    expect(issuesOf({}, { knownRoles: new Set() })).toEqual([
      "roles roles: 1 role you chose is not in the catalog any more.",
    ]);
  });

  test("CAT-43 DEL-30 a resource of the directory needs a role, the right over it, and offers the role still", () => {
    const withPayroll = (parts: object, facts: Partial<DraftFacts> = {}) =>
      issuesOf(
        { resources: [{ ...payroll, offered: [...payroll.offered], roles: [...payroll.roles], ...parts }] },
        facts,
      );
    expect(withPayroll({})).toEqual([]);
    expect(withPayroll({ roles: [] })).toEqual(["roles resources.0: Choose a role of Payroll, or leave it out."]);
    expect(withPayroll({ roles: ["Clerk", "Auditor"] })).toEqual([
      "roles resources.0: Payroll does not offer Auditor any more.",
    ]);
    const refusal = { code: "resourceRightMissing", originSystem: "AadApplication" } as const;
    const resources = new Map([[originKey(payroll), { refusal, roles: payroll.offered }]]);
    expect(withPayroll({}, { resources })).toEqual(["roles resources.0: Payroll: You do not own this application."]);
  });
});

describe("the policy, each part at its step", () => {
  const nineDays = {
    ...newStage("s", 14),
    durationDays: "9",
    primaryApprovers: [person(dora)],
    isEscalationEnabled: true,
    escalationAfterDays: "5",
    escalationApprovers: [person(ben)],
  };

  test("ERR-38 of a stage of nine days, the days on which it may be forwarded are named", () => {
    const path = "requests requestApprovalSettings.stages.0.escalationAfterDays";
    expect(ofPolicy({ stages: [nineDays] })).toEqual([`${path}: Choose a day from 6 to 8.`]);
    expect(ofPolicy({ stages: [{ ...nineDays, escalationAfterDays: "7" }] })).toEqual([]);
  });

  test("ERR-44 ERR-45 ERR-47 what is wrong on one step hides nothing on another", () => {
    const question = { ...newQuestion("q"), text: "Which invoice?", pattern: "(" };
    expect(
      ofPolicy({
        displayName: " ",
        stages: [{ ...nineDays, durationDays: "soon", primaryApprovers: [manager()] }],
        questions: [question, { ...newQuestion("r"), text: "" }],
        expiration: { type: "afterDateTime", days: "", hours: "", endDateTime: "2020-01-01T00:00:00Z" },
      }),
    ).toEqual([
      "requests displayName: Give it a name.",
      "requests requestApprovalSettings.stages.0.durationDays: Enter a whole number.",
      "information questions.1.text: Fill this in.",
      "lifecycle expiration.endDateTime: Choose a day in the future.",
    ]);
  });

  test("ERR-44 whoever is named is somebody in the directory", () => {
    expect(ofPolicy({}, { strangers: new Set([dora.id]) })).toEqual([
      "requests requestApprovalSettings.stages.0.primaryApprovers: Somebody chosen here is not in the directory any more.",
    ]);
  });
});

test("P20 nothing is said against a step that nobody has been to", () => {
  const issues = draftIssues({ ...finished, displayName: "" }, nothingKnown, start);
  expect(stepStates({ visited: [] }, issues).basics).toBe("notVisited");
  expect(stepStates({ visited: ["basics", "roles"] }, issues)).toEqual({
    basics: "needsAttention",
    roles: "complete",
    requests: "notVisited",
    information: "notVisited",
    lifecycle: "notVisited",
  });
});

test("P20 a draft is kept however unfinished, and what was made by hand is not", () => {
  const read = (parts: object) => packageDraftSchema.safeParse(JSON.parse(JSON.stringify({ ...finished, ...parts })));
  expect(read({ displayName: "", description: "x".repeat(5_000), visited: [...draftSteps] }).success).toBe(true);
  for (const parts of [
    { displayName: "x".repeat(9_000) },
    { roles: Array(501).fill({ catalogId: finance, roleId: bank }) },
    { roles: [{ catalogId: "'; drop table", roleId: bank }] },
    { policy: null },
    { visited: ["review"] },
  ]) {
    expect(read(parts).success).toBe(false);
  }
});
