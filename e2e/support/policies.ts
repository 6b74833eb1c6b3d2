import type { Locator, Page } from "@playwright/test";
import { press } from "./portal";

/** A policy as its editor sends it: everybody who works here gets access at once, for good. */
export const simplePolicy = {
  displayName: "Anybody",
  description: "",
  isEnabled: true,
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [],
  requestorSettings: {},
  requestApprovalSettings: { isApprovalRequiredForAdd: false, stages: [] },
  questions: [],
  expiration: { type: "noExpiration" },
  notificationSettings: {},
};

/** A part of the editor's lists, e.g. "Stage 2" or "Question 1". */
export const partOf = (page: Page, title: string): Locator =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

/** Finds somebody in one of the editor's searches and puts them on its list. */
export async function addTo(set: Locator, name: string): Promise<void> {
  await set.getByRole("searchbox").fill(name);
  await press(set.getByRole("button", { name: new RegExp(`^${name}`) }));
}
