import { and, asc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  accessPackages,
  assignmentPolicies,
  assignments,
  auditEvents,
  demoClock,
  groupMembers,
  people,
  requestStages,
  requests,
  roleGrants,
} from "@/db/schema";
import { stageProblems } from "@/lib/engine/approval/stage-rules";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { questionProblems } from "@/lib/engine/policy/questions";
import type { RequestEvent } from "@/lib/engine/request/events";
import { fold } from "@/lib/engine/request/evolve";
import { obstacleTo } from "@/lib/engine/request/gates";
import { loadPolicies } from "@/lib/facts/packages";
import { loadRequests } from "@/lib/facts/requests";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { fixedClock } from "@/lib/platform/clock";
import { invariant } from "@/lib/platform/invariant";
import { depsFor } from "@/lib/services/deps";
import { sweepDue } from "@/lib/services/sweep-due";
import { testDatabase } from "@/lib/testing/database";
import { demoPersonas, seedDemo } from "./demo";
import { groupId } from "./groups";
import { packageId } from "./packages/packages";
import { personId } from "./people";

const test = testDatabase({ max: 2 });
/** A minute after midnight on a leap day: the hardest moment for a company whose dates are counted from now. */
const now = new Date("2028-02-29T00:01:00Z");

beforeAll(() => seedDemo(test.db, { now }), 120_000);

async function allPolicies(): Promise<AssignmentPolicy[]> {
  const packages = await test.db.select({ id: accessPackages.id }).from(accessPackages);
  const found = await loadPolicies(
    test.db,
    packages.map((each) => each.id),
  );
  return [...found.values()].flat();
}

const obstacle = async (person: PersonId, wanted: AccessPackageId) => {
  const facts = await loadSubmissionFacts(test.db, person, wanted);
  invariant(facts, "the demo company has this person");
  return obstacleTo(facts, now);
};

const isIsoInstant = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

/** An event as it was before JSON made texts of its instants. */
const revived = (payload: unknown): RequestEvent =>
  JSON.parse(JSON.stringify(payload), (_, value) => (isIsoInstant(value) ? new Date(value) : value));

describe("the policies of the demo company", () => {
  it("can be saved as they are (APP-54, ERR-45)", async () => {
    const policies = await allPolicies();
    expect(policies).toHaveLength(await test.db.$count(assignmentPolicies));
    for (const policy of policies) {
      const { stages, isApprovalRequiredForAdd } = policy.requestApprovalSettings;
      expect(stageProblems(stages, isApprovalRequiredForAdd), policy.displayName).toEqual([]);
      expect(questionProblems(policy.questions), policy.displayName).toEqual([]);
    }
  });
});

describe("the personas", () => {
  it.each(demoPersonas)("$name can sign in", async ({ name, email }) => {
    const [found] = await test.db.select().from(people).where(eq(people.email, email));
    expect(found).toMatchObject({ displayName: name, isEnabled: true });
  });
});

describe("the history", () => {
  it("REQ-79 every request is the fold of its events", async () => {
    const ids = await test.db.select({ id: requests.id }).from(requests);
    const stored = await loadRequests(
      test.db,
      ids.map((each) => each.id),
    );
    const events = await test.db.select().from(auditEvents).orderBy(asc(auditEvents.sequence));
    expect(stored.size).toBeGreaterThan(120);
    for (const [id, { request }] of stored) {
      const own = events.filter((each) => each.requestId === id).map((each) => revived(each.payload));
      const [first] = own;
      invariant(first?.kind === "requestSubmitted", "a history begins with its submission");
      // Answers, justification and the policy copy stay in the row alone.
      const { answers, justification, snapshot } = request;
      const folded = fold([{ ...first, body: { ...first.body, answers, justification, snapshot } }, ...own.slice(1)]);
      expect(folded).toEqual(request);
    }
  });

  it("leaves nothing to the sweep and nothing in the queue", async () => {
    expect(await sweepDue(depsFor(test.db, fixedClock(now)))).toBe(0);
    const { rows } = await test.db.execute(sql`select 1 from graphile_worker.jobs`);
    expect(rows).toEqual([]);
  });

  it("holds nothing that has not happened yet", async () => {
    expect(await test.db.$count(auditEvents, gt(auditEvents.recordedAt, now))).toBe(0);
    expect(await test.db.$count(auditEvents, gt(auditEvents.occurredAt, now))).toBe(0);
  });

  it("starts the demo's clock at the real time", async () => {
    expect(await test.db.select().from(demoClock)).toEqual([{ id: 1, offsetMs: 0 }]);
  });
});

