import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { accessPackages, assignmentPolicies, people, policyTargets } from "@/db/schema";
import {
  ada,
  auditors,
  ben,
  cleo,
  dora,
  eli,
  everybody,
  finance,
  finn,
  hana,
  ivo,
  kim,
  ledgerOwners,
  named,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { after, manager, person, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { addMs } from "@/lib/engine/time";
import { testDatabase } from "@/lib/testing/database";
import { expectInvariantsOfAll } from "./testing/invariants";
import { Portal } from "./testing/portal";
import {
  appointGovernanceAdministrator,
  forbid,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
  insertPolicy,
} from "./testing/world";

const test = testDatabase();
let portal: Portal;

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  return async () => expectInvariantsOfAll(test.db);
});

/** Dora decides within 14 days; Eli joins after 8. */
const doraThenEli = stage({
  primaryApprovers: [person(dora)],
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
});

const by = (...approvers: (typeof dora)[]) => stage({ primaryApprovers: approvers.map(person) });

describe("Scenario 2: a stage of 14 days, forwarded on day 8", () => {
  beforeEach(() => insertPackage(test.db, payments, { policies: [policy({ stages: [doraThenEli] })] }));

  it("APP-59 tells the alternate at day 8 to the minute, not before", async () => {
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(7, 23, 59));
    expect(await portal.told("forwardedToYou", id)).toEqual([]);
    await portal.passTo(after(8));
    expect(await portal.told("forwardedToYou", id)).toEqual([eli.displayName]);
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApprovalEscalated");
  });

  it("APP-42 gives the alternate no say before", async () => {
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(7, 23, 59));
    expect(refusalOf(await portal.decide(eli, id, "approve"))).toBe("notAnApprover");
  });

  it("APP-59 lets the alternate decide from that instant on, whether or not the sweep ran", async () => {
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(8));
    expect(refusalOf(await portal.decide(eli, id, "approve"))).toBeNull();
    expect(await portal.history(id)).toEqual([
      "requestSubmitted",
      "stageStarted",
      "stageForwarded",
      "stageApproved",
      "deliveryStarted",
    ]);
  });

  it("APP-41 lets the primary approver decide after it", async () => {
    const id = await portal.ask(ada, payments);
    await portal.passTo(after(9));
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBeNull();
    expect(await portal.stateOf(id)).toBe("delivering");
  });

  it("APP-50 closes the request at day 14 exactly, as expired and not as denied", async () => {
    const id = await portal.ask(ada, payments);
    await portal.passTo(addMs(after(14), -1));
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApprovalEscalated");
    await portal.passTo(after(14));
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
    expect(await portal.told("requestTimedOut", id)).toEqual([ada.displayName]);
    expect(await portal.told("approvalLapsed", id)).toEqual([dora.displayName, eli.displayName]);
    expect(await portal.told("requestDenied", id)).toEqual([]);
  });

  it("APP-44 refuses a decision at the deadline, before any sweep and after it", async () => {
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(14));
    expect(await portal.decide(dora, id, "approve")).toEqual({
      ok: false,
      error: { code: "deadlinePassed", deadlineAt: after(14) },
    });
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBe("deadlinePassed");
  });
});

describe("Scenario 3: two approvers", () => {
  it("APP-38 the second learns who decided, and nobody is told twice", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora, hana)] })] });
    const id = await portal.ask(ada, payments);
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBeNull();
    expect(await portal.decide(hana, id, "deny")).toEqual({
      ok: false,
      error: { code: "alreadyDecided", outcome: "approved", decidedBy: named(dora) },
    });
    expect(await portal.told("requestApproved", id)).toEqual([dora.displayName, hana.displayName]);
    expect(await portal.stateOf(id)).toBe("delivering");
  });
});

describe("Scenario 4: stage 1 of 2 is denied", () => {
  it("APP-37 the approvers of stage 2 have no message and no entry", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora), by(hana)] })] });
    const id = await portal.ask(ada, payments);
    await portal.decide(dora, id, "deny", { reason: "not this quarter" });
    const request = await portal.request(id);
    expect(request).toMatchObject({ state: "denied", subStatus: "deniedByApprover", reason: "not this quarter" });
    expect(request.stages.map((each) => [each.index, each.state])).toEqual([[0, "denied"]]);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName]);
    expect(await portal.told("requestDenied", id)).toEqual([ada.displayName]);
    expect(refusalOf(await portal.decide(hana, id, "approve", { stage: 1 }))).toBe("notAnApprover");
  });

  it("APP-3 approved instead, stage 2 starts in the same breath with a clock of its own", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora), by(hana)] })] });
    const id = await portal.ask(ada, payments);
    portal.clock.set(after(3));
    await portal.decide(dora, id, "approve");
    const [first, second] = (await portal.request(id)).stages;
    expect(first).toMatchObject({ state: "approved" });
    expect(second).toMatchObject({ state: "active", activatedAt: after(3), deadlineAt: after(17) });
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName, hana.displayName]);
  });
});

