import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stageProblems } from "@/lib/engine/approval/stage-rules";
import { decideStandIn } from "@/lib/engine/approval/stand-in";
import { latestEnd } from "@/lib/engine/assignment/period";
import { fold } from "@/lib/engine/request/evolve";
import { obstacleTo } from "@/lib/engine/request/gates";
import { isBrowsable } from "@/lib/engine/request/knowledge";
import { isOpen } from "@/lib/engine/request/states";
import { conflictsOf } from "@/lib/engine/sod/conflicts";
import { checked } from "./arbitraries";
import { ada, ben, directoryOf, disabled, dora, eli, finn, hana, ivo, kim, payments, policyIds, vendors } from "./cast";
import { accessPackage, after, form, manager, person, policy, refusalOf, stage, start } from "./facts";
import { Office } from "./scenarios";

/** The ready-made acceptance scenarios of the spec's appendix B, driven through the engine on a virtual clock. */

const byDora = stage({ primaryApprovers: [person(dora)] });
const byHana = stage({ primaryApprovers: [person(hana)] });
const byIvo = stage({ primaryApprovers: [person(ivo)] });
const forwardedToEli = stage({
  primaryApprovers: [person(dora)],
  durationDays: 14,
  isEscalationEnabled: true,
  escalationAfterDays: 8,
  escalationApprovers: [person(eli)],
});

const officeWith = (...terms: Parameters<typeof policy>[0][]): Office =>
  new Office(start, [accessPackage({ policies: terms.map((parts) => policy(parts)) })]);
const kindsOf = (office: Office, id: Parameters<Office["request"]>[0]) =>
  (office.history.get(id) ?? []).map((event) => event.kind);

describe("B.1 the half-life table", () => {
  test("APP-55 for 15 durations and every day from 0 to D + 1 exactly the listed days are accepted", () => {
    const listed: Record<number, string> = {
      1: "",
      2: "",
      3: "",
      4: "3",
      5: "4",
      6: "4 5",
      7: "5 6",
      8: "5 6 7",
      9: "6 7 8",
      10: "6 7 8 9",
      11: "7 8 9 10",
      12: "7 8 9 10 11",
      13: "8 9 10 11 12",
      14: "8 9 10 11 12 13",
      30: "16 17 18 19 20 21 22 23 24 25 26 27 28 29",
    };
    const accepted = Object.keys(listed).map((key) => {
      const durationDays = Number(key);
      const days = Array.from({ length: durationDays + 2 }, (_, day) => day).filter((escalationAfterDays) => {
        const candidate = { ...forwardedToEli, durationDays, escalationAfterDays };
        return stageProblems([candidate], true, "halfLife", 30).length === 0;
      });
      return [key, days.join(" ")];
    });
    expect(Object.fromEntries(accepted)).toEqual(listed);
  });
});

describe("B.2 fourteen days, forwarded on day eight", () => {
  const open = () => {
    const office = officeWith({ stages: [forwardedToEli] });
    return { office, id: office.open(ada, payments).id };
  };

  test("APP-59 no mail to the alternate at +7 d 23:59, one at +8 d and never a second", () => {
    const { office } = open();
    office.passTo(after(7, 23, 59));
    expect(office.told("forwardedToYou")).toEqual([]);
    office.passTo(after(8));
    expect(office.told("forwardedToYou")).toEqual([eli.id]);
    office.passTo(after(13));
    expect(office.told("forwardedToYou")).toEqual([eli.id]);
  });

  test("APP-41 the primary may still approve at +9 d, and so may the alternate", () => {
    for (const who of [dora, eli]) {
      const { office, id } = open();
      office.passTo(after(9));
      expect(refusalOf(office.decide(who, id, "approve"))).toBeNull();
      expect(office.request(id).state).toBe("delivering");
    }
  });

  test("APP-42 the alternate may not decide at +7 d 23:59", () => {
    const { office, id } = open();
    office.passTo(after(7, 23, 59));
    expect(refusalOf(office.decide(eli, id, "approve"))).toBe("notAnApprover");
  });

  test("APP-50 it times out at +14 d exactly, with the mails of a time-out", () => {
    const { office, id } = open();
    office.passTo(new Date(after(14).getTime() - 1));
    expect(office.request(id).state).toBe("pendingApproval");
    office.passTo(after(14));
    expect(office.request(id)).toMatchObject({ state: "denied", subStatus: "timedOut", completedAt: after(14) });
    expect(office.told("requestTimedOut")).toEqual([ada.id]);
    expect(office.told("approvalLapsed")).toEqual([dora.id, eli.id]);
    expect(office.told("requestDenied")).toEqual([]);
  });

  test("APP-44 a decision at +14 d is refused even while the worker is away", () => {
    const { office, id } = open();
    office.jumpTo(after(14));
    expect(refusalOf(office.decide(dora, id, "approve"))).toBe("deadlinePassed");
  });

  test("APP-46 the requestor may ask again at once after the time-out", () => {
    const { office } = open();
    office.passTo(after(14));
    expect(refusalOf(office.submit(ada, payments))).toBeNull();
  });
});