describe("what became of requests", () => {
  it.each([
    ["pendingApproval", "pendingApproval"],
    ["pendingApproval", "pendingApprovalEscalated"],
    ["scheduled", "pendingNotBefore"],
    ["delivering", null],
    ["delivered", null],
    ["partiallyDelivered", null],
    ["deliveryFailed", null],
    ["denied", "deniedByApprover"],
    ["denied", "timedOut"],
    ["denied", "conflict"],
    ["canceled", null],
  ] as const)("%s, %s", async (state, subStatus) => {
    const rows = await test.db.select().from(requests).where(eq(requests.state, state));
    expect(rows.filter((row) => row.subStatus === subStatus)).not.toEqual([]);
  });

  it("shows every kind of end, and ends within a day and within two weeks", async () => {
    const rows = await test.db.select().from(assignments).where(isNotNull(assignments.endAt));
    const reasons = new Set(rows.map((row) => row.endReason));
    expect(reasons).toContain("expired");
    expect(reasons).toContain("removedByYou");
    const daysLeft = rows
      .filter((row) => row.state === "delivered")
      .map((row) => ((row.endAt?.getTime() ?? 0) - now.getTime()) / 86_400_000);
    expect(daysLeft.some((left) => left > 0 && left < 2)).toBe(true);
    expect(daysLeft.filter((left) => left > 2 && left < 14).length).toBeGreaterThan(3);
  });

  it("has stages that wait first, second, forwarded and with nobody left", async () => {
    const active = await test.db.select().from(requestStages).where(eq(requestStages.state, "active"));
    expect(new Set(active.map((stage) => stage.stage))).toEqual(new Set([0, 1]));
    expect(active.filter((stage) => stage.forwardedAt)).not.toEqual([]);
    const nobody = await test.db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.kind, "stageStarted"), sql`${auditEvents.payload} ->> 'isNobodyAble' = 'true'`));
    expect(nobody).not.toEqual([]);
  });

  it("APP-33 has a stage whose fallbacks took over", async () => {
    const events = await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "fallbacksActivated"));
    expect(events.map((each) => each.targetId)).toEqual([personId("linh")]);
  });

  it("ASN-30 keeps a role that another package still grants", async () => {
    const kept = await test.db.select().from(auditEvents).where(eq(auditEvents.kind, "roleKept"));
    expect(kept.map((each) => each.targetId)).toContain(personId("nora"));
    const isMember = and(
      eq(groupMembers.groupId, groupId("warehouseReaders")),
      eq(groupMembers.personId, personId("nora")),
    );
    expect(await test.db.$count(groupMembers, isMember)).toBe(1);
  });

  it("REQ-60 has a role that is being retried", async () => {
    const retried = await test.db.select().from(roleGrants).where(gt(roleGrants.nextAttemptAt, now));
    expect(retried).toMatchObject([{ state: "pendingGrant", personId: personId("samuel") }]);
  });
});

describe("inboxes", () => {
  it.each([
    ["priya", 5, 8],
    ["grace", 5, 8],
    ["claire", 4, 8],
  ] as const)("%s has %i to %i requests to decide", async (key, least, most) => {
    const { rows } = await test.db.execute(sql`
      select distinct stage.request_id from request_stages stage
      join stage_approvers asked on asked.request_id = stage.request_id and asked.stage = stage.stage
      left join group_closure inside on inside.ancestor_id = asked.group_id
      left join group_members member on member.group_id = inside.descendant_id and member.role = 'member'
      join requests request on request.id = stage.request_id
      where stage.state = 'active' and request.target_id <> ${personId(key)}
        and ${personId(key)} in (asked.person_id, member.person_id)`);
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(rows.length).toBeLessThanOrEqual(most);
  });
});

describe("WHO-37, WHO-38 asking for others", () => {
  it("has been done by a manager and by colleagues, with and without an outcome", async () => {
    const rows = await test.db.select().from(requests).where(eq(requests.type, "onBehalfAdd"));
    expect(new Set(rows.map((row) => row.requestorId))).toEqual(
      new Set([personId("priya"), personId("claire"), personId("rachel")]),
    );
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["pendingApproval", "delivered"]));
  });

  it.each([
    ["priya", "arjun", "monthEnd", undefined],
    ["priya", "maya", "financialAnalyst", "alreadyAssigned"],
    ["priya", "mateo", "monthEnd", "requestorKindNotAllowed"],
    ["tomasz", "maya", "monthEnd", "requestorKindNotAllowed"],
    ["chidi", "luca", "officeVisits", "openRequestExists"],
    ["chidi", "emily", "officeVisits", undefined],
    ["luca", "emily", "officeVisits", "requestorKindNotAllowed"],
    ["leo", "chidi", "remoteAccess", "requestorKindNotAllowed"],
  ] as const)("%s for %s, %s: %s", async (who, target, wanted, code) => {
    const facts = await loadSubmissionFacts(test.db, personId(who), packageId(wanted), { targetId: personId(target) });
    invariant(facts, "the demo company has these people");
    expect(obstacleTo(facts, now)?.code).toBe(code);
  });
});

describe("what somebody meets at the form", () => {
  it.each([
    ["sofia", "campaign", "incompatibleGroup"],
    ["mateo", "vendorApprover", "incompatiblePackage"],
    ["jack", "eastern", "incompatiblePackage"],
    ["hannah", "production", "incompatiblePackage"],
    ["maya", "firmwareSigning", "packageNotFound"],
    ["maya", "financialAnalyst", "alreadyAssigned"],
    ["maya", "campaign", "openRequestExists"],
    ["maya", "harbour", "catalogDisabled"],
    ["maya", "breakGlass", "packageNotFound"],
    ["maya", "insights", undefined],
    ["jonas", "financialAnalyst", undefined],
    ["luca", "externalAudit", "packageNotFound"],
  ] as const)("%s asks for %s: %s", async (who, wanted, code) => {
    expect((await obstacle(personId(who), packageId(wanted)))?.code).toBe(code);
  });
});
