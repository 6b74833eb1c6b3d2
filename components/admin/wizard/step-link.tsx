"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import type { DraftStep } from "@/lib/engine/package/draft";
import { stepHref, type WizardStep } from "./steps";
import { useWizard } from "./wizard-context";
import { withVisited } from "./wizard-state";

const NEW = "/admin/packages/new" satisfies Route;

export type StepLinkProps = {
  to: WizardStep;
  /** The step that is left by it. */
  from: WizardStep;
  className: string;
  isCurrent?: boolean;
  children: ReactNode;
};

const opensElsewhere = ({ metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  metaKey || ctrlKey || shiftKey || altKey;

/** Leads to another step once what was typed here is kept; nowhere as long as there is no draft to come back to. */
export function StepLink({ to, from, className, isCurrent = false, children }: StepLinkProps) {
  const { state, kept, keep, dispatch, isMoving } = useWizard();
  const router = useRouter();
  // The step that is shown is a link all the same, so that the list can be reached and scrolled with the keyboard.
  if (kept.id === null && !isCurrent) return <span className={className}>{children}</span>;
  const href = kept.id === null ? NEW : stepHref(kept.id, to);
  const leave = async (step: DraftStep | null) => {
    const draft = step ? withVisited(state.draft, step) : state.draft;
    dispatch({ kind: "stepLeft", draft });
    const { status } = await keep(draft);
    if (status !== "kept") return;
    isMoving.current = true;
    router.push(href);
  };
  return (
    <a
      href={href}
      aria-current={isCurrent ? "step" : undefined}
      className={className}
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        if (!isCurrent) void leave(from === "review" ? null : from);
      }}
    >
      {children}
    </a>
  );
}
