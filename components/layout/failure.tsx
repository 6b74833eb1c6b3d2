"use client";
import { CloudOff } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";
import { DeadEnd } from "./dead-end";

export type FailureProps = { error: unknown; retry: () => void; alone?: boolean };

/** A fault on our side: nothing about its inside, a reference for whoever looks into it, and another try. */
export function Failure({ error, retry, alone = false }: FailureProps) {
  const digest =
    error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
  return (
    <DeadEnd
      alone={alone}
      icon={CloudOff}
      title="This page could not be loaded"
      actions={
        <>
          <button type="button" onClick={retry} className={buttonClass({ variant: "primary" })}>
            Try again
          </button>
          {/* A full load: the router may be what broke. */}
          <a href="/" className={buttonClass({ variant: "outline" })}>
            Go to the overview
          </a>
        </>
      }
    >
      <p>
        The fault is on our side and nothing was changed. Try again in a moment; if it stays like this, tell whoever
        administers the portal{digest ? " and give them this reference:" : "."}
      </p>
      {digest && <p className="mt-3 font-mono text-sm text-foreground select-all">{digest}</p>}
    </DeadEnd>
  );
}
