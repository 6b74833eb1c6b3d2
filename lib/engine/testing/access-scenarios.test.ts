import { describe, expect, test } from "vitest";
import { mayExtend } from "@/lib/engine/assignment/extension";
import type { Person } from "@/lib/engine/directory";
import { decideReprocess } from "@/lib/engine/request/reprocess";
import { defaultSettings } from "@/lib/engine/settings";
import { addMs, MINUTE_MS } from "@/lib/engine/time";
import { ada, directoryOf, dora, eli, idOf, kim, ledgerOwners, payments, vendors } from "./cast";
import { accepted, accessPackage, after, holdings, person, policy, refusalOf, stage, start } from "./facts";
import { BusyOffice } from "./simulation/busy-office";

/** The scenarios of the spec's appendix B about access that exists, and about deciding for somebody else. */

const byDora = stage({ primaryApprovers: [person(dora)] });
const SECOND_MS = MINUTE_MS / 60;

const officeWith = (...terms: Parameters<typeof policy>[0][]): BusyOffice =>
  new BusyOffice(start, [accessPackage({ policies: terms.map((parts) => policy(parts)) })]);

/** Asks, where nobody has to approve or Dora does, and has it delivered. */
function held(office: BusyOffice, who: Person = ada, packageId = payments) {
  const request = office.open(who, packageId);
  if (request.state === "pendingApproval") accepted(office.decide(dora, request.id, "approve"));
  office.finish(request.id);
  return office.request(request.id);
}

describe("B.3 two approvers click at the same time", () => {
  test("APP-38 the second is told that it is decided, and one set of messages goes out", () => {
    const both = stage({ primaryApprovers: [person(dora), person(eli)] });
    const office = officeWith({ stages: [both] });
    const request = office.open(ada, payments);
    accepted(office.decide(dora, request.id, "approve", { stage: 0 }));
    const mails = office.mails.length;
    expect(refusalOf(office.decide(eli, request.id, "approve", { stage: 0 }))).toBe("alreadyDecided");
    expect(refusalOf(office.decide(eli, request.id, "deny", { stage: 0 }))).toBe("alreadyDecided");
    expect(office.mails).toHaveLength(mails);
  });
});

describe("B.10 a bypass does not reach conflicts", () => {
  test("SOD-16 even whoever may leave out the approval cannot assign what conflicts", () => {
    const terms = policy({ stages: [byDora], requestorSettings: { allowAdminBypass: true } });
    const lists = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
    const office = new BusyOffice(start, [
      accessPackage({ policies: [terms], incompatible: lists }),
      accessPackage({ id: vendors, displayName: "Vendors" }),
    ]);
    held(office, ada, vendors);
    expect(refusalOf(office.assign(kim, ada, payments, terms.policyId, "It is urgent."))).toBe("incompatiblePackage");
    expect(accepted(office.assign(kim, eli, payments, terms.policyId, "It is urgent.")).events[1]).toMatchObject({
      kind: "requestAutoApproved",
      bypassReason: "It is urgent.",
    });
  });
});

describe("B.11 access until a fixed day", () => {
  const endDateTime = after(30);
  const office = officeWith({ expiration: { type: "afterDateTime", endDateTime } });
  const { assignmentId } = held(office);
  office.passTo(after(20));

  test("ASN-22 an extension is not offered, and a later end is past the cap", () => {
    const { facts: assignment } = office.assignments.get(assignmentId) ?? {};
    if (!assignment) throw new Error("no access");
    const wanted = office.packages.get(payments);
    const offer = mayExtend(
      {
        assignment,
        target: ada,
        policy: wanted?.policies[0] ?? null,
        openRequestId: null,
        settings: defaultSettings,
        holdings: holdings(),
        incompatible: { packages: [], groups: [] },
      },
      office.now,
    );
    expect(refusalOf(offer)).toBe("extensionPastCap");
    expect(refusalOf(office.extend(ada, assignmentId, endDateTime))).toBe("extensionPastCap");
    expect(refusalOf(office.extend(ada, assignmentId, after(31)))).toBe("extensionPastCap");
  });
});

describe("B.12 delivering again after a failure", () => {
  const office = officeWith({});
  const request = office.open(ada, payments);
  office.finish(request.id, "deliveryFailed");
  const failed = office.request(request.id);
  const access = office.assignments.get(request.assignmentId)?.facts ?? null;
  const facts = { assignment: access, holdings: holdings(), incompatible: { packages: [], groups: [] } };

  test.each([
    ["13 days and 23 hours later", after(13, 23), null],
    ["exactly 14 days later", after(14), null],
    ["a second after that", addMs(after(14), SECOND_MS), "reprocessTooLate"],
  ])("REQ-63 %s", (_, now, refusal) => {
    expect(refusalOf(decideReprocess(failed, facts, now))).toBe(refusal);
  });
});

