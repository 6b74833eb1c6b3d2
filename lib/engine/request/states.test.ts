import { describe, expect, test } from "vitest";
import {
  isOpen,
  type Move,
  moves,
  movesFrom,
  type RequestState,
  requestStates,
  requestSubStatuses,
  requestTypes,
  stateAfter,
} from "./states";

/** REQ-27 to REQ-45, our own ASK rules and the re-checks SOD-14 and REQ-74, as the spec's table of transitions prints them. */
const permitted: readonly (readonly [rule: string, from: RequestState, move: Move, to: RequestState])[] = [
  ["REQ-28", "submitted", "startApproval", "pendingApproval"],
  ["REQ-29", "submitted", "deliver", "delivering"],
  ["REQ-30", "submitted", "schedule", "scheduled"],
  ["REQ-31", "pendingApproval", "approveStage", "pendingApproval"],
  ["REQ-32", "pendingApproval", "forward", "pendingApproval"],
  ["REQ-33", "pendingApproval", "deliver", "delivering"],
  ["REQ-33", "pendingApproval", "schedule", "scheduled"],
  ["REQ-34", "scheduled", "cancel", "canceled"],
  ["REQ-35", "pendingApproval", "deny", "denied"],
  ["REQ-36", "pendingApproval", "timeOut", "denied"],
  ["REQ-37", "pendingApproval", "cancel", "canceled"],
  ["REQ-38", "scheduled", "deliver", "delivering"],
  ["REQ-39", "delivering", "finish", "delivered"],
  ["REQ-40", "delivering", "finishPartially", "partiallyDelivered"],
  ["REQ-41", "delivering", "fail", "deliveryFailed"],
  ["REQ-42", "partiallyDelivered", "reprocess", "delivering"],
  ["REQ-42", "deliveryFailed", "reprocess", "delivering"],
  ["REQ-43", "partiallyDelivered", "cancel", "canceled"],
  ["REQ-43", "deliveryFailed", "cancel", "canceled"],
  ["REQ-44", "submitted", "waitForCallback", "submitted"],
  ["REQ-44", "submitted", "resume", "submitted"],
  ["REQ-44", "pendingApproval", "waitForCallback", "pendingApproval"],
  ["REQ-44", "pendingApproval", "resume", "pendingApproval"],
  ["REQ-45", "submitted", "deny", "denied"],
  ["REQ-45", "submitted", "expireProcess", "deliveryFailed"],
  ["REQ-45", "pendingApproval", "expireProcess", "deliveryFailed"],
  ["REQ-55", "submitted", "cancel", "canceled"],
  ["REQ-74", "submitted", "invalidate", "denied"],
  ["REQ-74", "pendingApproval", "invalidate", "denied"],
  ["ASK-1", "pendingApproval", "askRequestor", "pendingApproval"],
  ["ASK-4", "pendingApproval", "answer", "pendingApproval"],
  ["SOD-14", "scheduled", "invalidate", "denied"],
];

const isPermitted = (from: RequestState, move: Move): boolean =>
  permitted.some(([, state, each]) => state === from && each === move);

describe("every state and every move", () => {
  for (const [rule, from, move, to] of permitted) {
    test(`${rule} from ${from}, ${move} leads to ${to}`, () => {
      expect(stateAfter(from, move)).toBe(to);
    });
  }

  for (const from of requestStates) {
    const impossible = moves.filter((move) => !isPermitted(from, move));
    test(`REQ-46 from ${from} there is no ${impossible.join(", ")}`, () => {
      expect(impossible.filter((move) => stateAfter(from, move) !== null)).toEqual([]);
      expect(movesFrom(from)).toEqual(moves.filter((move) => isPermitted(from, move)));
    });
  }

  test("REQ-46 denied, canceled and delivered are final", () => {
    for (const state of ["denied", "canceled", "delivered"] as const) expect(movesFrom(state)).toEqual([]);
  });
});

describe("states and types", () => {
  test("REQ-26 state and sub-status are separate: no state is filtered by a sub-status", () => {
    const states = new Set<string>(requestStates);
    expect(requestSubStatuses.filter((each) => states.has(each))).toEqual(["pendingApproval"]);
  });

  test("REQ-48 submitted, pending approval, scheduled and delivering are open", () => {
    expect(requestStates.filter(isOpen)).toEqual(["submitted", "pendingApproval", "scheduled", "delivering"]);
  });

  test("REQ-1 a request of type userAdd asks for new access", () => {
    expect(requestTypes).toContain("userAdd");
  });
});