describe("Scenario 5: the manager decides, Finn stands in", () => {
  const terms = policy({
    stages: [stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] })],
  });

  it("APP-29 asks the fallback where there is no manager", async () => {
    await insertPackage(test.db, payments, { policies: [terms] });
    const id = await portal.ask(dora, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([finn.displayName]);
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBeNull();
  });

  it("APP-31 asks the fallback where the manager's account is switched off", async () => {
    await insertPackage(test.db, payments, { policies: [terms] });
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ben.id));
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([finn.displayName]);
  });

  it("APP-28 never asks the fallback because a manager is silent", async () => {
    await insertPackage(test.db, payments, { policies: [terms] });
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([ben.displayName]);
    await portal.passTo(after(13));
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBe("notAnApprover");
    await portal.passTo(after(14));
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
    expect(await portal.told("decisionNeeded", id)).toEqual([ben.displayName]);
  });

  it("APP-24 keeps the item with the manager of the day it was asked", async () => {
    await insertPackage(test.db, payments, { policies: [terms] });
    const id = await portal.ask(ada, payments);
    await test.db.update(people).set({ managerId: cleo.id }).where(eq(people.id, ada.id));
    expect(refusalOf(await portal.decide(cleo, id, "approve"))).toBe("notAnApprover");
    expect(refusalOf(await portal.decide(ben, id, "approve"))).toBeNull();
  });
});

describe("Scenario 6: the only approver asks for himself", () => {
  it("APP-69 the fallback decides", async () => {
    const terms = policy({
      stages: [stage({ primaryApprovers: [person(dora)], fallbackPrimaryApprovers: [person(finn)] })],
    });
    await insertPackage(test.db, payments, { policies: [terms] });
    const id = await portal.ask(dora, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([finn.displayName]);
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBe("ownRequest");
    expect(refusalOf(await portal.decide(finn, id, "approve"))).toBeNull();
  });

  it("APP-32 without fallback the administrators are alerted and the request times out", async () => {
    await appointGovernanceAdministrator(test.db, kim);
    await insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora)] })] });
    const id = await portal.ask(dora, payments);
    expect(await portal.told("nobodyCanDecide", id)).toEqual([kim.displayName]);
    expect(await portal.told("decisionNeeded", id)).toEqual([]);
    await portal.passTo(after(14));
    expect(await portal.stateOf(id)).toBe("denied/timedOut");
  });

  it("APP-66 a member of the deciding group who asks gets no message about it and no say", async () => {
    await insertGroup(test.db, ledgerOwners, { members: [ada, dora] });
    const owners = stage({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }] });
    await insertPackage(test.db, payments, { policies: [policy({ stages: [owners] })] });
    const id = await portal.ask(ada, payments);
    expect(await portal.told("decisionNeeded", id)).toEqual([dora.displayName]);
    expect(refusalOf(await portal.decide(ada, id, "approve"))).toBe("ownRequest");
  });
});

describe("Scenario 7: a listed policy with three stages beside one for everybody without approval", () => {
  const listed = policy({
    policyId: policyIds[0],
    displayName: "Finance",
    allowedTargetScope: "specificDirectoryUsers",
    specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
    stages: [by(dora), by(hana), by(ivo)],
  });
  const open = policy({ policyId: policyIds[1], displayName: "Everybody", allowedTargetScope: "allDirectoryUsers" });

  beforeEach(() => insertPackage(test.db, payments, { policies: [listed, open] }));

  it("WHO-30 takes the listed one silently", async () => {
    const id = await portal.ask(ada, payments);
    expect((await portal.request(id)).snapshot.policyId).toBe(listed.policyId);
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApproval");
  });

  it("ERR-6 does not let the other one be named", async () => {
    const result = await portal.submit(ada, payments, { policyId: open.policyId });
    expect(result).toEqual({
      ok: false,
      error: { code: "policyNotSelectable", choices: [{ id: listed.policyId, name: "Finance" }] },
    });
  });

  it("REQ-31 goes through all three stages in order, then delivers", async () => {
    const id = await portal.ask(ada, payments);
    for (const [index, who] of [dora, hana, ivo].entries()) {
      expect(refusalOf(await portal.decide(who, id, "approve", { stage: index }))).toBeNull();
    }
    expect(await portal.stateOf(id)).toBe("delivering");
    expect(await portal.told("requestApproved", id)).toEqual([dora.displayName, hana.displayName, ivo.displayName]);
  });

  it("APP-6 gives everybody else the policy without approval", async () => {
    const id = await portal.ask(kim, payments);
    expect(await portal.history(id)).toEqual(["requestSubmitted", "requestAutoApproved", "deliveryStarted"]);
  });
});

