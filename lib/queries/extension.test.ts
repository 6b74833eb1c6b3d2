import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { assignmentPolicies, assignments, people } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import { mayExtend } from "@/lib/engine/assignment/extension";
import type { AssignmentId } from "@/lib/engine/ids";
import { ada, ben, dora, everybody, kim, payments, policyIds, vendors } from "@/lib/engine/testing/cast";
import { accepted, after, choiceQuestion, person, policy, stage, textQuestion } from "@/lib/engine/testing/facts";
import { addDays } from "@/lib/engine/time";
import { loadAssignment, loadUpdateFacts } from "@/lib/facts/assignments";
import { Portal } from "@/lib/services/testing/portal";
import { changeSettings, forbid, insertPackage, insertPeople } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { listActiveAccess } from "./access";
import { getApproval } from "./approval-detail";
import { extensionStanding, getExtensionForm } from "./extension";
import { getRequest } from "./requests";

const test = testDatabase();

const byDora = [stage({ primaryApprovers: [person(dora)] })];
const thirtyDays = { type: "afterDays", days: 30 } as const;
const viewer = { personId: ada.id, kind: "member" } as const;

describe("Ada holds Payments for thirty days", () => {
  let portal: Portal;
  let held: AssignmentId;
  const reading = async () => ({ db: test.db, now: await portal.clock.now() });

  beforeEach(async () => {
    await test.reset();
    portal = new Portal(test);
    await insertPeople(test.db, ...everybody);
    const questions = [textQuestion({ isRequired: true }), choiceQuestion()];
    await insertPackage(test.db, payments, {
      name: "Payments",
      policies: [policy({ stages: byDora, expiration: thirtyDays, questions })],
    });
    const id = await portal.ask(ada, payments, {
      answers: [
        { questionId: "why", value: "Invoices" },
        { questionId: "site", value: "lis" },
      ],
    });
    accepted(await portal.decide(dora, id, "approve"));
    await portal.work(id);
    held = (await portal.request(id)).assignmentId;
    portal.clock.set(after(10));
  });

  it("ASN-20, INF-12 the form says how late it may end, who decides, and begins with the earlier answers", async () => {
    const form = await getExtensionForm(viewer, held, "en", await reading());
    expect(form).toMatchObject({
      package: { displayName: "Payments" },
      endAt: after(30),
      standing: { kind: "possible", latestEndAt: after(40), defaultEndAt: after(40), conflicts: [] },
      isApprovalRequired: true,
      questions: [{ given: "Invoices" }, { given: "lis" }],
    });
    expect(form?.stages[0]?.approvers?.people.map((each) => each.displayName)).toEqual([dora.displayName]);
  });

  it("APP-70 who decides stays unnamed where the organization does not show it", async () => {
    await changeSettings(test.db, { showApproversToRequestors: false });
    const form = await getExtensionForm(viewer, held, "en", await reading());
    expect(form?.stages).toMatchObject([{ approvers: null, alternates: null, isSomebodyAble: true }]);
  });

  it("nobody else finds it, nor anything behind an id that is none", async () => {
    for (const other of [kim, ben, dora]) {
      expect(await getExtensionForm({ ...viewer, personId: other.id }, held, "en", await reading())).toBeNull();
    }
    expect(await getExtensionForm(viewer, "nonsense", "en", await reading())).toBeNull();
    expect(await getExtensionForm(viewer, crypto.randomUUID(), "en", await reading())).toBeNull();
  });

  it("REQ-50 while one waits, the way leads to it; it says what end there is and would be, to approvers too", async () => {
    const answers = [{ questionId: "why", value: "More invoices" }];
    const id = accepted(await portal.extend(ada, held, { answers })).requestId;
    expect(await extensionStanding(await reading(), held)).toEqual({ kind: "asked", requestId: id });
    const form = await getExtensionForm(viewer, held, "en", await reading());
    expect(form?.standing).toEqual({ kind: "asked", requestId: id });
    portal.clock.set(after(12));
    const extension = { endAt: after(30), endIfGrantedNow: after(42) };
    expect(await getRequest(viewer, id, await reading())).toMatchObject({ extension });
    const approval = await getApproval({ personId: dora.id }, id, await reading());
    expect(approval).toMatchObject({ extension, endIfGrantedNow: after(42), item: { isExtension: true } });
    accepted(await portal.decide(dora, id, "approve"));
    expect(await getRequest(viewer, id, await reading())).toMatchObject({ extension: null, state: "delivered" });
    const [row] = await listActiveAccess(viewer, {}, await reading());
    // ASN-22: what was granted from today on cannot be longer today.
    expect(row).toMatchObject({ endAt: after(42), extension: { kind: "none" } });
  });

  it("SOD-24 a conflict keeps the end where it is", async () => {
    const answers = [{ questionId: "why", value: "More invoices" }];
    const id = accepted(await portal.extend(ada, held, { answers })).requestId;
    await insertPackage(test.db, vendors, { name: "Vendors", policies: [policy({ policyId: policyIds[1] })] });
    await portal.ask(ada, vendors);
    await forbid(test.db, payments, vendors);
    const extension = { endAt: after(30), endIfGrantedNow: after(30) };
    expect(await getRequest(viewer, id, await reading())).toMatchObject({ extension });
  });

  it("ASN-17, ASN-27 there is no button for what the rules refuse, and the form says why", async () => {
    const standing = async () => {
      const form = await getExtensionForm(viewer, held, "en", await reading());
      return [(await extensionStanding(await reading(), held)).kind, form?.standing];
    };
    await test.db.update(assignmentPolicies).set({ isEnabled: false });
    expect(await standing()).toMatchObject(["none", { kind: "blocked", refusal: { code: "policyDisabled" } }]);
    portal.clock.set(after(30));
    expect(await standing()).toMatchObject(["none", { kind: "over" }]);
  });
});

it("ASN-17 of everything anybody holds in the demo company, the list says what the engine says", async () => {
  await test.reset();
  await seedDemo(test.db);
  const counts = { possible: 0, asked: 0, none: 0 };
  for (const now of [new Date(), addDays(new Date(), 20)]) {
    for (const { id: personId } of await test.db.select().from(people).orderBy(asc(people.displayName))) {
      const rows = await listActiveAccess({ personId }, {}, { db: test.db, now });
      for (const row of rows) {
        const assignment = await loadAssignment(test.db, row.id as AssignmentId);
        const facts = assignment && (await loadUpdateFacts(test.db, assignment));
        if (!facts) throw new Error("what is listed exists");
        expect(row.extension.kind).toBe(mayExtend(facts, now).ok ? "possible" : "none");
        counts[row.extension.kind] += 1;
      }
    }
  }
  expect(counts.possible).toBeGreaterThan(20);
  expect(counts.none).toBeGreaterThan(20);
  expect(await test.db.$count(assignments, eq(assignments.state, "expired"))).toBeGreaterThan(5);
}, 120_000);
