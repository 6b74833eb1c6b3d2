import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { HeldRole } from "@/lib/auth/permissions";
import { alternateApprovers, isNobody, primaryApprovers } from "@/lib/engine/approval/approvers";
import type { Directory, Person } from "@/lib/engine/directory";
import type { AccessPackageId, GroupId, PolicyId } from "@/lib/engine/ids";
import type { ApprovalStage, AssignmentPolicy } from "@/lib/engine/policy/policy";
import { isInScope } from "@/lib/engine/policy/scope";
import { anyDirectory, anyStages } from "@/lib/engine/testing/arbitraries";
import {
  ada,
  auditors,
  disabled,
  dora,
  eli,
  everybody,
  finance,
  finn,
  gus,
  hana,
  idOf,
  jun,
  kim,
  ledgerOwners,
  payments,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, manager, person, policy, sponsors, stage, start } from "@/lib/engine/testing/facts";
import { loadDirectory, loadGroupIds } from "@/lib/facts/people";
import type { Reading } from "@/lib/queries/reading";
import { Portal } from "@/lib/services/testing/portal";
import { insertCatalog, insertGroup, insertPackage, insertPeople, somebody } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import type { PackageGapsView } from "@/lib/views/coverage";
import { getCoverage, isCoverageTooLarge } from "./coverage";
import { findLeavers, getDeparture } from "./coverage-departure";
import { onlyIn } from "./scope";

const test = testDatabase();
const everything: { roles: readonly HeldRole[] } = { roles: [{ role: "auditor", catalogId: null }] };
const readerOf = (catalogId: string): { roles: readonly HeldRole[] } => ({
  roles: [{ role: "catalogReader", catalogId }],
});
const nothing: { roles: readonly HeldRole[] } = { roles: [{ role: "catalogCreator", catalogId: null }] };
let reading: Reading;
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  reading = { db: test.db, now: start };
});

const user = (who: Person) => ({ kind: "singleUser" as const, userId: who.id });
const group = (groupId: GroupId) => ({ kind: "groupMembers" as const, groupId });
const byDora = stage({ primaryApprovers: [person(dora)] });
const toEli = { isEscalationEnabled: true, escalationAfterDays: 8, escalationApprovers: [person(eli)] };

/** Everything with everybody, a line for each person in each gap. */
const linesOf = (rows: readonly PackageGapsView[]): string[] =>
  rows.flatMap((row) =>
    row.policies.flatMap(({ id, gaps }) =>
      gaps.flatMap((gap) => gap.affected.people.map((each) => `${row.id} ${id} ${gap.stage} ${gap.kind} ${each.id}`)),
    ),
  );