describe("B.4 the first stage says no", () => {
  test("APP-37 approvers of the second stage have neither mail nor item", () => {
    const office = officeWith({ stages: [byDora, byHana] });
    const { id } = office.open(ada, payments);
    expect(refusalOf(office.decide(dora, id, "deny", { reason: "not needed" }))).toBeNull();
    expect(office.request(id)).toMatchObject({ state: "denied", reason: "not needed", stages: [{ state: "denied" }] });
    expect(office.mails.flatMap((mail) => mail.to)).not.toContainEqual(
      expect.objectContaining({ approver: expect.objectContaining({ personId: hana.id }) }),
    );
    expect(refusalOf(office.decide(hana, id, "approve", { stage: 1 }))).toBe("notAnApprover");
    expect(office.told("requestDenied")).toEqual([ada.id]);
  });
});

describe("B.5 the manager is missing, or silent", () => {
  const byManager = stage({ primaryApprovers: [manager()], fallbackPrimaryApprovers: [person(finn)] });

  test("APP-25 without a manager the fallback is asked", () => {
    const office = officeWith({ stages: [byManager] });
    office.directory = directoryOf([{ ...ada, managerId: null }]);
    const { id } = office.open(ada, payments);
    expect(office.told("decisionNeeded")).toEqual([finn.id]);
    expect(refusalOf(office.decide(finn, id, "approve"))).toBeNull();
  });

  test("APP-28 a manager who was found and stays silent never brings in the fallback", () => {
    const office = officeWith({ stages: [byManager] });
    const { id } = office.open(ada, payments);
    office.passTo(after(13));
    expect(office.told("decisionNeeded")).toEqual([ben.id]);
    expect(refusalOf(office.decide(finn, id, "approve"))).toBe("notAnApprover");
    office.passTo(after(14));
    expect(office.mails.flatMap((mail) => mail.to)).not.toContainEqual(
      expect.objectContaining({ approver: expect.objectContaining({ personId: finn.id }) }),
    );
  });

  test("APP-33 a manager who leaves while it is pending does", () => {
    const office = officeWith({ stages: [byManager] });
    const { id } = office.open(ada, payments);
    office.directory = directoryOf([disabled(ben)]);
    expect(decideStandIn(office.request(id), office, after(1)).events).toMatchObject([
      { kind: "fallbacksActivated", approvers: [{ capacity: "fallback", personId: finn.id }] },
    ]);
  });
});

describe("B.6 an approver asks for themselves", () => {
  test("APP-69 the sole approver asks: the fallback decides", () => {
    const office = officeWith({
      stages: [stage({ primaryApprovers: [person(ada)], fallbackPrimaryApprovers: [person(finn)] })],
    });
    const { id } = office.open(ada, payments);
    expect(office.told("decisionNeeded")).toEqual([finn.id]);
    expect(refusalOf(office.decide(ada, id, "approve"))).toBe("ownRequest");
    expect(refusalOf(office.decide(finn, id, "approve"))).toBeNull();
  });

  test("APP-32 without a fallback administrators are alerted and the request times out; it is never approved", () => {
    const office = officeWith({ stages: [stage({ primaryApprovers: [person(ada)] })] });
    const { id } = office.open(ada, payments);
    expect(office.told("nobodyCanDecide")).toEqual(["packageAdministrators"]);
    expect(office.told("decisionNeeded")).toEqual([]);
    expect(refusalOf(office.decide(ada, id, "approve"))).toBe("ownRequest");
    office.passTo(after(14));
    expect(office.request(id)).toMatchObject({ state: "denied", subStatus: "timedOut" });
  });
});

