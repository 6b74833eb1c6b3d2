import { describe, expect, test } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { fold } from "@/lib/engine/request/evolve";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { defaultSettings } from "@/lib/engine/settings";
import { ada, dora, idOf, kim, vendors } from "@/lib/engine/testing/cast";
import {
  accepted,
  after,
  assignment,
  extensionFacts,
  heldAssignment,
  holdings,
  person,
  policy,
  refusalOf,
  stage,
  start,
  textQuestion,
} from "@/lib/engine/testing/facts";
import { type AdminUpdateCommand, decideAdminUpdate, staleRefusal } from "./admin-update";

const updateId = idOf<RequestId>(55);

describe("a change by an administrator", () => {
  const questions = [textQuestion({ isRequired: true })];
  const of = policy({
    expiration: { type: "afterDays", days: 30 },
    stages: [stage({ primaryApprovers: [person(dora)] })],
    questions,
  });
  const held = assignment({ snapshot: snapshotOf(of), endAt: after(30) });
  const known = [{ questionId: "why", questionText: "Why do you need it?", value: "audit", displayValue: "audit" }];
  const change = (parts: Partial<AdminUpdateCommand> = {}, facts = {}, now = after(10)) =>
    decideAdminUpdate(
      { ...extensionFacts(held), answers: known, ...facts },
      { startAt: null, endAt: null, answers: null, justification: "", language: "en", ...parts },
      kim.id,
      updateId,
      now,
    );
  const kinds = (result: ReturnType<typeof change>) => accepted(result).events.map((event) => event.kind);

  test("REQ-7 an administrator moves the end without anybody's approval", () => {
    const result = change({ endAt: after(20) });
    expect(kinds(result)).toEqual(["requestSubmitted", "deliveryStarted", "assignmentUpdated", "deliveryFinished"]);
    expect(accepted(result).events[2]).toMatchObject({
      period: { startAt: start, endAt: after(20) },
      isExtended: false,
    });
    expect(fold(accepted(result).events)).toMatchObject({ type: "adminUpdate", requestorId: kim.id, targetId: ada.id });
    expect(plannedStages({ ...(fold(accepted(result).events) as AssignmentRequest) })).toEqual([]);
  });

  test("ASN-15 also beyond what the policy gives, of which a warning tells", () => {
    expect(accepted(change({ endAt: after(40) })).warnings).toEqual([]);
    const beyond = accepted(change({ endAt: after(400) }));
    expect(beyond.warnings).toEqual(["beyondPolicy"]);
    expect(beyond.events[2]).toMatchObject({ period: { endAt: after(400) }, isExtended: true });
  });

  test("REQ-7 a new end lies ahead and after the start; a start does not lie ahead", () => {
    const fields = (parts: Partial<AdminUpdateCommand>) => {
      const result = change(parts);
      if (result.ok || result.error.code !== "invalidForm") return null;
      return result.error.issues.map(({ field, problem }) => `${field} ${problem}`);
    };
    expect(fields({ endAt: after(10) })).toEqual(["endAt notAfterStart"]);
    expect(fields({ endAt: after(10, 0, 1) })).toBeNull();
    expect(fields({ startAt: after(11) })).toEqual(["startAt inTheFuture"]);
    expect(fields({ startAt: after(2), endAt: new Date(Number.NaN) })).toEqual(["endAt notADate"]);
    expect(fields({ startAt: after(2) })).toBeNull();
    expect(fields({ justification: "x".repeat(1001) })).toEqual(["justification tooLong"]);
  });

  test("INF-12 stored answers are changed by a request that keeps the new ones", () => {
    const result = change({ answers: [{ questionId: "why", value: "closing of the year" }] });
    expect(kinds(result)).toEqual(["requestSubmitted", "deliveryStarted", "deliveryFinished"]);
    expect(fold(accepted(result).events)?.answers).toMatchObject([{ displayValue: "closing of the year" }]);
    expect(fold(accepted(change({ endAt: after(20) })).events)?.answers).toEqual(known);
    expect(refusalOf(change({ answers: [] }))).toBe("invalidForm");
  });

  test("SOD-24 a later end meets conflicts, an earlier one does not", () => {
    const conflicting = {
      holdings: holdings({ assignments: [heldAssignment({ packageId: vendors })] }),
      incompatible: { packages: [{ id: vendors, displayName: "Vendors" }], groups: [] },
    };
    expect(refusalOf(change({ endAt: after(31) }, conflicting))).toBe("incompatiblePackage");
    expect(refusalOf(change({ endAt: after(29) }, conflicting))).toBeNull();
    const settings = { ...defaultSettings, sodOnExtension: "warn" as const };
    expect(accepted(change({ endAt: after(31) }, { ...conflicting, settings })).warnings).toEqual(["conflict"]);
  });

  test("REQ-50 an open update or removal comes first, and what has ended is not changed", () => {
    expect(refusalOf(change({ endAt: after(20) }, { openRequestId: updateId }))).toBe("openRequestExists");
    expect(refusalOf(change({ endAt: after(60) }, {}, after(30)))).toBe("alreadyRevokedOrEnded");
  });
});

test("ERR-50 whoever read an earlier version is told who changed it, and the end it has now", () => {
  const stored = { version: 3, endAt: after(30), lastEditor: "Dora" };
  expect(staleRefusal(stored, 3)).toBeNull();
  expect(staleRefusal(stored, 2)).toEqual({ code: "staleVersion", by: "Dora", endAt: after(30) });
});
