import { expect, type Locator, type Page } from "@playwright/test";
import { stepLabel, type WizardStep } from "@/components/admin/wizard/steps";
import { press } from "./portal";

/** The fields of a step. */
export const stepForm = (page: Page, step: Exclude<WizardStep, "review">): Locator =>
  page.getByRole("form", { name: stepLabel[step], exact: true });

/** A step in the list of steps, with how it stands. */
export const stepInList = (page: Page, step: WizardStep): Locator =>
  page.getByRole("navigation", { name: "Steps" }).getByRole("listitem").filter({ hasText: stepLabel[step] });

/** Presses "Save and continue" on a step and waits for the one after it. */
export async function goOn(page: Page, from: Exclude<WizardStep, "review">, to: WizardStep): Promise<void> {
  await press(stepForm(page, from).getByRole("button", { name: "Save and continue" }));
  await expectStep(page, to);
}

/** Waits until a step is there to be filled in, or the review to be read. */
export async function expectStep(page: Page, step: WizardStep): Promise<void> {
  const there = step === "review" ? page.getByRole("form", { name: "Create the package" }) : stepForm(page, step);
  await expect(there).toBeVisible();
  await expect(stepInList(page, step).locator("[aria-current=step]")).toBeVisible();
}

/** Opens another step from the list of steps. */
export async function goTo(page: Page, step: WizardStep): Promise<void> {
  await press(stepInList(page, step).getByRole("link"));
  await expectStep(page, step);
}