describe("B.7 a strict policy of the first rank beside an easy one of the third", () => {
  const strict = {
    policyId: policyIds[0],
    displayName: "Finance",
    allowedTargetScope: "specificDirectoryUsers" as const,
    specificAllowedTargets: [{ kind: "singleUser" as const, userId: ada.id }],
    stages: [byDora, byHana, byIvo],
  };
  const easy = { policyId: policyIds[1], displayName: "Everyone", allowedTargetScope: "allDirectoryUsers" as const };

  test("WHO-30 the first rank is taken silently", () => {
    const office = officeWith(easy, strict);
    expect(office.open(ada, payments)).toMatchObject({
      state: "pendingApproval",
      snapshot: { policyId: policyIds[0] },
    });
  });

  test("ERR-6 the third rank cannot be named", () => {
    const office = officeWith(easy, strict);
    expect(refusalOf(office.submit(ada, payments, { policyId: policyIds[1] }))).toBe("policyNotSelectable");
    expect(office.requests.size).toBe(0);
  });

  test("WHO-30 who is only in the third rank gets that one", () => {
    const office = officeWith(easy, strict);
    expect(office.open(kim, payments)).toMatchObject({ state: "delivering", snapshot: { policyId: policyIds[1] } });
  });
});

describe("B.8 two policies of the first rank", () => {
  const office = () =>
    officeWith(
      { policyId: policyIds[0], displayName: "A year" },
      { policyId: policyIds[1], displayName: "A day", expiration: { type: "afterDays", days: 1 } },
    );

  test("ERR-6 submitting without a choice is refused, with the two to choose from", () => {
    expect(office().submit(ada, payments)).toEqual({
      ok: false,
      error: {
        code: "policyNotSelectable",
        choices: [
          { id: policyIds[0], name: "A year" },
          { id: policyIds[1], name: "A day" },
        ],
      },
    });
  });

  test("WHO-30 either may be chosen", () => {
    for (const policyId of [policyIds[0], policyIds[1]]) {
      expect(office().open(ada, payments, { policyId }).snapshot.policyId).toBe(policyId);
    }
  });
});

describe("B.9 packages that exclude each other", () => {
  const listing = (id: typeof payments, others: readonly (typeof payments)[], stages = [byDora]) =>
    accessPackage({
      id,
      policies: [policy({ stages })],
      incompatible: { packages: others.map((each) => ({ id: each, displayName: "The other" })), groups: [] },
    });

  test("SOD-5 one way: only the holder of the listed package is refused", () => {
    const packages = [listing(payments, [vendors], []), listing(vendors, [], [])];
    const first = new Office(start, packages);
    first.finish(first.open(ada, vendors).id);
    expect(refusalOf(first.submit(ada, payments))).toBe("incompatiblePackage");
    const second = new Office(start, packages);
    second.finish(second.open(ada, payments).id);
    expect(refusalOf(second.submit(ada, vendors))).toBeNull();
  });

  test("SOD-3 both ways: whoever holds one is refused the other", () => {
    for (const [held, wanted] of [
      [payments, vendors],
      [vendors, payments],
    ] as const) {
      const office = new Office(start, [listing(payments, [vendors], []), listing(vendors, [payments], [])]);
      office.finish(office.open(ada, held).id);
      expect(refusalOf(office.submit(ada, wanted))).toBe("incompatiblePackage");
    }
  });

  test("SOD-26 both may wait; the first to reach delivery wins, the second is closed for the conflict", () => {
    const office = new Office(start, [listing(payments, [vendors]), listing(vendors, [payments])]);
    const one = office.open(ada, payments).id;
    const two = office.open(ada, vendors).id;
    expect(refusalOf(office.decide(dora, two, "approve"))).toBeNull();
    expect(office.request(two).state).toBe("delivering");
    expect(refusalOf(office.decide(dora, one, "approve"))).toBeNull();
    expect(office.request(one)).toMatchObject({ state: "denied", subStatus: "conflict" });
    expect(kindsOf(office, one)).toEqual(["requestSubmitted", "stageStarted", "stageApproved", "requestDenied"]);
    expect(office.told("closedForConflict")).toEqual([ada.id, dora.id]);
  });

  test("SOD-14 a scheduled request that was overtaken is closed at its start", () => {
    const office = new Office(start, [listing(payments, [vendors]), listing(vendors, [])]);
    const later = office.open(ada, payments, { schedule: { startAt: after(5), endAt: null } }).id;
    office.decide(dora, later, "approve");
    const now = office.open(ada, vendors).id;
    office.decide(dora, now, "approve");
    office.finish(now);
    office.passTo(after(5));
    expect(office.request(later)).toMatchObject({ state: "denied", subStatus: "conflict", completedAt: after(5) });
  });

  test("ASN-49 giving the other back helps only once its roles are gone", () => {
    const office = new Office(start, [listing(payments, [vendors], []), listing(vendors, [], [])]);
    const { id, assignmentId } = office.open(ada, vendors);
    office.finish(id);
    office.giveBack(ada, assignmentId);
    expect(refusalOf(office.submit(ada, payments))).toBe("incompatiblePackage");
    office.deprovision(assignmentId);
    expect(refusalOf(office.submit(ada, payments))).toBeNull();
  });
});