describe("gaps as administrators see them", () => {
  /** What every single submission would find, from the facts submissions are decided on. */
  async function expectedLines(packageId: AccessPackageId, terms: AssignmentPolicy, people: readonly Person[]) {
    const { stages } = terms.requestApprovalSettings;
    const lines: string[] = [];
    for (const { id, kind, isEnabled } of people) {
      const groupIds = await loadGroupIds(test.db, id);
      if (!isEnabled || !terms.isEnabled || !isInScope({ id, kind, groupIds }, terms)) continue;
      const directory = await loadDirectory(test.db, id, stages);
      const parties = { targetId: id, requestorId: id };
      const isNone = (find: typeof primaryApprovers, each: ApprovalStage) =>
        isNobody(find(each, directory, parties), directory, parties);
      stages.forEach((each, index) => {
        const line = (gap: string) => lines.push(`${packageId} ${terms.policyId} ${index} ${gap} ${id}`);
        const isJoined = each.isEscalationEnabled && !isNone(alternateApprovers, each);
        if (isNone(primaryApprovers, each)) line(isJoined ? "nobodyUntilForwarded" : "nobody");
        else if (each.isEscalationEnabled && !isJoined) line("forwardingFindsNobody");
      });
    }
    return lines;
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

  const worlds = fc.sample(fc.tuple(anyDirectory, anyStages, anyStages), { seed: 7, numRuns: 12 });

  it.each(worlds.map((world, number) => ({ number, world })))(
    "APP-32 the monitor says what every single submission would find: world $number",
    async ({ world: [directory, first, second] }) => {
      const all = await insertWorld(directory);
      const everyone = policy({ policyId: idOf<PolicyId>(1), allowedTargetScope: "allDirectoryUsers", stages: first });
      const listed = policy({
        policyId: idOf<PolicyId>(2),
        stages: second,
        allowedTargetScope: "specificDirectoryUsers",
        specificAllowedTargets: [group(finance), user(gus), user(ada)],
      });
      await insertPackage(test.db, payments, { policies: [everyone] });
      await insertPackage(test.db, vendors, { policies: [listed] });
      const { rows } = await getCoverage(everything, {}, reading);
      const expected = [
        ...(await expectedLines(payments, everyone, all)),
        ...(await expectedLines(vendors, listed, all)),
      ];
      expect(linesOf(rows).toSorted()).toEqual(expected.toSorted());
    },
  );

  it("APP-31 says who is affected and why, with names for everything", async () => {
    await insertPeople(test.db, ...everybody.filter((each) => each !== finn), disabled(finn));
    await insertGroup(test.db, auditors, { name: "Auditors" });
    const byRelations = stage({
      durationDays: 10,
      primaryApprovers: [manager(), sponsors],
      fallbackPrimaryApprovers: [person(finn), group(auditors), group(idOf<GroupId>(77))],
      ...toEli,
    });
    const terms = policy({
      policyId: idOf<PolicyId>(1),
      displayName: "Employees",
      stages: [byDora, byRelations],
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [user(ada), user(jun)],
    });
    const catalogId = await insertCatalog(test.db, { name: "Finance" });
    await insertPackage(test.db, payments, { name: "Payments", catalogId, policies: [terms] });
    expect(await getCoverage(everything, {}, reading)).toEqual({
      next: null,
      counts: { nobody: 0, nobodyUntilForwarded: 1, forwardingFindsNobody: 0 },
      rows: [
        {
          id: payments,
          displayName: "Payments",
          catalog: { id: catalogId, displayName: "Finance" },
          policies: [
            {
              id: terms.policyId,
              displayName: "Employees",
              gaps: [
                {
                  kind: "nobodyUntilForwarded",
                  stage: 1,
                  stageCount: 2,
                  durationDays: 10,
                  forwardAfterDays: 8,
                  asked: [{ kind: "managerMissing", managerLevel: 1 }, { kind: "sponsorsMissing" }],
                  fallbacks: [
                    { kind: "personDisabled", person: { id: finn.id, displayName: finn.displayName } },
                    { kind: "groupEmpty", group: { id: auditors, displayName: "Auditors" } },
                    { kind: "unknown" },
                  ],
                  affected: {
                    people: [{ id: jun.id, displayName: jun.displayName, email: `${jun.id}@example.test` }],
                    more: 0,
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it("names the first fifty by name and counts the others", async () => {
    const crowd = Array.from({ length: 60 }, (_, number) => somebody(`Colleague ${String(number).padStart(2, "0")}`));
    await insertPeople(test.db, disabled(dora), ...crowd.toReversed());
    await insertPackage(test.db, payments, { policies: [policy({ stages: [byDora] })] });
    const { rows } = await getCoverage(everything, {}, reading);
    const affected = rows[0]?.policies[0]?.gaps[0]?.affected;
    expect(affected?.people.map((each) => each.displayName)).toEqual(
      crowd.slice(0, 50).map((each) => each.displayName),
    );
    expect(affected?.more).toBe(10);
  });

  it("shows a page of packages at a time, the worst first, and one kind of gap alone", async () => {
    await insertPeople(test.db, ...everybody.map((each) => (each === dora || each === eli ? disabled(each) : each)));
    const ids = Array.from({ length: 13 }, (_, number) => idOf<AccessPackageId>(10 + number));
    for (const [number, id] of ids.entries()) {
      const which = number % 4 === 0 ? stage({ primaryApprovers: [person(finn), person(kim)], ...toEli }) : byDora;
      const terms = policy({ policyId: idOf<PolicyId>(10 + number), stages: [which] });
      await insertPackage(test.db, id, { name: `Package ${10 + number}`, policies: [terms] });
    }
    const first = await getCoverage(everything, {}, reading);
    const milder = ids.filter((_, number) => number % 4 === 0);
    const worse = ids.filter((id) => !milder.includes(id));
    expect(first.rows.map((row) => row.id)).toEqual([...worse, ...milder.slice(0, 1)]);
    const second = await getCoverage(everything, { cursor: first.next }, reading);
    expect(second.rows.map((row) => row.id)).toEqual(milder.slice(1));
    expect(second.next).toBeNull();
    const weaker = await getCoverage(everything, { kind: "forwardingFindsNobody" }, reading);
    expect(weaker.rows.map((row) => row.id)).toEqual(milder);
    expect(weaker.counts).toEqual({ nobody: 9, nobodyUntilForwarded: 0, forwardingFindsNobody: 4 });
  });

  it("CAT-19 shows whoever looks after one catalog its packages alone, and nothing to others", async () => {
    await insertPeople(test.db, ...everybody.map((each) => (each === dora ? disabled(each) : each)));
    const own = await insertCatalog(test.db);
    for (const [number, id] of [payments, vendors].entries()) {
      const terms = policy({ policyId: idOf<PolicyId>(number), stages: [byDora] });
      await insertPackage(test.db, id, { policies: [terms], ...(id === vendors && { catalogId: own }) });
    }
    const seen = await getCoverage(readerOf(own), {}, reading);
    expect(seen.rows.map((row) => row.id)).toEqual([vendors]);
    expect(seen.counts.nobody).toBe(1);
    const narrowed = await getCoverage(onlyIn(everything, own), {}, reading);
    expect(narrowed).toEqual(seen);
    expect(onlyIn(readerOf(own), idOf(77))).toEqual({ roles: [] });
    expect(await getCoverage(nothing, {}, reading)).toEqual({
      rows: [],
      next: null,
      counts: { nobody: 0, nobodyUntilForwarded: 0, forwardingFindsNobody: 0 },
    });
  });
});

describe("an estate that is too large to be looked at in one go", () => {
  it("is found by its policies and people, of the catalogs the viewer sees", async () => {
    await insertPeople(test.db, ...everybody);
    const own = await insertCatalog(test.db);
    await insertPackage(test.db, vendors, { policies: [policy()], catalogId: own });
    await insertPackage(test.db, payments, { policies: [policy({ policyId: idOf<PolicyId>(2) })] });
    const isTooLarge = (viewer: typeof everything, most: number) => isCoverageTooLarge(viewer, reading, most);
    expect(await isTooLarge(everything, 2 * everybody.length)).toBe(false);
    expect(await isTooLarge(everything, 2 * everybody.length - 1)).toBe(true);
    expect(await isTooLarge(readerOf(own), everybody.length)).toBe(false);
    expect(await isCoverageTooLarge(everything, reading)).toBe(false);
  });
});

describe("what would jam if somebody left", () => {
  const withEli = stage({ primaryApprovers: [person(dora)], ...toEli });
  const byOwners = stage({ primaryApprovers: [group(ledgerOwners)] });
  let own: string;

  beforeEach(async () => {
    await insertPeople(test.db, ...everybody);
    await insertGroup(test.db, ledgerOwners);
    await insertGroup(test.db, finance, { members: [dora], inside: [ledgerOwners] });
    const catalogId = await insertCatalog(test.db);
    own = catalogId;
    const packages = [
      { id: payments, name: "Payments", which: withEli },
      { id: vendors, name: "Vendors", which: byOwners, catalogId },
      { id: reports, name: "Reports", which: stage({ primaryApprovers: [person(dora), person(kim)] }) },
    ];
    for (const [number, { id, name, which, ...place }] of packages.entries()) {
      const terms = policy({ policyId: idOf<PolicyId>(number), displayName: name, stages: [which] });
      await insertPackage(test.db, id, { name, policies: [terms], ...place });
    }
  });

  const departure = async (who: Person, viewer = everything) => {
    const found = await getDeparture(viewer, who.id, reading);
    if (!found) throw new Error("nobody there");
    return found;
  };

  it("APP-33 lists the stages of policies and the running requests, those first that have the least time", async () => {
    const forPayments = await portal.ask(ada, payments);
    const forVendors = await portal.ask(ada, vendors);
    await portal.ask(ada, reports);
    await portal.ask(dora, vendors);
    const found = await departure(dora);
    expect(found).toMatchObject({ person: { displayName: dora.displayName, isEnabled: true }, jammedPackages: 3 });
    const kinds = found.packages.map((row) => [row.displayName, row.policies[0]?.gaps.map((gap) => gap.kind)]);
    expect(kinds).toEqual([
      // Whoever is the alternate has nobody to wait for.
      ["Payments", ["nobody", "nobodyUntilForwarded"]],
      ["Reports", ["nobody"]],
      ["Vendors", ["nobody"]],
    ]);
    expect(found.packages[1]?.policies[0]?.gaps[0]?.affected.people.map((each) => each.id)).toEqual([kim.id]);
    const until = { stage: 0, stageCount: 1, target: { displayName: ada.displayName } };
    expect(found.requests).toMatchObject([
      { ...until, id: forPayments, kind: "nobodyUntilForwarded", policyName: "Payments", until: after(8) },
      { ...until, id: forVendors, kind: "nobody", package: { id: vendors, displayName: "Vendors" }, until: after(14) },
    ]);
  });

  it("APP-65 counts on those a request that waits in vain will be forwarded to", async () => {
    const forPayments = await portal.ask(dora, payments);
    const withoutEli = await departure(eli);
    expect(withoutEli.requests).toMatchObject([{ id: forPayments, kind: "nobody", until: after(14) }]);
    expect(withoutEli).toMatchObject({ jammedPackages: 1, packages: [{ displayName: "Payments" }] });
    expect((await departure(hana)).requests).toEqual([]);
  });

  it("CAT-19 tells whoever looks after one catalog nothing of the others", async () => {
    await portal.ask(ada, payments);
    const forVendors = await portal.ask(ada, vendors);
    const found = await departure(dora, readerOf(own));
    expect(found.packages.map((row) => row.id)).toEqual([vendors]);
    expect(found.requests.map((row) => row.id)).toEqual([forVendors]);
    expect(await departure(dora, nothing)).toMatchObject({ packages: [], requests: [] });
  });

  it("finds people by name for those who look after something, and nobody where there is nobody", async () => {
    const named = async (search: string, viewer = readerOf(own)) =>
      (await findLeavers(viewer, search, reading)).map((each) => each.displayName);
    expect(await named("DORA")).toEqual([dora.displayName]);
    expect(await named("approver")).toEqual(["Dora, approver", "Hana, second approver", "Ivo, third approver"]);
    expect(await named(" ")).toEqual([]);
    expect(await named("dora", nothing)).toEqual([]);
    expect(await getDeparture(everything, "nobody", reading)).toBeNull();
    expect(await getDeparture(everything, idOf(99), reading)).toBeNull();
  });
});
