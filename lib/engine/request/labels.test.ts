import { describe, expect, test } from "vitest";
import { requestStateLabel, requestTypeLabel } from "./labels";
import { requestStates, requestTypes } from "./states";

describe("captions", () => {
  test.each([
    ["submitted", "Submitted"],
    ["pendingApproval", "Pending approval"],
    ["scheduled", "Scheduled"],
    ["delivering", "Delivering"],
    ["delivered", "Delivered"],
    ["partiallyDelivered", "Partially delivered"],
    ["deliveryFailed", "Delivery failed"],
    ["denied", "Denied"],
    ["canceled", "Canceled"],
  ] as const)("REQ-25 %s is shown as %s", (state, text) => {
    expect(requestStateLabel(state, null).text).toBe(text);
  });

  test("APP-51 a request nobody decided in time is stored as denied and shown as Expired", () => {
    expect(requestStateLabel("denied", "timedOut").text).toBe("Expired");
  });

  test("REQ-25 Expired is shown for time-outs only; every other denial is shown as one", () => {
    for (const cause of ["deniedByApprover", "conflict", "invalidSchedule"] as const) {
      expect(requestStateLabel("denied", cause).text).toMatch(/^Denied/);
    }
  });

  test("REQ-26 a sub-status of another state changes nothing", () => {
    for (const state of requestStates.filter((each) => each !== "denied" && each !== "pendingApproval")) {
      expect(requestStateLabel(state, "timedOut")).toEqual(requestStateLabel(state, null));
    }
  });

  test("REQ-25 every type of request has words", () => {
    for (const type of requestTypes) expect(requestTypeLabel[type]).not.toBe("");
  });
});
