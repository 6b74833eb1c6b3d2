import { Check, X } from "lucide-react";
import type { CheckView } from "@/lib/views/packages";

/** Every check a request goes through, with what it looked at; folded away until somebody wants to know. */
export function Checks({ checks }: { checks: readonly CheckView[] }) {
  const passed = checks.filter((check) => check.isPassed).length;
  return (
    <details className="group mt-4 border-t border-separator pt-3 text-sm">
      <summary className="text-link w-max cursor-pointer list-none">
        <span className="group-open:hidden">
          What is checked: {passed} of {checks.length} hold
        </span>
        <span className="hidden group-open:inline">Hide the checks</span>
      </summary>
      <ol aria-label="Checks" className="mt-3 flex flex-col gap-2.5">
        {checks.map((check) => (
          <OneCheck key={check.question} check={check} />
        ))}
      </ol>
    </details>
  );
}

function OneCheck({ check: { question, isPassed, inputs } }: { check: CheckView }) {
  const Icon = isPassed ? Check : X;
  return (
    <li className="flex gap-2.5 leading-5">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${isPassed ? "text-success-soft-foreground" : "text-danger-soft-foreground"}`}
      />
      <div className="min-w-0">
        <p>
          <span className="sr-only">{isPassed ? "Holds: " : "Does not hold: "}</span>
          {question}
        </p>
        {inputs.length > 0 && (
          <p className="text-muted">{inputs.map(({ name, value }) => `${name}: ${value}`).join(" · ")}</p>
        )}
      </div>
    </li>
  );
}