describe("B.13 a start in five days, approved on day two", () => {
  const open = () => {
    const office = officeWith({ stages: [byDora], expiration: { type: "afterDays", days: 30 } });
    const { id } = office.open(ada, payments, { schedule: { startAt: after(5), endAt: null } });
    office.passTo(after(2));
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    return { office, id };
  };

  test("REQ-33 it is scheduled", () => {
    const { office, id } = open();
    expect(office.request(id)).toMatchObject({ state: "scheduled", subStatus: "pendingNotBefore", startAt: after(5) });
  });

  test("REQ-34 it may be canceled until the start", () => {
    const { office, id } = open();
    office.passTo(after(4, 23, 59));
    expect(refusalOf(office.cancel(ada, id))).toBeNull();
    office.passTo(after(6));
    expect(office.request(id).state).toBe("canceled");
    expect(office.assignments.size).toBe(0);
  });

  test("REQ-38 else it is delivered at the start, and its duration counts from there", () => {
    const { office, id } = open();
    office.passTo(after(5));
    expect(office.request(id)).toMatchObject({
      state: "delivering",
      period: { startAt: after(5), endAt: after(35) },
    });
    expect(refusalOf(office.cancel(ada, id))).toBe("cancelNotAllowed");
  });
});

describe("B.14 the requested end comes while the request is pending", () => {
  test("REQ-74 it is closed at that instant as denied for its schedule, and the requestor is told", () => {
    const office = officeWith({ stages: [byDora] });
    const { id } = office.open(ada, payments, { schedule: { startAt: null, endAt: after(3) } });
    office.passTo(after(2, 23, 59));
    expect(office.request(id).state).toBe("pendingApproval");
    office.jumpTo(after(3));
    expect(refusalOf(office.decide(dora, id, "approve"))).toBe("alreadyDecided");
    office.passTo(after(3, 1));
    expect(office.request(id)).toMatchObject({ state: "denied", subStatus: "invalidSchedule", completedAt: after(3) });
    expect(office.told("requestTimedOut")).toEqual([ada.id]);
  });
});

