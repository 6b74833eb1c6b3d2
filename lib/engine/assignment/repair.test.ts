import { expect, test } from "vitest";
import type { RequestId } from "@/lib/engine/ids";
import { snapshotOf } from "@/lib/engine/policy/policy";
import { fold } from "@/lib/engine/request/evolve";
import { type AssignmentRequest, plannedStages } from "@/lib/engine/request/request";
import { idOf, kim } from "@/lib/engine/testing/cast";
import { accepted, after, assignment, policy, refusalOf, stage } from "@/lib/engine/testing/facts";
import { assignmentStates } from "./assignment";
import { decideRepair } from "./repair";

const repair = (held = assignment()) => decideRepair(held, kim.id, idOf<RequestId>(79), after(3));

test("ASN-33 access that is delivered is delivered again, in no other state", () => {
  expect(assignmentStates.filter((state) => repair(assignment({ state })).ok)).toEqual(["delivered"]);
  expect(refusalOf(repair(assignment({ state: "delivering" })))).toBe("reprocessRetrying");
  expect(refusalOf(repair(assignment({ state: "expired" })))).toBe("reprocessWrongState");
  expect(refusalOf(repair(assignment({ endAt: after(3) })))).toBe("reprocessWrongState");
});

test("REQ-10 that is a request of type systemUpdate, which nobody approves and which changes no period", () => {
  const snapshot = snapshotOf(policy({ stages: [stage()] }));
  const { events } = accepted(repair(assignment({ snapshot, endAt: after(9) })));
  expect(events.map((event) => event.kind)).toEqual(["requestSubmitted", "deliveryStarted"]);
  const request = fold(events) as AssignmentRequest;
  expect(request).toMatchObject({ type: "systemUpdate", requestorId: kim.id, period: { endAt: after(9) } });
  expect(plannedStages(request)).toEqual([]);
});
