import type { Route } from "next";
import { type DraftStep, draftSteps } from "@/lib/engine/package/draft";

/** Every page of the wizard, in order. */
export const wizardSteps = [...draftSteps, "review"] as const;
export type WizardStep = DraftStep | "review";

export const stepLabel = {
  basics: "Basics",
  roles: "Resource roles",
  requests: "Requests",
  information: "Requestor information",
  lifecycle: "Lifecycle",
  review: "Review + create",
} as const satisfies Record<WizardStep, string>;

export const stepHref = (draftId: string, step: WizardStep): Route => `/admin/packages/new/${draftId}/${step}` as Route;

/** The steps around one; null before the first and after the last. */
export function neighbours(step: WizardStep): {
  readonly before: WizardStep | null;
  readonly after: WizardStep | null;
} {
  const index = wizardSteps.indexOf(step);
  return { before: wizardSteps[index - 1] ?? null, after: wizardSteps[index + 1] ?? null };
}
