import { expect, test } from "vitest";
import { defaultSettings, tenantSettingsSchema } from "@/lib/engine/settings";
import { after, start } from "@/lib/engine/testing/facts";
import { isErasable, type Retained } from "./retention";
import { isOpen, requestStates } from "./states";

const closed: Retained = { state: "denied", completedAt: start, isAccessThere: false };
const year = { ...defaultSettings, requestRetentionDays: 365 };

test("REQ-70 a closed request is kept for the days the organization says, and then erased", () => {
  expect(isErasable(closed, year, after(364, 23, 59))).toBe(false);
  expect(isErasable(closed, year, after(365))).toBe(true);
  expect(isErasable(closed, { ...year, requestRetentionDays: 90 }, after(90))).toBe(true);
});

test("REQ-70 an open request is never erased", () => {
  const erased = requestStates.filter((state) => isErasable({ ...closed, state }, year, after(3_000)));
  expect(erased).toEqual(requestStates.filter((state) => !isOpen(state)));
});

test("REQ-70 one whose access is there is kept as long as that", () => {
  expect(isErasable({ ...closed, state: "delivered", isAccessThere: true }, year, after(3_000))).toBe(false);
});

test("REQ-70 a year unless somebody sets it otherwise, and never less than 90 days", () => {
  expect(defaultSettings.requestRetentionDays).toBe(365);
  expect(tenantSettingsSchema.safeParse({ requestRetentionDays: 89 }).success).toBe(false);
  expect(tenantSettingsSchema.safeParse({ requestRetentionDays: 90 }).success).toBe(true);
});