describe("B.15 the access ends while its extension waits", () => {
  test("REQ-77 it ends when it should, and the extension is closed with it", () => {
    const office = officeWith({ stages: [byDora], expiration: { type: "afterDays", days: 10 } });
    const { assignmentId } = held(office);
    office.passTo(after(5));
    accepted(office.extend(ada, assignmentId, null));
    const extension = [...office.requests.values()].find((each) => each.type === "userUpdate");
    expect(extension?.state).toBe("pendingApproval");
    office.passTo(after(10));
    expect(office.assignments.get(assignmentId)?.facts).toMatchObject({ state: "expired", endAt: after(10) });
    const closed = extension && office.request(extension.id);
    expect(closed).toMatchObject({ state: "canceled", reason: "assignment ended" });
    expect(refusalOf(office.decide(dora, extension?.id ?? failure(), "approve"))).toBe("alreadyDecided");
  });
});

const failure = (): never => {
  throw new Error("there is no such request");
};

describe("B.19 deciding in somebody's place", () => {
  const delegating = (...terms: Parameters<typeof policy>[0][]) => {
    const office = officeWith(...terms);
    office.settings = { ...defaultSettings, allowApprovalDelegation: true };
    return office;
  };

  test("APP-82 the delegate decides in addition, the original still does", () => {
    const office = delegating({ stages: [byDora] });
    accepted(office.delegate(dora, kim, after(30)));
    accepted(office.decide(kim, office.open(ada, payments).id, "approve"));
    accepted(office.decide(dora, office.open(eli, payments).id, "approve"));
  });

  test("APP-81 what was assigned before is not passed on, nor what comes through a group", () => {
    const office = delegating({ stages: [byDora] });
    const before = office.open(ada, payments);
    office.passTo(after(1));
    accepted(office.delegate(dora, kim, after(30)));
    expect(refusalOf(office.decide(kim, before.id, "approve"))).toBe("notAnApprover");
    const byGroup = delegating({
      stages: [stage({ primaryApprovers: [{ kind: "groupMembers", groupId: ledgerOwners }] })],
    });
    byGroup.directory = directoryOf([], [[ledgerOwners, [dora]]]);
    accepted(byGroup.delegate(dora, kim, after(30)));
    const request = byGroup.open(ada, payments);
    expect(refusalOf(byGroup.decide(kim, request.id, "approve"))).toBe("notAnApprover");
    accepted(byGroup.decide(dora, request.id, "approve"));
  });

  test("APP-84 the delegate of a delegate sees nothing", () => {
    const office = delegating({ stages: [byDora] });
    accepted(office.delegate(dora, kim, after(30)));
    accepted(office.delegate(kim, eli, after(30)));
    const request = office.open(ada, payments);
    expect(refusalOf(office.decide(eli, request.id, "approve"))).toBe("notAnApprover");
    accepted(office.decide(kim, request.id, "approve"));
  });
});

describe("B.20 messages about access switched off", () => {
  test("NOT-37 those of access that comes, ends soon and ended are not sent, all others are", () => {
    const story = (isAssignmentNotificationDisabled: boolean) => {
      const office = officeWith({
        stages: [byDora],
        expiration: { type: "afterDays", days: 10 },
        notificationSettings: { isAssignmentNotificationDisabled },
      });
      held(office);
      office.passTo(after(10));
      return office.mails.map((mail) => mail.rule);
    };
    const all = story(false);
    expect(all).toContain("NOT-18");
    expect(all).toContain("NOT-20");
    expect(story(true)).toEqual(all.filter((rule) => !["NOT-18", "NOT-19", "NOT-20"].includes(rule)));
  });
});

describe("a declaration after the fact", () => {
  const office = new BusyOffice(start, [
    accessPackage({ policies: [policy({ expiration: { type: "afterDays", days: 60 } })] }),
    accessPackage({ id: vendors, displayName: "Vendors" }),
  ]);
  const access = held(office);
  held(office, ada, vendors);
  const lists = { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] };
  office.packages.set(payments, { ...(office.packages.get(payments) ?? accessPackage()), incompatible: lists });
  office.passTo(after(30));

  test("SOD-18 takes nothing from anybody", () => {
    expect([...office.assignments.values()].map(({ facts }) => facts.state)).toEqual(["delivered", "delivered"]);
  });

  test("SOD-24 and lets nothing of it be extended", () => {
    expect(refusalOf(office.extend(ada, access.assignmentId, null))).toBe("incompatiblePackage");
  });
});

describe("the licence of the organization has lapsed", () => {
  const lapsed = () => {
    const office = officeWith({ expiration: { type: "afterDays", days: 30 } });
    const { assignmentId } = held(office);
    office.settings = { ...defaultSettings, isLicenceValid: false };
    return { office, assignmentId };
  };

  test("REQ-72 nothing new is asked for, assigned or extended", () => {
    const { office, assignmentId } = lapsed();
    const [terms] = office.packages.get(payments)?.policies ?? [];
    expect(refusalOf(office.submit(eli, payments))).toBe("licenceLapsed");
    expect(refusalOf(office.assign(kim, eli, payments, terms?.policyId ?? idOf(0), null))).toBe("licenceLapsed");
    expect(refusalOf(office.extend(ada, assignmentId, after(40)))).toBe("licenceLapsed");
  });

  test("REQ-72 access that is there goes on and ends at its end", () => {
    const { office, assignmentId } = lapsed();
    office.passTo(addMs(after(30), -1));
    expect(office.assignments.get(assignmentId)?.facts.state).toBe("delivered");
    office.passTo(after(30));
    expect(office.assignments.get(assignmentId)?.facts.state).toBe("expired");
  });
});
