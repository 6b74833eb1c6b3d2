import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { type Expiration, snapshotOf } from "@/lib/engine/policy/policy";
import { evolve } from "@/lib/engine/request/evolve";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, disabled, finance, idOf, vendors } from "@/lib/engine/testing/cast";
import {
  accepted,
  after,
  assignment,
  extensionFacts,
  heldAssignment,
  holdings,
  policy,
  refusalOf,
  start,
} from "@/lib/engine/testing/facts";
import { addMs } from "@/lib/engine/time";
import { assignmentStates } from "./assignment";
import { submittedChange } from "./change";
import { extensionConflicts, grantedExtension, mayExtend, updateEvents } from "./extension";

/** Ada's access of 30 days, granted at the start of the story. */
const thirtyDays = policy({ expiration: { type: "afterDays", days: 30 } });
const held = (parts = {}) => assignment({ snapshot: snapshotOf(thirtyDays), endAt: after(30), ...parts });
const facts = (parts = {}) => extensionFacts(held(), { policy: thirtyDays, ...parts });
const terms = (requestorSettings = {}, expiration: Expiration = { type: "afterDays", days: 30 }) =>
  snapshotOf(policy({ expiration, requestorSettings }));

describe("whether access may be extended", () => {
  test("ASN-17 delivered access with an end ahead may be extended at any time", () => {
    for (const now of [after(0, 0, 1), after(15), after(29, 23, 59)])
      expect(refusalOf(mayExtend(facts(), now))).toBeNull();
  });

  test("ASN-17 of all states only delivered and partially delivered access can be extended", () => {
    const extensible = assignmentStates.filter(
      (state) => mayExtend(facts({ assignment: held({ state }) }), after(10)).ok,
    );
    expect(extensible).toEqual(["delivered", "partiallyDelivered"]);
  });

  test("ERR-34 the policy rules extension out, or there is no end to move", () => {
    const off = held({ snapshot: terms({ enableTargetsToSelfUpdateAccess: false }) });
    expect(refusalOf(mayExtend(facts({ assignment: off }), after(10)))).toBe("extensionNotAllowed");
    expect(refusalOf(mayExtend(facts({ assignment: held({ endAt: null }) }), after(10)))).toBe("extensionNotAllowed");
  });

  test("ASN-8 access that never ends is not extended; a chosen end under such a policy is", () => {
    const snapshot = terms({}, { type: "noExpiration" });
    const endless = facts({ assignment: held({ snapshot, endAt: null }) });
    expect(refusalOf(mayExtend(endless, after(10)))).toBe("extensionNotAllowed");
    const chosen = facts({ assignment: held({ snapshot }) });
    expect(accepted(mayExtend(chosen, after(10)))).toMatchObject({ latestEndAt: null, defaultEndAt: null });
  });

  test("ERR-35 whoever left the policy's scope keeps the access to its end and no longer", () => {
    const specific = policy({ allowedTargetScope: "specificDirectoryUsers" });
    expect(refusalOf(mayExtend(facts({ policy: specific }), after(10)))).toBe("extensionOutOfScope");
  });

  test("ASN-14 the terms are those it was granted under, the scope is the policy's of today", () => {
    const stricter = policy({
      requestorSettings: { enableTargetsToSelfUpdateAccess: false },
      expiration: { type: "afterDays", days: 1 },
    });
    expect(accepted(mayExtend(facts({ policy: stricter }), after(10))).latestEndAt).toEqual(after(40));
  });

  test("ERR-29 a policy that is switched off extends nothing", () => {
    expect(refusalOf(mayExtend(facts({ policy: { ...thirtyDays, isEnabled: false } }), after(10)))).toBe(
      "policyDisabled",
    );
    expect(refusalOf(mayExtend(facts({ policy: null }), after(10)))).toBe("policyDisabled");
  });

  test("REQ-50 an update or a removal that is open comes first", () => {
    const openRequestId = idOf<RequestId>(5);
    expect(mayExtend(facts({ openRequestId }), after(10))).toEqual({
      ok: false,
      error: { code: "openRequestExists", requestId: openRequestId },
    });
  });

  test("ASN-17 an account that is switched off gets nothing more", () => {
    expect(refusalOf(mayExtend(facts({ target: disabled(ada) }), after(10)))).toBe("accountDisabled");
  });

  test("ASN-18 each obstacle has its own refusal, the first that applies is told", () => {
    const off = held({ snapshot: terms({ enableTargetsToSelfUpdateAccess: false }), endAt: after(10) });
    expect(refusalOf(mayExtend(facts({ assignment: off }), after(9)))).toBe("extensionNotAllowed");
    expect(refusalOf(mayExtend(facts({ assignment: off }), after(10)))).toBe("extensionPastCap");
  });

  test("ASN-26 switching off asking for oneself leaves extension alone", () => {
    const closed = policy({ requestorSettings: { enableTargetsToSelfAddAccess: false } });
    const taken = held({ snapshot: terms({ enableTargetsToSelfAddAccess: false }) });
    expect(refusalOf(mayExtend(facts({ assignment: taken, policy: closed }), after(10)))).toBeNull();
  });

  test("ASN-27 after the end there is nothing to extend, from the end instant itself on", () => {
    expect(mayExtend(facts(), after(30))).toEqual({
      ok: false,
      error: { code: "extensionPastCap", latestEndAt: null },
    });
    expect(refusalOf(mayExtend(facts({ assignment: held({ state: "expired" }) }), after(10)))).toBe("extensionPastCap");
  });

  test("ERR-41 nothing new without a licence", () => {
    const settings = { ...defaultSettings, isLicenceValid: false };
    expect(refusalOf(mayExtend(facts({ settings }), after(10)))).toBe("licenceLapsed");
  });
});

