import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { assignmentPolicies, auditEvents } from "@/db/schema";
import type { Person } from "@/lib/engine/directory";
import type { CatalogId, GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import { type PolicyForm, policyFormSchema } from "@/lib/engine/policy/form";
import {
  ada,
  ben,
  cleo,
  dora,
  eli,
  everybody,
  finn,
  idOf,
  kim,
  ledgerOwners,
  payments,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, person, refusalOf, stage, textQuestion } from "@/lib/engine/testing/facts";
import { loadPackage } from "@/lib/facts/packages";
import { loadStoredPolicy } from "@/lib/facts/policy-forms";
import { testDatabase } from "@/lib/testing/database";
import { deletePolicy } from "./delete-package";
import { createPolicy, updatePolicy } from "./save-policy";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
} from "./testing/world";

const test = testDatabase({ max: 8 });
let portal: Portal;
let finance: CatalogId;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await insertGroup(test.db, ledgerOwners, { members: [ben] });
  await appointGovernanceAdministrator(test.db, kim);
  finance = await insertCatalog(test.db, { name: "Finance" });
  const sales = await insertCatalog(test.db, { name: "Sales" });
  await insertPackage(test.db, payments, { catalogId: finance, policies: [] });
  await insertPackage(test.db, vendors, { catalogId: sales, policies: [] });
  await appoint(test.db, cleo, "accessPackageManager", finance);
  await appoint(test.db, dora, "accessPackageAssignmentManager", finance);
  await appoint(test.db, eli, "catalogOwner", sales);
});

const form = policyFormSchema.parse({
  displayName: "Employees",
  description: "For everybody who pays.",
  isEnabled: true,
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [
    { kind: "singleUser", userId: ada.id },
    { kind: "groupMembers", groupId: ledgerOwners },
  ],
  requestorSettings: {},
  requestApprovalSettings: { isApprovalRequiredForAdd: true, stages: [stage({ primaryApprovers: [person(dora)] })] },
  questions: [textQuestion({ id: "why", isRequired: true })],
  expiration: { type: "afterDays", days: 30 },
  notificationSettings: {},
});

const create = (who: Person, parts: Partial<PolicyForm> = {}, packageId = payments) =>
  createPolicy(portal.deps, { personId: who.id, packageId, form: { ...form, ...parts } });
const update = (who: Person, policyId: PolicyId, parts: Partial<PolicyForm>, version = 1, packageId = payments) =>
  updatePolicy(portal.deps, { personId: who.id, packageId, policyId, version, form: { ...form, ...parts } });
const policiesOf = async (id = payments) => (await loadPackage(test.db, id))?.policies ?? [];

describe("creating", () => {
  it("POL-6 a package manager makes a policy, and people in its scope can ask at once", async () => {
    const policyId = accepted(await create(cleo));
    expect(await policiesOf()).toMatchObject([{ ...form, policyId, version: 1 }]);
    expect((await loadStoredPolicy(test.db, payments, policyId))?.form).toEqual(form);
    expect(refusalOf(await portal.submit(ada, payments))).toBe("invalidForm");
    expect(refusalOf(await portal.submit(finn, payments))).toBe("packageNotFound");
    const [event] = await test.db.select().from(auditEvents);
    expect(event).toMatchObject({
      activity: "Create access package assignment policy",
      actorId: cleo.id,
      packageId: payments,
      catalogId: finance,
      policyId,
      subjectName: "Employees",
    });
  });

  it("DEL-12 DEL-23 an assignment manager may not, and elsewhere there is no such package", async () => {
    const before = await rowCounts(test.db);
    expect(refusalOf(await create(dora))).toBe("roleNotSufficient");
    expect(refusalOf(await create(eli))).toBe("packageNotFound");
    expect(refusalOf(await create(ben))).toBe("packageNotFound");
    expect(refusalOf(await create(cleo, {}, vendors))).toBe("packageNotFound");
    expect(await rowCounts(test.db)).toEqual(before);
  });

  it("LIM-30 of two that take one name at once, one gets it", async () => {
    const both = await Promise.all([create(cleo), create(kim, { displayName: "EMPLOYEES" })]);
    expect(both.map((each) => (each.ok ? "ok" : each.error.code)).sort()).toEqual(["ok", "policyInvalid"]);
  });

  it("ERR-44 nobody is named who is not in the directory", async () => {
    const nobody = { kind: "singleUser", userId: idOf<PersonId>(77) } as const;
    const nothing = { kind: "groupMembers", groupId: idOf<GroupId>(78) } as const;
    const refused = await create(cleo, { specificAllowedTargets: [nobody, nothing] });
    expect(refused).toMatchObject({ error: { issues: [{ path: ["specificAllowedTargets"] }] } });
    expect(await policiesOf()).toEqual([]);
  });
});

