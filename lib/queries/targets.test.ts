import { beforeEach, describe, expect, it } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { isBrowsable, mayAskFor } from "@/lib/engine/request/knowledge";
import {
  ada,
  ben,
  cleo,
  disabled,
  dora,
  everybody,
  finance,
  gus,
  idOf,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { policy, start } from "@/lib/engine/testing/facts";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { insertCatalog, insertGroup, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listPackagesFor } from "./available-packages";
import { findTarget, findTargets, getTargetChoice, nameOfTarget } from "./targets";

const test = testDatabase();
const reading = () => ({ db: test.db, now: start });
const viewerOf = ({ id: personId, kind }: Person) => ({ personId, kind });

const lets = (...kinds: readonly ("requestorManager" | "anyDirectoryUser")[]) => ({
  enableOnBehalfRequestorsToAddAccess: true,
  onBehalfRequestors: kinds.map((kind) => ({ kind })),
});
const byManagers = lets("requestorManager");
const byAnybody = lets("anyDirectoryUser");

describe("whom one may ask for", () => {
  const [first, second, third, fourth] = policyIds;
  const forFinance = {
    allowedTargetScope: "specificDirectoryUsers" as const,
    specificAllowedTargets: [{ kind: "groupMembers" as const, groupId: finance }],
  };
  const others = (number: number) => idOf<AccessPackageId>(number);
  const worlds: readonly (readonly [AccessPackageId, AssignmentPolicy, Parameters<typeof insertCatalog>[1]?])[] = [
    [payments, policy({ policyId: first, requestorSettings: byManagers })],
    [
      vendors,
      policy({ policyId: second, requestorSettings: lets("requestorManager", "anyDirectoryUser"), ...forFinance }),
    ],
    [reports, policy({ policyId: third, allowedTargetScope: "allDirectoryUsers", requestorSettings: byAnybody })],
    [
      others(1),
      policy({ policyId: fourth, requestorSettings: { ...byAnybody, enableOnBehalfRequestorsToAddAccess: false } }),
    ],
    [others(2), policy({ policyId: idOf(12), isEnabled: false, requestorSettings: byAnybody })],
    [others(3), policy({ policyId: idOf(13), requestorSettings: byAnybody }), { isPublished: false }],
    [
      others(4),
      policy({ policyId: idOf(14), allowedTargetScope: "allDirectoryUsers", requestorSettings: byAnybody }),
      { isExternallyVisible: false },
    ],
    [others(5), policy({ policyId: idOf(15), allowedTargetScope: "notSpecified", requestorSettings: byAnybody })],
  ];
  const cast = everybody.map((each) => (each.id === kim.id ? disabled(each) : each));

  beforeEach(async () => {
    await test.reset();
    await insertPeople(test.db, ...cast);
    await insertGroup(test.db, finance, { members: [ada, dora] });
    for (const [id, terms, catalog] of worlds) {
      await insertPackage(test.db, id, { policies: [terms], catalogId: await insertCatalog(test.db, catalog) });
    }
  });

  it("WHO-37 to WHO-40, WHO-8 the searches and the list find exactly whom and what the engine lets be asked for", async () => {
    const at = reading();
    let compared = 0;
    for (const requestor of cast) {
      const expected = new Map<string, Set<string>>();
      for (const [id] of worlds) {
        const found = new Set<string>();
        for (const target of cast) {
          const facts = await loadSubmissionFacts(test.db, requestor.id, id, { targetId: target.id });
          if (!facts?.package || target.id === requestor.id || !facts.target.isEnabled || !mayAskFor(facts)) continue;
          const { isPublished, isExternallyVisible } = facts.package.catalog;
          if (!isPublished || (target.kind === "guest" && !isExternallyVisible)) continue;
          expect(isBrowsable(facts)).toBe(true);
          found.add(target.id);
        }
        expected.set(id, found);
        const { rows } = await findTargets(viewerOf(requestor), { search: ",", packageId: id }, at);
        expect(new Set(rows.map((row) => row.id)), `${requestor.displayName} for ${id}`).toEqual(found);
        const ownReports = cast.filter((each) => each.managerId === requestor.id && found.has(each.id));
        const choice = await getTargetChoice(viewerOf(requestor), { packageId: id }, at);
        expect(choice?.reports.map((row) => row.id) ?? []).toEqual(ownReports.map((each) => each.id));
        compared += found.size;
      }
      for (const target of cast.filter((each) => each.id !== requestor.id && each.isEnabled)) {
        const listed = await listPackagesFor(viewerOf(requestor), target.id, {}, at);
        const wanted = worlds.map(([id]) => id).filter((id) => expected.get(id)?.has(target.id));
        const isKnown = wanted.length > 0 || target.managerId === requestor.id;
        expect(listed?.rows.map((row) => row.id).toSorted()).toEqual(isKnown ? wanted.toSorted() : undefined);
      }
    }
    expect(compared).toBeGreaterThan(100);
  }, 60_000);

  it("a report is known to the manager whatever the policies say; a stranger, oneself and no id are nobody", async () => {
    const at = reading();
    expect(await findTarget(viewerOf(ben), kim.id, at)).toMatchObject({ displayName: kim.displayName, isReport: true });
    expect(await findTarget(viewerOf(ben), ben.id, at)).toBeNull();
    for (const id of ["", "nonsense", crypto.randomUUID()]) expect(await findTarget(viewerOf(ben), id, at)).toBeNull();
    // A guest asks for nobody, so nobody's name is told.
    for (const each of everybody) expect(await findTarget(viewerOf(gus), each.id, at)).toBeNull();
    expect(await nameOfTarget(viewerOf(gus), { targetId: ada.id, packageId: reports }, at)).toBeNull();
    expect(await nameOfTarget(viewerOf(cleo), { targetId: ada.id, packageId: payments }, at)).toBeNull();
    expect(await nameOfTarget(viewerOf(ben), { targetId: ada.id, packageId: payments }, at)).toBe(ada.displayName);
  });
});
