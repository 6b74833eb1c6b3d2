import { ChevronDown } from "lucide-react";
import type { SignInProblem } from "@/lib/auth/safe-path";
import { helpFor, signInHelp } from "@/lib/auth/sign-in-help";

/** ERR-51: what to try, for those whom the portal itself cannot help. */
export function SignInHelp({ problem }: { problem: SignInProblem | null }) {
  const { situations, isOpen } = helpFor(problem);
  return (
    <details open={isOpen} className="group/help rounded-2xl border border-border px-4 py-1 text-sm">
      <summary className="flex min-h-10 cursor-pointer list-none items-center justify-between gap-3 font-medium">
        Trouble signing in?
        <ChevronDown aria-hidden className="size-4 text-muted transition-transform group-open/help:rotate-180" />
      </summary>
      <dl className="flex flex-col gap-3 pt-1 pb-3 leading-6">
        {situations.map((situation) => (
          <div key={situation}>
            <dt className="font-medium">{signInHelp[situation].title}</dt>
            <dd className="text-pretty text-muted">{signInHelp[situation].body}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
