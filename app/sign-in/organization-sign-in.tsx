"use client";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { signInWithOrganization } from "@/lib/client/auth";

/** The button that leads to the organization's own sign-in page. */
export function OrganizationSignIn({ next }: { next: string }) {
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");

  async function leave() {
    if (state === "leaving") return;
    setState("leaving");
    const left = await signInWithOrganization(next).catch(() => false);
    if (!left) setState("failed");
  }

  return (
    <section className="card card--default gap-4 p-6 text-center">
      <div>
        <h2 className="text-xl font-semibold tracking-tight">Sign in</h2>
        <p className="mt-1 text-sm text-balance text-muted">Ask for access, decide requests and see what you hold.</p>
      </div>
      {state === "failed" && (
        <Notice tone="danger" title="The sign-in service could not be reached" urgent>
          Check your connection and try again.
        </Notice>
      )}
      <button
        type="button"
        onClick={leave}
        aria-disabled={state === "leaving"}
        className={buttonClass({ variant: "primary", size: "lg", wide: true })}
      >
        {state === "leaving" ? "One moment…" : "Continue with your organization"}
      </button>
    </section>
  );
}
