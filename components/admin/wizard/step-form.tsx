"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Problems, problemsIn } from "@/components/policy/editor/problems";
import { plural } from "@/components/policy/policy-words";
import { buttonClass } from "@/components/ui/button-class";
import type { DraftStep, PackageDraft } from "@/lib/engine/package/draft";
import { sentOf } from "@/lib/engine/policy/draft-form";
import { StepHeading } from "./step-heading";
import { StepLink } from "./step-link";
import { neighbours, stepHref, stepLabel } from "./steps";
import { useWizard } from "./wizard-context";
import { withVisited } from "./wizard-state";

/** What the messages of a step are about, as their paths name it. */
const judgedPart = (step: DraftStep, draft: PackageDraft): unknown =>
  step === "basics" || step === "roles" ? draft : sentOf(draft.policy);

/** One step: its fields, with what is wrong at each, and the ways on and back. */
export function StepForm({ step, children }: { step: DraftStep; children: ReactNode }) {
  const { state, dispatch, kept, keep, isMoving } = useWizard();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [isSending, setSending] = useState(false);
  const [refusedCount, setRefusedCount] = useState(0);
  const { before, after } = neighbours(step);
  const isTold = state.draft.visited.includes(step);
  const issues = useMemo(
    () => (isTold ? kept.issues.filter((issue) => issue.step === step) : []),
    [isTold, kept.issues, step],
  );
  const problems = useMemo(() => {
    const errors: Record<string, string> = {};
    for (const { path, message } of issues) errors[path.join(".")] ??= message;
    return problemsIn(errors, judgedPart(step, kept.draft), judgedPart(step, state.draft));
  }, [issues, step, kept.draft, state.draft]);
  useEffect(() => {
    if (refusedCount > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusedCount]);

  async function goOn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    const draft = withVisited(state.draft, step);
    dispatch({ kind: "stepLeft", draft });
    const answer = await keep(draft);
    setSending(false);
    if (answer.status !== "kept" || answer.id === null || after === null) return;
    if (answer.issues.some((issue) => issue.step === step)) return setRefusedCount((count) => count + 1);
    const href = stepHref(answer.id, after);
    isMoving.current = true;
    // The page of a draft that was not kept yet is empty again for whoever comes back to it.
    if (location.pathname.includes(answer.id)) router.push(href);
    else router.replace(href);
  }

  return (
    <form
      ref={form}
      onSubmit={goOn}
      noValidate
      aria-label={stepLabel[step]}
      aria-busy={isSending}
      className="flex max-w-3xl flex-col gap-6"
    >
      <StepHeading step={step} />
      <Problems value={problems}>{children}</Problems>
      <p role="status" className="text-sm font-medium text-danger-soft-foreground empty:hidden">
        {issues.length > 0 && `${plural(issues.length, "thing needs", "things need")} your attention above.`}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <button type="submit" aria-disabled={isSending || undefined} className={buttonClass({ variant: "primary" })}>
          {isSending ? "Saving…" : "Save and continue"}
        </button>
        {before && (
          <StepLink to={before} from={step} className={buttonClass({ variant: "outline" })}>
            Back
          </StepLink>
        )}
        <Link href="/admin/packages" className={buttonClass({ variant: "ghost" })}>
          Finish later
        </Link>
        <KeptState />
      </div>
    </form>
  );
}

/** Whether what is typed is kept; seen, and not announced at every pause. */
function KeptState() {
  const { kept, isDirty } = useWizard();
  if (kept.status === "failed") {
    return <p className="text-sm text-danger-soft-foreground">Not saved. Check your connection, and go on typing.</p>;
  }
  if (kept.status === "refused") return <p className="text-sm text-danger-soft-foreground">Not saved.</p>;
  if (kept.status === "saving") return <p className="text-sm text-muted">Saving the draft…</p>;
  if (isDirty) return <p className="text-sm text-muted">Not saved yet.</p>;
  return kept.id !== null && <p className="text-sm text-muted">The draft is saved.</p>;
}