describe("B.16 a hidden package", () => {
  const hidden = () => new Office(start, [accessPackage({ isHidden: true, policies: [policy()] })]);

  test("WHO-3 it is absent from the list and its link works for those in scope", () => {
    const office = hidden();
    expect(isBrowsable(office.submissionFacts(ada, payments))).toBe(false);
    expect(obstacleTo(office.submissionFacts(ada, payments), start)).toBeNull();
    expect(refusalOf(office.submit(ada, payments))).toBeNull();
  });

  test("ERR-52 out of scope its link answers as if there were no such package", () => {
    const office = new Office(start, [
      accessPackage({ isHidden: true, policies: [policy({ allowedTargetScope: "specificDirectoryUsers" })] }),
    ]);
    expect(office.submit(ada, payments)).toEqual(office.submit(ada, vendors));
    expect(refusalOf(office.submit(ada, payments))).toBe("packageNotFound");
  });

  test("WHO-62 hiding a package has no effect on its open requests", () => {
    const office = officeWith({ stages: [byDora] });
    const { id } = office.open(ada, payments);
    office.packages.set(payments, accessPackage({ isHidden: true, policies: [] }));
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    expect(office.request(id).state).toBe("delivering");
  });
});

describe("B.17 a policy edited while a request is pending", () => {
  test("WHO-54 the old stages finish, the new ones are for new requests", () => {
    const office = officeWith({ stages: [byDora, byHana] });
    const { id } = office.open(ada, payments);
    const edited = policy({ version: 2, stages: [byIvo] });
    office.packages.set(payments, accessPackage({ policies: [edited] }));
    expect(refusalOf(office.decide(ivo, id, "approve"))).toBe("notAnApprover");
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    expect(refusalOf(office.decide(hana, id, "approve"))).toBeNull();
    expect(office.request(id).state).toBe("delivering");
    expect(office.open(kim, payments).snapshot.version).toBe(2);
  });

  test("APP-8 the approval settings are those of the submission, for both requests", () => {
    const office = officeWith({ stages: [byDora] });
    const { id } = office.open(ada, payments);
    office.packages.set(payments, accessPackage({ policies: [policy()] }));
    expect(office.request(id).state).toBe("pendingApproval");
    expect(office.open(kim, payments).state).toBe("delivering");
  });

  test("APP-53 a shorter duration leaves the running deadline alone", () => {
    const office = officeWith({ stages: [byDora] });
    const { id } = office.open(ada, payments);
    office.packages.set(payments, accessPackage({ policies: [policy({ stages: [{ ...byDora, durationDays: 1 }] })] }));
    office.passTo(after(13));
    expect(office.request(id).state).toBe("pendingApproval");
  });

  test("WHO-53 a shorter expiration leaves requests that are pending and access that exists alone", () => {
    const office = officeWith({ stages: [byDora], expiration: { type: "afterDays", days: 30 } });
    const { id, assignmentId } = office.open(ada, payments);
    const shorter = policy({ stages: [byDora], expiration: { type: "afterDays", days: 1 } });
    office.packages.set(payments, accessPackage({ policies: [shorter] }));
    office.decide(dora, id, "approve");
    office.finish(id);
    office.passTo(after(29));
    expect(office.assignments.get(assignmentId)?.facts).toMatchObject({ state: "delivered", endAt: after(30) });
    office.passTo(after(30));
    expect(office.assignments.get(assignmentId)?.facts.state).toBe("expired");
  });

  test("WHO-55 switching off asking for oneself leaves pending requests alone", () => {
    const office = officeWith({ stages: [byDora] });
    const { id } = office.open(ada, payments);
    const off = policy({ requestorSettings: { enableTargetsToSelfAddAccess: false } });
    office.packages.set(payments, accessPackage({ policies: [off] }));
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    expect(refusalOf(office.submit(kim, payments))).toBe("requestorKindNotAllowed");
  });

  test("WHO-63 disabling the catalog blocks new requests, open ones go on", () => {
    const office = officeWith({ stages: [byDora] });
    const { id } = office.open(ada, payments);
    office.packages.set(payments, accessPackage({ catalog: { isPublished: false, isExternallyVisible: false } }));
    expect(refusalOf(office.submit(kim, payments))).toBe("catalogDisabled");
    expect(refusalOf(office.decide(dora, id, "approve"))).toBeNull();
    expect(office.request(id).state).toBe("delivering");
  });

  test("WHO-56 who leaves the scope keeps the access and cannot ask again afterwards", () => {
    const office = officeWith({});
    const { id, assignmentId } = office.open(ada, payments);
    office.finish(id);
    const others = policy({ allowedTargetScope: "specificDirectoryUsers" });
    office.packages.set(payments, accessPackage({ policies: [others] }));
    office.passTo(after(9));
    expect(office.assignments.get(assignmentId)?.facts.state).toBe("delivered");
    office.giveBack(ada, assignmentId);
    expect(refusalOf(office.submit(ada, payments))).toBe("noApplicablePolicy");
  });
});

