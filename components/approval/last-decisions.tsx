"use client";
import { Check, CircleAlert, X } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { type Outcome, useDecisions } from "./decisions";

const past = { approve: "Approved", deny: "Denied" } as const;

const refusedCount = (outcomes: readonly Outcome[]) => outcomes.filter((outcome) => outcome.refusal !== null).length;

/** "3 approved, 1 not." */
function summary(outcomes: readonly Outcome[]): string {
  const [first] = outcomes;
  if (!first) return "";
  const failed = refusedCount(outcomes);
  const verb = past[first.verdict].toLocaleLowerCase("en");
  if (outcomes.length === 1) {
    return failed === 0 ? `${past[first.verdict]} ${first.item.packageName} for ${first.item.target.displayName}.` : "";
  }
  if (failed === 0) return `All ${outcomes.length} ${verb}.`;
  return `${outcomes.length - failed} ${verb}, ${failed} not.`;
}

/** What became of the last decisions, one line each when there were several; announced when it arrives. */
export function LastDecisions() {
  const { last, dismissLast } = useDecisions();
  const text = summary(last);
  return (
    <div role="status">
      {text && (
        <div className="mb-3 rounded-2xl border border-border bg-surface px-3.5 py-2.5 text-sm">
          <div className="flex items-center gap-2">
            {refusedCount(last) === 0 ? (
              <Check aria-hidden className="size-4 shrink-0 text-success-soft-foreground" />
            ) : (
              <CircleAlert aria-hidden className="size-4 shrink-0 text-warning-soft-foreground" />
            )}
            <p className="min-w-0 flex-1 leading-5 font-medium">{text}</p>
            <button
              type="button"
              onClick={dismissLast}
              aria-label="Put this away"
              className={`-me-2 ${buttonClass({ variant: "ghost", size: "sm", iconOnly: true })}`}
            >
              <X aria-hidden className="size-4" />
            </button>
          </div>
          {last.length > 1 && (
            <ul className="mt-1.5 max-h-48 divide-y divide-separator overflow-y-auto text-xs leading-5">
              {last.map(({ item, refusal, verdict }) => (
                <li key={item.requestId} className="py-1.5">
                  <span className="font-medium">{item.target.displayName}</span>, {item.packageName}:{" "}
                  {refusal ? (
                    <span className="text-warning-soft-foreground">
                      {refusal.title}. {refusal.detail}
                    </span>
                  ) : (
                    <span className="text-success-soft-foreground">{past[verdict].toLocaleLowerCase("en")}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}