describe("how far", () => {
  test("ASN-22 a duration counts anew, from now on", () => {
    expect(accepted(mayExtend(facts(), after(10))).latestEndAt).toEqual(after(40));
    const hours = held({ snapshot: terms({}, { type: "afterHours", hours: 800 }) });
    expect(accepted(mayExtend(facts({ assignment: hours }), after(10))).latestEndAt).toEqual(after(10, 800));
  });

  test("ASN-22 a policy's date is the end of it: who ends then gets no extension", () => {
    const snapshot = terms({}, { type: "afterDateTime", endDateTime: after(30) });
    expect(mayExtend(facts({ assignment: held({ snapshot }) }), after(10))).toEqual({
      ok: false,
      error: { code: "extensionPastCap", latestEndAt: after(30) },
    });
    const shorter = facts({ assignment: held({ snapshot, endAt: after(20) }) });
    expect(accepted(mayExtend(shorter, after(10)))).toMatchObject({ latestEndAt: after(30), defaultEndAt: after(30) });
  });

  test("ERR-36 what could end no later than it does already is not extended", () => {
    const beyond = held({ endAt: after(90) });
    expect(mayExtend(facts({ assignment: beyond }), after(10))).toEqual({
      ok: false,
      error: { code: "extensionPastCap", latestEndAt: after(40) },
    });
  });

  test("ASN-21 without a wish the end is the policy's, counted from the approval", () => {
    expect(accepted(mayExtend(facts(), after(10))).defaultEndAt).toEqual(after(40));
  });
});

describe("conflicts", () => {
  const holdsVendors = {
    holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }),
    incompatible: { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] },
  };
  const warned = { ...defaultSettings, sodOnExtension: "warn" as const };

  test("SOD-24 a conflict refuses the extension and leaves the access as it is", () => {
    expect(refusalOf(mayExtend(facts(holdsVendors), after(10)))).toBe("incompatiblePackage");
    const inFinance = {
      holdings: holdings({ groupIds: new Set([finance]) }),
      incompatible: { packages: [], groups: [{ id: finance, displayName: "Finance" }] },
    };
    expect(refusalOf(mayExtend(facts(inFinance), after(10)))).toBe("incompatibleGroup");
  });

  test("SOD-24 where the organization only wants a warning, it is one", () => {
    const offer = accepted(mayExtend(facts({ ...holdsVendors, settings: warned }), after(10)));
    expect(offer.conflicts).toEqual([{ kind: "accessPackage", id: vendors, displayName: "Vendors" }]);
    expect(extensionConflicts(facts({ ...holdsVendors, settings: warned })).blocking).toEqual([]);
  });

  test("SOD-24 a conflict that came up before the approval closes the request", () => {
    const request = asked(null);
    expect(grantedExtension(request, facts(holdsVendors), after(10))).toMatchObject([
      { kind: "requestDenied", cause: "conflict", conflicts: [{ id: vendors }] },
    ]);
    expect(grantedExtension(request, facts({ ...holdsVendors, settings: warned }), after(10))).toHaveLength(3);
  });
});

const asked = (endAt: Date | null) =>
  evolve(
    null,
    submittedChange(held(), {
      id: idOf<RequestId>(6),
      type: "userUpdate",
      requestorId: ada.id,
      at: after(5),
      schedule: { startAt: null, endAt },
    }),
  );

describe("an approved extension", () => {
  test("ASN-25 the end moves in place and is marked; nothing is granted anew", () => {
    const events = grantedExtension(asked(after(33)), facts(), after(10));
    expect(events.map((event) => event.kind)).toEqual(["deliveryStarted", "assignmentUpdated", "deliveryFinished"]);
    expect(events[1]).toMatchObject({
      assignmentId: held().id,
      period: { startAt: start, endAt: after(33) },
      isExtended: true,
    });
  });

  test("ASN-21 the end without a wish counts from the approval, not from the asking", () => {
    expect(grantedExtension(asked(null), facts(), after(20))[1]).toMatchObject({ period: { endAt: after(50) } });
  });

  test("ASN-21 it is never earlier than the present end", () => {
    const beyond = facts({ assignment: held({ endAt: after(90) }) });
    expect(grantedExtension(asked(null), beyond, after(10))[0]).toMatchObject({ period: { endAt: after(90) } });
  });

  test("ASN-24 it prolongs nothing before: access whose old end came first is over (REQ-77)", () => {
    expect(grantedExtension(asked(null), facts(), after(30))).toEqual([
      { kind: "requestCanceled", at: after(30), by: null, reason: "assignment ended" },
    ]);
  });

  test("ASN-3 an update that leaves the period as it is announces no new end", () => {
    const { startAt, endAt } = held();
    expect(updateEvents(held(), { startAt, endAt }, after(10)).map((event) => event.kind)).toEqual([
      "deliveryStarted",
      "deliveryFinished",
    ]);
  });

  test("ASN-22 whenever it is approved, an extension ends neither before the present end nor past the cap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * 24 * 60 - 1 }), (minutes) => {
        const now = addMs(start, minutes * 60_000);
        const [, updated] = grantedExtension(asked(null), facts(), now);
        const endAt = updated?.kind === "assignmentUpdated" ? updated.period.endAt : held().endAt;
        expect(endAt?.getTime()).toBeGreaterThanOrEqual(after(30).getTime());
        expect(endAt?.getTime()).toBeLessThanOrEqual(addMs(now, 30 * 86_400_000).getTime());
      }),
    );
  });
});
