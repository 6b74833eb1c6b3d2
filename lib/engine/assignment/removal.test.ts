import { describe, expect, test } from "vitest";
import type { Person } from "@/lib/engine/directory";
import type { RequestId } from "@/lib/engine/ids";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { fold } from "@/lib/engine/request/evolve";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, ben, cleo, directoryOf, disabled, idOf, kim } from "@/lib/engine/testing/cast";
import {
  accepted,
  after,
  afterEvents,
  assignment,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { assignmentStates } from "./assignment";
import { decideAdminRemoval, decideClearance, decideManagerRemoval } from "./removal";

const removalId = idOf<RequestId>(78);
const managed = (isAllowed = true) =>
  snapshotOf(policy({ requestorSettings: { enableOnBehalfRequestorsToRemoveAccess: isAllowed } }));

describe("by an administrator", () => {
  const remove = (held = assignment(), reason = "", now = after(3)) =>
    decideAdminRemoval(held, kim.id, { reason }, removalId, now);

  test("REQ-8 the end is a request of type adminRemove by whoever ends it", () => {
    expect(fold(accepted(remove()).events)).toMatchObject({
      type: "adminRemove",
      requestorId: kim.id,
      targetId: ada.id,
      state: "delivering",
    });
  });

  test("ASN-36 it ends what is active, and nothing else", () => {
    const removable = assignmentStates.filter((state) => remove(assignment({ state })).ok);
    expect([...removable].sort()).toEqual(["delivered", "delivering", "partiallyDelivered"]);
    expect(refusalOf(remove(assignment({ endAt: after(3) })))).toBe("alreadyRevokedOrEnded");
  });

  test("ASN-36 the holder is told who ended it, with the reason where one was given", () => {
    const { events } = accepted(remove(assignment(), " moved on "));
    expect(events.at(-1)).toMatchObject({ kind: "assignmentEnded", at: after(3), reason: "removedByAdministrator" });
    expect(fold(events)?.justification).toBe("moved on");
    expect(fold(accepted(remove()).events)?.justification).toBeNull();
    expect(refusalOf(remove(assignment(), ` ${"x".repeat(1000)} `))).toBeNull();
    expect(remove(assignment(), "x".repeat(1001))).toMatchObject({
      error: { code: "invalidForm", issues: [{ field: "reason", problem: "tooLong" }] },
    });
  });
});

describe("by the manager", () => {
  const remove = (by: Person, parts = {}, directory = directoryOf(), settings = defaultSettings, reason = "") =>
    decideManagerRemoval(
      assignment({ snapshot: managed(), ...parts }),
      { directory, settings },
      by.id,
      { reason },
      removalId,
      after(3),
    );

  test("ASN-37 the direct manager ends a report's access where the policy lets managers", () => {
    const { events } = accepted(remove(ben));
    expect(fold(events)).toMatchObject({ type: "onBehalfRemove", requestorId: ben.id, targetId: ada.id });
    expect(events.at(-1)).toMatchObject({ reason: "removedByManager" });
    expect(refusalOf(remove(ben, { snapshot: managed(false) }))).toBe("removeNotAllowed");
  });

  test("ASN-37 not where the organization keeps reports' access from managers", () => {
    const blind = { ...defaultSettings, managersSeeReportAssignments: false };
    expect(refusalOf(remove(ben, {}, directoryOf(), blind))).toBe("removeNotAllowed");
  });

  test("ASN-37 nobody else is asked, neither the manager's manager nor the holder", () => {
    for (const by of [cleo, kim, ada]) expect(refusalOf(remove(by))).toBe("requestNotFound");
    expect(refusalOf(remove(ben, {}, directoryOf([disabled(ben)])))).toBe("requestNotFound");
  });

  test("REQ-5 the reason stands in the request, without the spaces around it", () => {
    const told = (reason: string) =>
      fold(accepted(remove(ben, {}, directoryOf(), defaultSettings, reason)).events)?.justification;
    expect(told(" moved on ")).toBe("moved on");
    expect(told("  ")).toBeNull();
  });

  test("REQ-5 what has ended already is not ended again", () => {
    expect(refusalOf(remove(ben, { state: "expired" }))).toBe("alreadyRevokedOrEnded");
  });
});

describe("by canceling a request whose delivery failed", () => {
  const failed = (outcome: "partiallyDelivered" | "deliveryFailed", parts = {}): AssignmentRequest => {
    const request = submitted(policy(), parts);
    const period = { startAt: start, endAt: null };
    return afterEvents(request, [
      { kind: "deliveryStarted", at: start, assignmentId: request.assignmentId, period },
      { kind: "deliveryFinished", at: after(1), outcome },
    ]);
  };
  const clear = (request: AssignmentRequest, held: ReturnType<typeof assignment> | null, reason = "not needed") =>
    decideClearance(request, held, kim.id, { reason }, removalId, after(3));
  const kinds = (result: ReturnType<typeof clear>) => {
    const { ended, canceled } = accepted(result);
    return [ended.events.map((event) => event.kind), canceled.events.map((event) => event.kind)];
  };

  test("REQ-43 what was granted all the same ends first, as a removal of the administrator's", () => {
    const result = clear(failed("partiallyDelivered"), assignment({ state: "partiallyDelivered" }));
    expect(kinds(result)).toEqual([["requestSubmitted", "deliveryStarted", "assignmentEnded"], ["requestCanceled"]]);
    expect(fold(accepted(result).ended.events)).toMatchObject({ type: "adminRemove", requestorId: kim.id });
  });

  test("REQ-43 where nothing was granted, or it ended already, there is nothing to give back", () => {
    const none = [[], ["requestCanceled"]];
    expect(kinds(clear(failed("deliveryFailed"), assignment({ state: "deliveryFailed" })))).toEqual(none);
    expect(kinds(clear(failed("partiallyDelivered"), assignment({ state: "expired" })))).toEqual(none);
    expect(kinds(clear(submitted(policy({ stages: [stage()] })), null))).toEqual(none);
  });

  test("REQ-43 the reason goes with the cancellation, without the spaces around it", () => {
    const told = (reason: string) => accepted(clear(failed("deliveryFailed"), null, reason)).canceled.events;
    expect(told(" not needed ")).toMatchObject([{ kind: "requestCanceled", by: kim.id, reason: "not needed" }]);
    expect(told(" ")).toMatchObject([{ kind: "requestCanceled", reason: null }]);
  });

  test("REQ-43 a repair that failed is no reason to take the access itself", () => {
    const repair = failed("partiallyDelivered", { type: "systemUpdate" });
    expect(kinds(clear(repair, assignment({ state: "partiallyDelivered" })))[0]).toEqual([]);
  });

  test("REQ-54 a request that is delivered is not canceled, and its access stays", () => {
    const done = { ...failed("partiallyDelivered"), state: "delivered" as const };
    expect(refusalOf(clear(done as AssignmentRequest, assignment()))).toBe("cancelNotAllowed");
  });
});