describe("a year in a small office", () => {
  const people = [ada, kim, dora];
  const packages = [payments, vendors];
  const anyMove = fc.record({
    kind: fc.constantFrom("ask", "approve", "deny", "cancel", "finish", "giveBack", "wait", "sleep"),
    who: fc.constantFrom(...people, hana, eli),
    which: fc.nat(7),
    days: fc.integer({ min: 0, max: 9 }),
    hours: fc.integer({ min: 0, max: 23 }),
  });

  test("SOD-12 whatever people do, the books stay right", () => {
    checked(
      fc.property(fc.array(anyMove, { maxLength: 40 }), (moves) => {
        const office = new Office(start, [
          accessPackage({
            policies: [policy({ stages: [forwardedToEli, byHana], expiration: { type: "afterDays", days: 20 } })],
            incompatible: { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] },
          }),
          accessPackage({
            id: vendors,
            policies: [policy({ expiration: { type: "afterHours", hours: 100 } })],
            incompatible: { packages: [{ id: payments, displayName: "Payments" }], groups: [] },
          }),
        ]);
        for (const { kind, who, which, days, hours } of moves) {
          const ids = [...office.requests.keys()];
          const id = ids[which % Math.max(ids.length, 1)];
          const later = new Date(office.now.getTime() + (days * 24 + hours) * 3_600_000);
          if (kind === "ask") {
            const schedule = { startAt: which % 3 === 0 ? later : null, endAt: null };
            const packageId = packages[which % 2] ?? payments;
            const conflicts = conflictsOf(
              office.packages.get(packageId)?.incompatible ?? { packages: [], groups: [] },
              office.holdingsOf(who.id),
            );
            const result = office.submit(who, packageId, form({ schedule }));
            if (conflicts.length > 0) expect(result.ok).toBe(false);
          } else if (kind === "wait") office.passTo(later);
          else if (kind === "sleep") office.jumpTo(later);
          else if (id && (kind === "approve" || kind === "deny")) office.decide(who, id, kind);
          else if (id && kind === "cancel") office.cancel(who, id);
          else if (id && kind === "finish" && office.request(id).state === "delivering") office.finish(id);
          else if (id && kind === "giveBack") {
            const { assignmentId } = office.request(id);
            if (office.assignments.has(assignmentId)) office.giveBack(who, assignmentId);
          }
          checkBooks(office);
        }
      }),
      100,
    );
  });

  function checkBooks(office: Office): void {
    for (const [id, request] of office.requests) {
      expect(fold(office.history.get(id) ?? [])).toEqual(request);
      expect(request.stages.filter((each) => each.state === "active")).toHaveLength(
        request.state === "pendingApproval" ? 1 : 0,
      );
      for (const each of request.stages) {
        if (!("decision" in each)) continue;
        expect([request.targetId, request.requestorId]).not.toContain(each.decision.personId);
        expect(each.decision.at.getTime()).toBeLessThan(each.deadlineAt.getTime());
      }
      if (request.type === "userAdd" && "period" in request) {
        const limit = latestEnd(request.snapshot.expiration, request.period.startAt);
        expect(request.period.endAt?.getTime()).toBeLessThanOrEqual(limit?.getTime() ?? Number.POSITIVE_INFINITY);
      }
    }
    for (const who of [...people, hana, eli]) {
      const { requests, assignments } = office.holdingsOf(who.id);
      for (const packageId of packages) {
        const open = requests.filter(
          (each) => each.packageId === packageId && each.type === "userAdd" && isOpen(each.state),
        );
        expect(open.length).toBeLessThanOrEqual(1);
      }
      const held = new Set(
        assignments
          .filter((each) => each.state !== "expired" && each.state !== "deliveryFailed")
          .map((each) => each.packageId),
      );
      expect(held.size).toBeLessThanOrEqual(1);
    }
  }
});
