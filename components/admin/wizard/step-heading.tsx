"use client";
import { useEffect, useRef } from "react";
import { stepDescription, stepLabel, type WizardStep } from "./steps";
import { useWizard } from "./wizard-context";

/** The head of a step. Whoever comes to it by the wizard's own ways is at its beginning, with the focus too. */
export function StepHeading({ step }: { step: WizardStep }) {
  const { isMoving } = useWizard();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    heading.current?.focus();
  }, [isMoving]);
  return (
    <div>
      <h2 ref={heading} tabIndex={-1} className="text-lg leading-7 font-semibold tracking-tight outline-none">
        {stepLabel[step]}
      </h2>
      <p className="mt-0.5 text-sm text-muted">{stepDescription[step]}</p>
    </div>
  );
}
