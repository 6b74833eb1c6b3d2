"use client";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import type { DraftView } from "@/lib/views/package-drafts";
import { StepList } from "./step-list";
import { type WizardStep, wizardSteps } from "./steps";
import { type SaveDraft, useSaving } from "./use-saving";
import { WizardContext } from "./wizard-context";
import { begin, wizardReducer } from "./wizard-state";

export type WizardProps = { view: DraftView; save: SaveDraft; children: ReactNode };

/** The step an address names; a draft that is not kept yet is at its first. */
function stepOf(pathname: string): WizardStep {
  const last = pathname.split("/").at(-1);
  return wizardSteps.find((step) => step === last) ?? "basics";
}

/** P20: a package on its way: what is typed is held here from step to step, and kept as it is typed. */
export function Wizard({ view, save, children }: WizardProps) {
  const [state, dispatch] = useReducer(wizardReducer, view, begin);
  const { kept, keep, adopt, replace, isDirty } = useSaving(view, state.draft, save);
  const [isGivenUp, setGivenUp] = useState(false);
  const isMoving = useRef(false);
  const current = stepOf(usePathname());
  const router = useRouter();

  // What another window kept meanwhile, read when one comes back here; never over something that is typed.
  const isNewer = (view.version ?? 0) > (kept.version ?? 0) && view.id === kept.id;
  const takeOver = useEffectEvent(() => {
    adopt(view);
    dispatch({ kind: "begun", view });
    setGivenUp(false);
  });
  const takesOver = isNewer && (!isDirty || isGivenUp);
  useEffect(() => {
    if (takesOver) takeOver();
  }, [takesOver]);

  const { forwardingRule, maxStageDurationDays } = view;
  const value = useMemo(
    () => ({ state, dispatch, kept, keep, isDirty, isMoving, bounds: { forwardingRule, maxStageDurationDays } }),
    [state, kept, keep, isDirty, forwardingRule, maxStageDurationDays],
  );
  return (
    <WizardContext value={value}>
      <div className="grid gap-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-8">
        <StepList current={current} />
        <div className="flex min-w-0 flex-col gap-6">
          {kept.refusal && (
            <Notice
              tone="danger"
              urgent
              title={kept.refusal.title}
              action={
                kept.newerVersion !== null && (
                  <>
                    <button
                      type="button"
                      className={buttonClass({ variant: "outline", size: "sm" })}
                      onClick={() => void replace(state.draft)}
                    >
                      Keep what is typed here
                    </button>
                    <button
                      type="button"
                      className={buttonClass({ variant: "outline", size: "sm" })}
                      onClick={() => {
                        setGivenUp(true);
                        router.refresh();
                      }}
                    >
                      Show what the other window kept
                    </button>
                  </>
                )
              }
            >
              {kept.refusal.detail}
            </Notice>
          )}
          {children}
        </div>
      </div>
    </WizardContext>
  );
}
