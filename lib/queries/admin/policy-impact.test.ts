import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { HeldRole } from "@/lib/auth/permissions";
import type { Directory, Person } from "@/lib/engine/directory";
import type { CatalogId, GroupId, PolicyId } from "@/lib/engine/ids";
import { normalized, type PolicyForm, policyFormSchema } from "@/lib/engine/policy/form";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { isInScope } from "@/lib/engine/policy/scope";
import { anyDirectory, anyStages } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  auditors,
  disabled,
  dora,
  everybody,
  finance,
  gus,
  idOf,
  kim,
  ledgerOwners,
  payments,
  vendors,
} from "@/lib/engine/testing/cast";
import { person, policy, stage, start } from "@/lib/engine/testing/facts";
import { loadGroupIds } from "@/lib/facts/people";
import type { Reading } from "@/lib/queries/reading";
import { Portal } from "@/lib/services/testing/portal";
import { insertCatalog, insertGroup, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { getCoverage } from "./coverage";
import { getPolicyEditor } from "./policy-editor";
import { getPolicyImpact } from "./policy-impact";

const test = testDatabase();
type Holder = { roles: readonly HeldRole[] };
const everything: Holder = { roles: [{ role: "governanceAdministrator", catalogId: null }] };
const holding = (role: HeldRole["role"], catalogId: CatalogId): Holder => ({ roles: [{ role, catalogId }] });
const employees = idOf<PolicyId>(1);
let reading: Reading;
let catalogId: CatalogId;

beforeEach(async () => {
  await test.reset();
  reading = { db: test.db, now: start };
  catalogId = await insertCatalog(test.db, { name: "Finance" });
});

const user = (who: Person) => ({ kind: "singleUser" as const, userId: who.id });
const group = (groupId: GroupId) => ({ kind: "groupMembers" as const, groupId });
const formOf = (terms: AssignmentPolicy): PolicyForm => policyFormSchema.parse(terms);

async function impactOf(to: AssignmentPolicy, policyId: PolicyId | null = employees) {
  const found = await getPolicyImpact(everything, { packageId: payments, policyId, form: formOf(to) }, reading);
  if (found === null || found === "roleNotSufficient") throw new Error("there is no such policy");
  return found;
}

async function insertWorld({ people, groupMembers }: Directory): Promise<readonly Person[]> {
  const all = [...people.values()].map((each) => ({ ...each, sponsorIds: [...new Set(each.sponsorIds)] }));
  await insertPeople(test.db, ...all);
  const membersOf = (id: GroupId) => all.filter((each) => groupMembers.get(id)?.includes(each.id));
  await insertGroup(test.db, ledgerOwners, { members: membersOf(ledgerOwners) });
  await insertGroup(test.db, finance, { members: membersOf(finance), inside: [ledgerOwners] });
  await insertGroup(test.db, auditors, { members: membersOf(auditors), inside: [finance] });
  return all;
}

const anyScope = fc.constantFrom<Partial<AssignmentPolicy>>(
  { allowedTargetScope: "allMemberUsers" },
  { allowedTargetScope: "allDirectoryUsers" },
  { allowedTargetScope: "notSpecified" },
  { allowedTargetScope: "allExternalUsers" },
  { allowedTargetScope: "allMemberUsers", isEnabled: false },
  { allowedTargetScope: "specificDirectoryUsers", specificAllowedTargets: [group(finance), user(gus)] },
  { allowedTargetScope: "specificDirectoryUsers", specificAllowedTargets: [group(ledgerOwners), user(ada)] },
);

describe("what saving a policy changes", () => {
  const worlds = fc.sample(fc.tuple(anyDirectory, anyStages, anyScope, anyScope, anyScope), { seed: 11, numRuns: 12 });

  it.each(worlds.map((world, number) => ({ number, world })))(
    "POL-12 counts whom the engine finds in scope: world $number",
    async ({ world: [directory, stages, now, then, other] }) => {
      const all = await insertWorld(directory);
      const [from, beside] = [
        policy({ policyId: employees, ...now }),
        policy({ policyId: idOf<PolicyId>(2), displayName: "Others", ...other }),
      ];
      const to = policy({ policyId: employees, stages, ...then });
      await insertPackage(test.db, payments, { catalogId, policies: [from, beside] });
      const openTo = async (terms: AssignmentPolicy) => {
        const found: Person[] = [];
        for (const each of all) {
          const groupIds = await loadGroupIds(test.db, each.id);
          if (each.isEnabled && terms.isEnabled && isInScope({ ...each, groupIds }, terms)) found.push(each);
        }
        return found;
      };
      const [before, after, elsewhere] = [await openTo(from), await openTo(to), await openTo(beside)];
      const lost = before.filter((each) => !after.includes(each));
      const { gaps, ...impact } = await impactOf(to);
      expect(impact).toMatchObject({
        before: before.length,
        after: after.length,
        gained: { count: after.filter((each) => !before.includes(each)).length },
        lost: { count: lost.length, without: lost.filter((each) => !elsewhere.includes(each)).length },
      });

      // APP-32: once it is saved, the monitor finds the gaps that were foretold.
      const saved = { ...to, ...normalized(formOf(to)), policyId: idOf<PolicyId>(3) };
      await insertPackage(test.db, vendors, { catalogId, policies: [saved] });
      const { rows } = await getCoverage(everything, {}, reading);
      const monitored = rows.find((row) => row.id === vendors)?.policies.flatMap((each) => each.gaps) ?? [];
      expect(gaps.map((gap) => [gap.stage, gap.kind, gap.affected.count])).toEqual(
        monitored.map((gap) => [gap.stage, gap.kind, gap.affected.people.length]),
      );
    },
  );

  it("WHO-53, WHO-55 counts what keeps its version, and names a few of those who gain and lose it", async () => {
    await insertPeople(test.db, ...everybody.map((each) => (each === kim ? disabled(kim) : each)));
    const from = policy({ policyId: employees, stages: [stage({ primaryApprovers: [person(dora)] })] });
    await insertPackage(test.db, payments, { catalogId, policies: [from] });
    const portal = new Portal(test);
    await portal.ask(ada, payments);
    const onlyGuests = policy({
      policyId: employees,
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [user(gus)],
      stages: [stage({ primaryApprovers: [person(kim)] })],
    });
    const impact = await impactOf(onlyGuests);
    expect(impact).toMatchObject({ before: 9, after: 1, openRequests: 1, activeAssignments: 0 });
    expect(impact.gained).toEqual({ count: 1, names: [gus.displayName] });
    expect(impact.lost.names).toHaveLength(5);
    expect(impact.gaps).toMatchObject([{ kind: "nobody", stage: 0, affected: { names: [gus.displayName] } }]);
    expect(await impactOf(onlyGuests, null)).toMatchObject({
      before: 0,
      after: 1,
      openRequests: 0,
      lost: { count: 0 },
    });
  });

  it("DEL-23 is told to those who may edit the policies of the catalog, and to nobody else", async () => {
    await insertPeople(test.db, ...everybody);
    const terms = policy({ policyId: employees });
    await insertPackage(test.db, payments, { catalogId, policies: [terms] });
    const asked = { packageId: payments, policyId: employees, form: formOf(terms) };
    const ask = (viewer: Holder, wanted: Partial<typeof asked> | { policyId: string; packageId?: string } = {}) =>
      getPolicyImpact(viewer, { ...asked, ...wanted }, reading);
    const editor = (viewer: Holder, wanted: { packageId?: string; policyId?: string | null } = {}) =>
      getPolicyEditor(viewer, { ...asked, ...wanted }, reading);
    const foreign = await insertCatalog(test.db);
    for (const read of [ask, editor]) {
      expect(await read(holding("accessPackageManager", catalogId))).toMatchObject({});
      expect(await read(holding("accessPackageAssignmentManager", catalogId))).toBe("roleNotSufficient");
      expect(await read(holding("catalogOwner", foreign))).toBeNull();
      expect(await read(everything, { policyId: idOf<PolicyId>(99) })).toBeNull();
      expect(await read(everything, { policyId: "../../etc" })).toBeNull();
      expect(await read(everything, { packageId: vendors })).toBeNull();
    }
  });
});

describe("the editor of a policy", () => {
  it("APP-55 begins with the stored policy, its names and what the organization allows", async () => {
    await insertPeople(test.db, ...everybody.map((each) => (each === dora ? disabled(dora) : each)));
    await insertGroup(test.db, finance, { name: "Finance" });
    const terms = policy({
      policyId: employees,
      stages: [stage({ primaryApprovers: [person(dora), group(finance), group(idOf<GroupId>(77))] })],
    });
    await insertPackage(test.db, payments, { name: "Payments", catalogId, policies: [terms] });
    expect(await getPolicyEditor(everything, { packageId: payments, policyId: employees }, reading)).toEqual({
      package: { id: payments, displayName: "Payments", catalog: { id: catalogId, displayName: "Finance" } },
      needed: [],
      forwardingRule: "halfLife",
      maxStageDurationDays: 30,
      names: {
        [dora.id]: { kind: "person", displayName: dora.displayName, isEnabled: false },
        [finance]: { kind: "group", displayName: "Finance", isEnabled: true },
      },
      policy: { id: employees, version: 1, form: formOf(terms) },
    });
    const anew = await getPolicyEditor(everything, { packageId: payments, policyId: null }, reading);
    expect(anew).toMatchObject({ names: {}, policy: null });
  });
});