describe("editing", () => {
  let policyId: PolicyId;
  beforeEach(async () => {
    policyId = accepted(await create(cleo));
  });

  it("AUD-3 POL-57 the policy gets another version, and the log what it was", async () => {
    accepted(
      await update(cleo, policyId, { specificAllowedTargets: [person(finn)] as PolicyForm["specificAllowedTargets"] }),
    );
    expect(await policiesOf()).toMatchObject([{ version: 2, specificAllowedTargets: [{ userId: finn.id }] }]);
    const rows = await test.db
      .select({ payload: auditEvents.payload })
      .from(auditEvents)
      .orderBy(asc(auditEvents.sequence));
    expect(rows.at(-1)?.payload).toMatchObject({
      before: { specificAllowedTargets: form.specificAllowedTargets },
      after: { specificAllowedTargets: [{ userId: finn.id }] },
    });
  });

  it("WHO-54 a request under way keeps the version it was made by", async () => {
    const answers = [{ questionId: "why", value: "For the audit." }];
    const id = await portal.ask(ada, payments, { answers });
    accepted(await update(cleo, policyId, { questions: [], expiration: { type: "noExpiration" } }));
    const { snapshot } = await portal.request(id);
    expect(snapshot).toMatchObject({ version: 1, expiration: form.expiration });
    expect(snapshot.questions).toHaveLength(1);
  });

  it("ERR-50 of two who edit one version, the second changes nothing and is told by whom", async () => {
    const both = await Promise.all([
      update(cleo, policyId, { displayName: "Staff" }),
      update(kim, policyId, { displayName: "Colleagues" }),
    ]);
    const [refused] = both.filter((each) => !each.ok);
    const [stored] = await policiesOf();
    const winner = stored?.displayName === "Staff" ? cleo : kim;
    expect(refused).toMatchObject({ error: { code: "staleVersion", by: winner.displayName, fields: ["displayName"] } });
    expect(stored?.version).toBe(2);
  });

  it("DEL-23 a policy of another package, one that is gone, and one nobody may edit", async () => {
    expect(refusalOf(await update(kim, policyId, {}, 1, vendors))).toBe("policyNotFound");
    expect(refusalOf(await update(dora, policyId, {}))).toBe("roleNotSufficient");
    expect(refusalOf(await update(eli, policyId, {}))).toBe("packageNotFound");
    accepted(await deletePolicy(portal.deps, { personId: cleo.id, packageId: payments, policyId }));
    expect(refusalOf(await update(cleo, policyId, { displayName: "Staff" }))).toBe("policyNotFound");
    expect(accepted(await create(cleo))).not.toBe(policyId);
  });

  it("POL-57 what the form does not speak of stays as it was", async () => {
    const customExtensionStageSettings = [{ stage: "assignmentRequestApproved" as const, waitMinutes: 5 }];
    const isPolicy = eq(assignmentPolicies.id, policyId);
    await test.db.update(assignmentPolicies).set({ customExtensionStageSettings }).where(isPolicy);
    accepted(await update(cleo, policyId, { isEnabled: false }));
    expect(await policiesOf()).toMatchObject([{ isEnabled: false, customExtensionStageSettings }]);
  });
});
