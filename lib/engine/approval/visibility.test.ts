import { expect, test } from "vitest";
import { defaultSettings } from "@/lib/engine/settings";
import { dora, hana } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { firstShown, shownDecision, showsApprovers } from "./visibility";

const hiding = { showApproversToRequestors: false };

test("APP-70 the package decides, else the organization; guests see approvers only where the package says so", () => {
  expect(showsApprovers(defaultSettings, "default", "member")).toBe(true);
  expect(showsApprovers(hiding, "default", "member")).toBe(false);
  expect(showsApprovers(hiding, "yes", "member")).toBe(true);
  expect(showsApprovers(defaultSettings, "no", "member")).toBe(false);
  expect(showsApprovers(defaultSettings, "default", "guest")).toBe(false);
  expect(showsApprovers(hiding, "yes", "guest")).toBe(true);
});

test("APP-71 of many members 50 are shown, and how many more there are", () => {
  const names = Array.from({ length: 53 }, (_, index) => index);
  expect(firstShown(names)).toEqual({ people: names.slice(0, 50), more: 3 });
  expect(firstShown(names.slice(0, 50)).more).toBe(0);
});

test("APP-72 the reason of a decision is always shown, names only where approvers are", () => {
  const decision = {
    verdict: "deny" as const,
    personId: dora.id,
    displayName: dora.displayName,
    capacity: "primary" as const,
    delegator: { personId: hana.id, displayName: hana.displayName },
    reason: "ask Ben first",
    at: start,
  };
  expect(shownDecision(decision, true)).toMatchObject({ by: dora.displayName, delegator: hana.displayName });
  expect(shownDecision(decision, false)).toEqual({
    verdict: "deny",
    by: null,
    delegator: null,
    capacity: "primary",
    reason: "ask Ben first",
    at: start,
  });
});