describe("Scenario 8: two policies of the same rank", () => {
  it("POR-29 have to be chosen from", async () => {
    const staff = policy({ policyId: policyIds[0], displayName: "Staff" });
    const interns = policy({ policyId: policyIds[1], displayName: "Interns", stages: [by(dora)] });
    await insertPackage(test.db, payments, { policies: [staff, interns] });
    const refused = await portal.submit(ada, payments);
    expect(refused).toEqual({
      ok: false,
      error: {
        code: "policyNotSelectable",
        choices: [
          { id: interns.policyId, name: "Interns" },
          { id: staff.policyId, name: "Staff" },
        ],
      },
    });
    const id = await portal.ask(ada, payments, { policyId: interns.policyId });
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApproval");
  });
});

describe("Scenario 9: incompatible packages", () => {
  beforeEach(async () => {
    await insertPackage(test.db, payments, { name: "Payments" });
    await insertPackage(test.db, vendors, { name: "Vendors" });
  });

  it("SOD-5 one way: the holder of Vendors cannot get Payments, the holder of Payments can get Vendors", async () => {
    await forbid(test.db, payments, vendors);
    await portal.hold(ada, vendors);
    expect(await portal.submit(ada, payments)).toEqual({
      ok: false,
      error: {
        code: "incompatiblePackage",
        conflicts: [{ kind: "accessPackage", id: vendors, displayName: "Vendors" }],
      },
    });
    await portal.hold(kim, payments);
    expect(refusalOf(await portal.submit(kim, vendors))).toBeNull();
  });

  it("SOD-3 both ways: whoever holds one cannot get the other", async () => {
    await forbid(test.db, payments, vendors);
    await forbid(test.db, vendors, payments);
    await portal.hold(ada, vendors);
    await portal.hold(kim, payments);
    expect(refusalOf(await portal.submit(ada, payments))).toBe("incompatiblePackage");
    expect(refusalOf(await portal.submit(kim, vendors))).toBe("incompatiblePackage");
  });

  it("SOD-26 two pending requests may wait side by side; SOD-14 the first to be approved wins, the other is closed", async () => {
    const one = { stages: [by(dora)] };
    await insertPackage(test.db, reports, {
      name: "Reports",
      policies: [policy({ policyId: policyIds[2], ...one })],
    });
    await test.db.delete(assignmentPolicies).where(eq(assignmentPolicies.packageId, payments));
    await insertPolicy(test.db, payments, policy({ policyId: policyIds[3], ...one }));
    await forbid(test.db, payments, reports);
    await forbid(test.db, reports, payments);
    const first = await portal.ask(ada, payments);
    const second = await portal.ask(ada, reports);
    expect(refusalOf(await portal.decide(dora, first, "approve"))).toBeNull();
    expect(refusalOf(await portal.decide(dora, second, "approve"))).toBeNull();
    expect(await portal.stateOf(second)).toBe("denied/conflict");
    expect(await portal.told("closedForConflict", second)).toEqual([ada.displayName, dora.displayName]);
    await portal.work(first);
    expect(await portal.stateOf(first)).toBe("delivered");
  });
});

describe("Scenario 13: a start in five days, approved on day 2", () => {
  beforeEach(() => insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora)] })] }));

  const approvedOnDay2 = async () => {
    const id = await portal.ask(ada, payments, { schedule: { startAt: after(5), endAt: null } });
    portal.clock.set(after(2));
    await portal.decide(dora, id, "approve");
    return id;
  };

  it("REQ-33 is scheduled, and nothing is granted yet", async () => {
    const id = await approvedOnDay2();
    expect(await portal.stateOf(id)).toBe("scheduled/pendingNotBefore");
    expect(await test.db.query.assignments.findMany()).toEqual([]);
  });

  it("REQ-34 may be withdrawn until the start instant", async () => {
    const id = await approvedOnDay2();
    portal.clock.set(addMs(after(5), -1));
    expect(refusalOf(await portal.cancel(ada, id))).toBeNull();
    await portal.passTo(after(6));
    expect(await portal.stateOf(id)).toBe("canceled");
  });

  it("REQ-38 starts at that instant, from when on it cannot be withdrawn", async () => {
    const id = await approvedOnDay2();
    portal.clock.set(after(5));
    expect(refusalOf(await portal.cancel(ada, id))).toBe("cancelNotAllowed");
    await portal.sweep();
    await portal.work(id);
    expect(await portal.request(id)).toMatchObject({
      state: "delivered",
      period: { startAt: after(5), endAt: null },
    });
  });

  it("REQ-38 is closed where a conflict has come up meanwhile", async () => {
    await insertPackage(test.db, vendors, { name: "Vendors" });
    const id = await approvedOnDay2();
    await portal.hold(ada, vendors);
    await forbid(test.db, payments, vendors);
    await portal.passTo(after(5));
    expect(await portal.stateOf(id)).toBe("denied/conflict");
  });
});

