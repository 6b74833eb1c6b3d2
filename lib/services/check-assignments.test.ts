import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { people } from "@/db/schema";
import type { CatalogId, PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  eli,
  everybody,
  finn,
  gus,
  hana,
  idOf,
  ivo,
  jun,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { accepted, after, person, policy, refusalOf, stage, start, textQuestion } from "@/lib/engine/testing/facts";
import { testDatabase } from "@/lib/testing/database";
import { rowCounts } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appoint,
  appointGovernanceAdministrator,
  forbid,
  forbidGroup,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
  joinGroup,
} from "./testing/world";

const test = testDatabase();
const [first, second, third] = policyIds;
let portal: Portal;
let finance: CatalogId;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, cleo);
  finance = await insertCatalog(test.db, { name: "Finance", isExternallyVisible: false });
});

const approved = [stage({ primaryApprovers: [person(dora)] })];

describe("looking before assigning", () => {
  it("ASG-30 says to each person what assigning then says, and writes nothing", async () => {
    // Ben is out of scope; Finn's access ends before anybody has swept it away.
    const inScope = [ada, dora, eli, finn, gus, hana, ivo, jun, kim].map(({ id: userId }) => ({
      kind: "singleUser" as const,
      userId,
    }));
    const terms = {
      stages: approved,
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: inScope,
    } as const;
    await insertPackage(test.db, payments, { catalogId: finance, policies: [policy({ policyId: first, ...terms })] });
    await insertPackage(test.db, vendors, { catalogId: finance, policies: [policy({ policyId: second })] });
    await insertPackage(test.db, reports, { catalogId: finance, policies: [policy({ policyId: third })] });
    await forbid(test.db, payments, vendors);
    await insertGroup(test.db, auditors, { name: "Auditors" });
    await forbidGroup(test.db, payments, auditors);
    await joinGroup(test.db, auditors, hana);
    await portal.hold(kim, vendors);
    const give = async (targetId: PersonId, endAt: Date | null) => {
      const parts = { policyId: first, targetIds: [targetId], schedule: { startAt: null, endAt } };
      const [only] = accepted(await portal.assign(cleo, payments, parts)).results;
      if (!only?.result.ok) throw new Error("nothing was assigned");
      const { requestId } = only.result.value;
      accepted(await portal.decide(dora, requestId, "approve"));
      await portal.work(requestId);
    };
    await give(eli.id, null);
    await give(finn.id, after(1));
    await portal.ask(ivo, payments);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, jun.id));
    portal.clock.set(after(1));

    const targetIds = [ada, ben, dora, eli, finn, gus, hana, ivo, jun, kim, { id: idOf<PersonId>(99) }].map(
      (each) => each.id,
    );
    const list = { policyId: first, targetIds, justification: "The close." };
    const before = await rowCounts(test.db);
    const said = accepted(await portal.check(cleo, payments, list));
    expect(await rowCounts(test.db)).toEqual(before);
    const told = accepted(await portal.assign(cleo, payments, list));
    const codes = ({ results }: typeof said | typeof told) =>
      Object.fromEntries(results.map((each) => [each.targetId, refusalOf(each.result)]));
    expect(codes(said)).toEqual(codes(told));
    expect(codes(said)).toEqual({
      [ada.id]: null,
      [ben.id]: "noApplicablePolicy",
      [dora.id]: null,
      [eli.id]: "alreadyAssigned",
      [finn.id]: null,
      [gus.id]: "externalNotAllowed",
      [hana.id]: "incompatibleGroup",
      [ivo.id]: "openRequestExists",
      [jun.id]: "accountDisabled",
      [kim.id]: "incompatiblePackage",
      [idOf<PersonId>(99)]: "targetNotInDirectory",
    });
    // What is assigned now would be refused now.
    expect(codes(accepted(await portal.check(cleo, payments, list)))).toMatchObject({ [ada.id]: "openRequestExists" });
  });

  it("ASG-30 is for those alone who may assign, as many people at once, and warns of the same", async () => {
    const terms = policy({ policyId: first, questions: [textQuestion()] });
    const short = policy({ policyId: second, displayName: "Short", expiration: { type: "afterDays", days: 10 } });
    await insertPackage(test.db, payments, { catalogId: finance, policies: [terms, short] });
    await appoint(test.db, hana, "catalogReader", finance);
    const one = { policyId: second, targetIds: [ada.id] };
    const many = Array.from({ length: limits.directTargetsMax + 1 }, (_, number) => idOf<PersonId>(1_000 + number));
    const lists = [
      [hana, one],
      [kim, one],
      [cleo, { policyId: first, targetIds: [ada.id, ben.id] }],
      [cleo, { policyId: second, targetIds: many }],
    ] as const;
    for (const [who, list] of lists) {
      const said = await portal.check(who, payments, list);
      expect(said.ok).toBe(false);
      expect(said).toEqual(await portal.assign(who, payments, list));
    }
    expect(refusalOf(await portal.check(cleo, reports, one))).toBe("packageNotFound");
    const late = { ...one, schedule: { startAt: start, endAt: after(20) } };
    expect(accepted(await portal.check(cleo, payments, late)).warnings).toMatchObject([{ problem: "beyondLatest" }]);
  });
});
