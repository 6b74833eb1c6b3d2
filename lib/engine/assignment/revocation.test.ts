import { describe, expect, test } from "vitest";
import type { NamedPerson, Person } from "@/lib/engine/directory";
import type { RequestId } from "@/lib/engine/ids";
import { startStage } from "@/lib/engine/request/advance";
import { fold } from "@/lib/engine/request/evolve";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { ada, ben, dora, hana, idOf, kim } from "@/lib/engine/testing/cast";
import {
  accepted,
  advanceFacts,
  after,
  afterEvents,
  assignment,
  policy,
  refusalOf,
  stage,
  start,
  submitted,
} from "@/lib/engine/testing/facts";
import { decideRevocation } from "./revocation";

const removalId = idOf<RequestId>(78);

describe("by taking the approval back", () => {
  const named = ({ id, displayName }: Person): NamedPerson => ({ personId: id, displayName });
  const approvedBy = (by: Person, delegator: Person | null = null): AssignmentRequest => {
    const request = submitted(policy({ stages: [stage()] }));
    const decision = {
      verdict: "approve" as const,
      ...named(by),
      capacity: "primary" as const,
      delegator: delegator && named(delegator),
      reason: null,
      at: after(1),
    };
    return afterEvents(request, [
      ...startStage(request, 0, advanceFacts(), start),
      { kind: "stageApproved", at: after(1), stage: 0, decision },
      {
        kind: "deliveryStarted",
        at: after(1),
        assignmentId: request.assignmentId,
        period: { startAt: after(1), endAt: null },
      },
      { kind: "deliveryFinished", at: after(1), outcome: "delivered" },
    ]);
  };
  const granted = approvedBy(dora);
  const access = assignment({ id: granted.assignmentId, snapshot: granted.snapshot });
  const revoke = (by: Person, parts: { request?: AssignmentRequest; held?: typeof access; reason?: string } = {}) =>
    decideRevocation(
      parts.request ?? granted,
      parts.held ?? access,
      named(by),
      { stage: 0, reason: parts.reason ?? "wrong person" },
      removalId,
      after(3),
    );

  test("APP-97 whoever approved takes it back: the access ends now, the record keeps both", () => {
    const { revoked, ended } = accepted(revoke(dora));
    expect(afterEvents(granted, revoked.events)).toMatchObject({
      state: "delivered",
      stages: [{ state: "approved", revocation: { by: named(dora), reason: "wrong person", at: after(3) } }],
    });
    expect(ended.events.map((event) => event.at)).toEqual([after(3), after(3), after(3)]);
  });

  test("ASN-44 the end is a systemRemove whose reason the holder reads", () => {
    const { ended } = accepted(revoke(dora));
    expect(fold(ended.events)).toMatchObject({
      type: "systemRemove",
      requestorId: dora.id,
      justification: "wrong person",
    });
    expect(ended.events.at(-1)).toMatchObject({ kind: "assignmentEnded", reason: "approvalRevoked" });
  });

  test("APP-97 only who approved, their delegate or the one they decided for", () => {
    const byHana = approvedBy(hana, dora);
    for (const by of [hana, dora]) expect(refusalOf(revoke(by, { request: byHana }))).toBeNull();
    for (const by of [ada, ben, hana, kim]) expect(refusalOf(revoke(by))).toBe("notAnApprover");
  });

  test("APP-97 a reason is mandatory and not endless", () => {
    expect(refusalOf(revoke(dora, { reason: "  " }))).toBe("reasonRequired");
    expect(refusalOf(revoke(dora, { reason: "x".repeat(1001) }))).toBe("invalidForm");
  });

  test("ERR-25 once the access is over or the approval is taken back there is nothing to take back", () => {
    expect(refusalOf(revoke(dora, { held: { ...access, state: "expired" } }))).toBe("alreadyRevokedOrEnded");
    expect(refusalOf(revoke(dora, { held: { ...access, endAt: after(3) } }))).toBe("alreadyRevokedOrEnded");
    const again = afterEvents(granted, accepted(revoke(dora)).revoked.events);
    expect(refusalOf(revoke(dora, { request: again }))).toBe("alreadyRevokedOrEnded");
  });

  test("APP-97 a stage that was not approved, or an approval not delivered yet, is none to take back", () => {
    const request = submitted(policy({ stages: [stage()] }));
    const running = afterEvents(request, startStage(request, 0, advanceFacts(), start));
    expect(refusalOf(revoke(dora, { request: running }))).toBe("notAnApprover");
    const early: AssignmentRequest = {
      ...granted,
      state: "scheduled",
      subStatus: "pendingNotBefore",
      startAt: after(9),
    };
    expect(refusalOf(revoke(dora, { request: early }))).toBe("alreadyRevokedOrEnded");
  });
});