describe("Scenario 14: the requested end comes while the request waits", () => {
  it("REQ-74 closes it as pointless", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora)] })] });
    const id = await portal.ask(ada, payments, { schedule: { startAt: after(1), endAt: after(6) } });
    await portal.passTo(addMs(after(6), -1));
    expect(await portal.stateOf(id)).toBe("pendingApproval/pendingApproval");
    await portal.passTo(after(6));
    expect(await portal.stateOf(id)).toBe("denied/invalidSchedule");
    expect(refusalOf(await portal.decide(dora, id, "approve"))).toBe("alreadyDecided");
  });

  it("REQ-73 approved after the requested start, it is delivered at once and keeps its end", async () => {
    await insertPackage(test.db, payments, { policies: [policy({ stages: [by(dora)] })] });
    const id = await portal.ask(ada, payments, { schedule: { startAt: after(1), endAt: after(6) } });
    portal.clock.set(after(3));
    await portal.decide(dora, id, "approve");
    expect(await portal.request(id)).toMatchObject({
      state: "delivering",
      period: { startAt: after(3), endAt: after(6) },
    });
  });
});

describe("Scenario 16: a hidden package", () => {
  it("WHO-3 is requested by whoever knows it and is in scope; ERR-52 nobody else learns that it exists", async () => {
    const terms = policy({
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ kind: "groupMembers", groupId: finance }],
    });
    await insertGroup(test.db, finance);
    await insertGroup(test.db, auditors, { members: [ada], inside: [finance] });
    await insertPackage(test.db, payments, { isHidden: true, policies: [terms] });
    expect(refusalOf(await portal.submit(ada, payments))).toBeNull();
    expect(refusalOf(await portal.submit(kim, payments))).toBe("packageNotFound");
    expect(refusalOf(await portal.submit(kim, reports))).toBe("packageNotFound");
  });
});

describe("Scenario 17: the policy is edited while a request waits", () => {
  it("WHO-54 the stages, the period and the policy's name stay as they were at submission", async () => {
    const terms = policy({ stages: [by(dora), by(hana)], expiration: { type: "afterDays", days: 30 } });
    await insertPackage(test.db, payments, { policies: [terms] });
    const id = await portal.ask(ada, payments);
    await test.db.update(assignmentPolicies).set({
      displayName: "New terms",
      version: 2,
      requestApprovalSettings: policy({ stages: [by(ivo)] }).requestApprovalSettings,
      expiration: { type: "afterDays", days: 1 },
    });
    expect(refusalOf(await portal.decide(ivo, id, "approve"))).toBe("notAnApprover");
    await portal.decide(dora, id, "approve", { stage: 0 });
    await portal.decide(hana, id, "approve", { stage: 1 });
    expect(await portal.request(id)).toMatchObject({
      state: "delivering",
      snapshot: { displayName: "Employees", version: 1 },
      period: { endAt: after(30) },
    });
  });

  it("WHO-54 even where the policy is switched off and the person has left its scope", async () => {
    const terms = policy({
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
      stages: [by(dora)],
    });
    await insertPackage(test.db, payments, { policies: [terms] });
    const id = await portal.ask(ada, payments);
    await test.db.update(assignmentPolicies).set({ isEnabled: false });
    await test.db.delete(policyTargets);
    await test.db.update(accessPackages).set({ isHidden: true });
    await portal.decide(dora, id, "approve");
    expect(await portal.stateOf(id)).toBe("delivering");
  });
});

describe("Scenario 18: two packages give one group membership", () => {
  it("ASN-30 it stays until the second ends as well", async () => {
    await insertGroup(test.db, ledgerOwners);
    const catalogId = await insertCatalog(test.db);
    const { member } = await insertGroupResource(test.db, catalogId, ledgerOwners);
    await insertPackage(test.db, payments, { catalogId, roles: [member] });
    await insertPackage(test.db, vendors, { catalogId, roles: [member] });
    const first = await portal.hold(ada, payments);
    const second = await portal.hold(ada, vendors);
    await portal.giveBack(ada, first);
    await portal.work(await portal.removalOf(first));
    expect(await portal.membershipsOf(ada)).toEqual([{ groupId: ledgerOwners, role: "member" }]);
    expect(await portal.history(await portal.removalOf(first))).toContain("roleKept");
    await portal.giveBack(ada, second);
    await portal.work(await portal.removalOf(second));
    expect(await portal.membershipsOf(ada)).toEqual([]);
    expect(await portal.history(await portal.removalOf(second))).toContain("roleRevoked");
  });
});
