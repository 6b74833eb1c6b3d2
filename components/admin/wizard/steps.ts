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

/** What each page is about, under its heading. */
export const stepDescription = {
  basics: "What the package is, and the catalog it stands in.",
  roles: "What whoever holds the package gets.",
  requests: "The first policy: who can ask, and who decides. More policies can follow once the package exists.",
  information: "What whoever asks is asked, beside the reason.",
  lifecycle: "How long access lasts, and who is told.",
  review: "Everything as it will be. Nobody can ask for anything until you create it.",
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
