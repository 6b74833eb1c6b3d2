import { createContext, type Dispatch, type RefObject, use } from "react";
import type { PackageDraft } from "@/lib/engine/package/draft";
import type { DraftView } from "@/lib/views/package-drafts";
import type { Kept } from "./use-saving";
import type { WizardChange, WizardState } from "./wizard-state";

export type WizardContextValue = {
  readonly state: WizardState;
  readonly dispatch: Dispatch<WizardChange>;
  /** What is kept of it, and what is wrong with that. */
  readonly kept: Kept;
  readonly keep: (draft: PackageDraft) => Promise<Kept>;
  readonly isDirty: boolean;
  /** Set by whatever leads to another step, until that is there. */
  readonly isMoving: RefObject<boolean>;
  readonly bounds: Pick<DraftView, "forwardingRule" | "maxStageDurationDays">;
};

export const WizardContext = createContext<WizardContextValue | null>(null);

/** The package that is put together, for the steps of the wizard. */
export function useWizard(): WizardContextValue {
  const wizard = use(WizardContext);
  if (!wizard) throw new Error("a step stands outside of the wizard");
  return wizard;
}
