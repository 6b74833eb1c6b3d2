import { expect, test } from "vitest";
import { assignmentStates } from "@/lib/engine/assignment/assignment";
import { isOpen, requestStates } from "@/lib/engine/request/states";
import { deletionRefusal } from "./deletion";
import { packageRefusalRules, packageRefusalText } from "./refusals";

const nothing = { assignments: [], requests: [] };
const access = (state: (typeof assignmentStates)[number], isDeprovisioned = false) => ({
  ...nothing,
  assignments: [{ state, isDeprovisioned, count: 1 }],
});

test("WHO-59 what nobody holds and nobody asks for can be deleted", () => {
  expect(deletionRefusal(nothing)).toBeNull();
});

test("WHO-59 access that is there is in the way, and so is access whose last role is not gone yet", () => {
  const inTheWay = assignmentStates.filter((state) => deletionRefusal(access(state)));
  expect(inTheWay).toEqual(["delivering", "delivered", "partiallyDelivered", "expired"]);
  expect(deletionRefusal(access("expired", true))).toBeNull();
});

test("WHO-59 every request that is not closed is in the way", () => {
  const inTheWay = requestStates.filter((state) => deletionRefusal({ ...nothing, requests: [{ state, count: 1 }] }));
  expect(inTheWay).toEqual(requestStates.filter(isOpen));
});

test("ERR-24 the refusal says how much there is of each", () => {
  const refusal = deletionRefusal({
    assignments: [
      { state: "delivered", isDeprovisioned: false, count: 1 },
      { state: "delivering", isDeprovisioned: false, count: 1 },
    ],
    requests: [
      { state: "pendingApproval", count: 1 },
      { state: "denied", count: 9 },
    ],
  });
  expect(refusal).toEqual({ code: "activeAssignments", assignments: 2, requests: 1 });
  expect(refusal && packageRefusalText(refusal).items).toEqual(["2 active assignments", "1 open request"]);
  expect(packageRefusalRules.activeAssignments).toEqual({ rule: "ERR-24", status: 409 });
});
