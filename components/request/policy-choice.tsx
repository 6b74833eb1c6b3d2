import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { AccessLength } from "@/components/package/access-length";
import { SectionHeader } from "@/components/ui/page-header";
import type { PolicyPreview } from "@/lib/views/packages";

export type PolicyChoiceProps = {
  policies: readonly PolicyPreview[];
  /** Whom it is for; null for the reader. */
  targetName: string | null;
  /** Leads to the form under one of them. */
  hrefOf: (policyId: string) => Route;
};

/** POR-29: several policies are equally close to this person, who says which one applies; none is preselected. */
export function PolicyChoice({ policies, targetName, hrefOf }: PolicyChoiceProps) {
  return (
    <section className="max-w-2xl">
      <SectionHeader
        title="How do you want to ask?"
        description={`Several policies include ${targetName ?? "you"}. Each has its own questions, approvers and duration.`}
      />
      <ul className="flex flex-col gap-3">
        {policies.map((policy) => (
          <li
            key={policy.id}
            className="card card--default relative flex-row items-center gap-4 p-5 transition-colors hover:bg-surface-secondary"
          >
            <div className="min-w-0 flex-1">
              <Link
                href={hrefOf(policy.id)}
                className="rounded-sm font-semibold tracking-tight after:absolute after:inset-0 after:rounded-3xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus"
              >
                {policy.displayName}
              </Link>
              {policy.description && <p className="mt-0.5 text-sm leading-6 text-pretty">{policy.description}</p>}
              <p className="mt-1 text-sm text-muted">
                {approvals(policy.stages.length)} · <AccessLength expiration={policy.expiration} />
              </p>
            </div>
            <ChevronRight aria-hidden className="size-5 shrink-0 text-muted" />
          </li>
        ))}
      </ul>
    </section>
  );
}

const approvals = (count: number) => (count === 0 ? "No approval" : count === 1 ? "1 approval" : `${count} approvals`);
