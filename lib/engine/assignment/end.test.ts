import { describe, expect, test } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { fold } from "@/lib/engine/request/evolve";
import { ada, ben, idOf } from "@/lib/engine/testing/cast";
import { accepted, after, assignment, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { assignmentStates } from "./assignment";
import { decideExpiry, decideOwnRemoval } from "./end";

const removalId = idOf<RequestId>(77);
const giveBack = (held: ReturnType<typeof assignment>, by = ada, now = after(3)) =>
  decideOwnRemoval(held, by.id, removalId, now);
const withSelfRemoval = (isAllowed: boolean) =>
  snapshotOf(policy({ requestorSettings: { enableTargetsToSelfRemoveAccess: isAllowed } }));

describe("giving access back", () => {
  test("ASN-40 the holder gives access back where the policy lets them", () => {
    expect(refusalOf(giveBack(assignment({ snapshot: withSelfRemoval(true) })))).toBeNull();
  });

  test("ERR-42 giving back is refused where the policy does not permit it", () => {
    expect(refusalOf(giveBack(assignment({ snapshot: withSelfRemoval(false) })))).toBe("removeNotAllowed");
  });

  test("ASN-40 nobody else can give it back for the holder", () => {
    expect(refusalOf(giveBack(assignment(), ben))).toBe("requestNotFound");
  });

  test("ASN-45 it takes effect at once, without anybody's approval", () => {
    const snapshot = snapshotOf(policy({ stages: [stage()] }));
    const { events } = accepted(giveBack(assignment({ snapshot })));
    expect(events.map((each) => each.kind)).toEqual(["requestSubmitted", "deliveryStarted", "assignmentEnded"]);
    expect(events.every((each) => each.at.getTime() === after(3).getTime())).toBe(true);
  });

  test("APP-102 a removal needs no approval even where adding does", () => {
    const snapshot = snapshotOf(policy({ stages: [stage()] }));
    expect(fold(accepted(giveBack(assignment({ snapshot }))).events)?.stages).toEqual([]);
  });

  test("REQ-3 giving access back is a request of type userRemove by the target", () => {
    expect(fold(accepted(giveBack(assignment())).events)).toMatchObject({
      type: "userRemove",
      targetId: ada.id,
      requestorId: ada.id,
      state: "delivering",
    });
  });

  test("ASN-4 a removal ends the assignment and says why", () => {
    expect(accepted(giveBack(assignment())).events.at(-1)).toMatchObject({
      kind: "assignmentEnded",
      reason: "removedByYou",
    });
  });

  test("ERR-25 what has ended already cannot be given back", () => {
    expect(refusalOf(giveBack(assignment({ state: "expired" })))).toBe("alreadyRevokedOrEnded");
    expect(refusalOf(giveBack(assignment({ state: "deliveryFailed" })))).toBe("alreadyRevokedOrEnded");
    expect(refusalOf(giveBack(assignment({ endAt: after(3) })))).toBe("alreadyRevokedOrEnded");
  });

  test("SOD-22 a removal asks nothing about conflicts: it needs the assignment and nothing else", () => {
    expect(refusalOf(giveBack(assignment({ state: "partiallyDelivered" })))).toBeNull();
  });
});

describe("reaching the end", () => {
  const untilDayTen = assignment({ endAt: after(10) });

  test("ASN-35 access ends when its end has come, not a minute before", () => {
    expect(refusalOf(decideExpiry(untilDayTen, removalId, after(9, 23, 59)))).toBe("nothingDue");
    expect(refusalOf(decideExpiry(untilDayTen, removalId, after(10)))).toBeNull();
  });

  test("ASN-35 the end is recorded at the end instant, however late it is noticed", () => {
    const { events } = accepted(decideExpiry(untilDayTen, removalId, after(17)));
    expect(events.map((each) => each.at)).toEqual([after(10), after(10), after(10)]);
    expect(events.at(-1)).toMatchObject({ kind: "assignmentEnded", reason: "expired" });
  });

  test("REQ-11 an expiry is a request of type systemRemove", () => {
    expect(fold(accepted(decideExpiry(untilDayTen, removalId, after(10))).events)?.type).toBe("systemRemove");
  });

  test("REQ-12 every end of access owns exactly one request", () => {
    for (const decision of [decideExpiry(untilDayTen, removalId, after(10)), giveBack(assignment())]) {
      const submitted = accepted(decision).events.filter((each) => each.kind === "requestSubmitted");
      expect(submitted).toHaveLength(1);
    }
  });

  test("ASN-2 an assignment that is over or never began does not expire again", () => {
    const canExpire = assignmentStates.filter(
      (state) => decideExpiry(assignment({ state, endAt: after(10) }), removalId, after(10)).ok,
    );
    expect([...canExpire].sort()).toEqual(["delivered", "delivering", "partiallyDelivered"]);
  });

  test("ASN-8 access without an end does not expire", () => {
    expect(refusalOf(decideExpiry(assignment({ endAt: null }), removalId, after(99_999)))).toBe("nothingDue");
  });

  test("ASN-14 a policy edited later does not move the end of what was granted before", () => {
    const edited = assignment({
      endAt: after(10),
      snapshot: snapshotOf(policy({ expiration: { type: "afterDays", days: 1 } })),
    });
    expect(refusalOf(decideExpiry(edited, removalId, after(9)))).toBe("nothingDue");
  });
});
