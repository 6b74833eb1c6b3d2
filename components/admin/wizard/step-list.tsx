"use client";
import { Check, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { plural } from "@/components/policy/policy-words";
import { type DraftStepState, stepStates } from "@/lib/engine/package/draft-issues";
import { StepLink } from "./step-link";
import { stepLabel, type WizardStep, wizardSteps } from "./steps";
import { useWizard } from "./wizard-context";

const look = {
  complete: "bg-success/15 text-success-soft-foreground",
  needsAttention: "bg-warning/20 text-warning-soft-foreground",
  notVisited: "bg-default text-muted",
} as const satisfies Record<DraftStepState, string>;

function Mark({ state, number }: { state: DraftStepState; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={`flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold tabular-nums ${look[state]}`}
    >
      {state === "complete" && <Check className="size-3.5" />}
      {state === "needsAttention" && <TriangleAlert className="size-3.5" />}
      {state === "notVisited" && number}
    </span>
  );
}

/** The steps and how each stands: beside the page where there is room, above it on phones. */
export function StepList({ current }: { current: WizardStep }) {
  const { state, kept } = useWizard();
  const states = stepStates(state.draft, kept.issues);
  const wordsOf = (step: WizardStep): string => {
    if (step === "review") return "";
    if (states[step] === "complete") return "Complete";
    if (states[step] === "notVisited") return "Not visited yet";
    return `${plural(kept.issues.filter((issue) => issue.step === step).length, "thing")} to correct`;
  };
  const list = useRef<HTMLElement>(null);
  // On phones the steps do not all fit: the one that is shown is in the middle.
  useEffect(() => {
    const shown = list.current?.querySelector<HTMLElement>(`[data-step=${current}]`);
    if (shown) list.current?.scrollTo({ left: shown.offsetLeft - (list.current.clientWidth - shown.offsetWidth) / 2 });
  }, [current]);
  return (
    <nav
      ref={list}
      aria-label="Steps"
      className="relative -mx-4 overflow-x-auto px-4 scrollbar-none lg:mx-0 lg:overflow-visible lg:px-0"
    >
      <ol className="flex min-w-max gap-1 lg:min-w-0 lg:flex-col">
        {wizardSteps.map((step, index) => (
          <li key={step} data-step={step}>
            <StepLink
              to={step}
              from={current}
              isCurrent={step === current}
              className="flex min-h-11 items-center gap-2.5 rounded-xl px-2.5 py-1.5 text-sm text-muted aria-[current=step]:bg-default aria-[current=step]:text-foreground [a&]:hover:text-foreground"
            >
              <Mark state={step === "review" ? "notVisited" : states[step]} number={index + 1} />
              <span className="flex min-w-0 flex-col">
                <span className="leading-5 font-medium">{stepLabel[step]}</span>
                {wordsOf(step) && (
                  <span className="text-xs leading-4 text-muted max-lg:sr-only">
                    <span className="sr-only">: </span>
                    {wordsOf(step)}
                  </span>
                )}
              </span>
            </StepLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
