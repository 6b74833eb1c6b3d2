import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { StateChip } from "@/components/ui/state-chip";
import type { AdminPolicyView } from "@/lib/views/admin";
import { HowLong, PolicyPart, WhatIsAsked, WhoAsks, WhoDecides } from "./policy-parts";

export type PolicyCardProps = {
  policy: AdminPolicyView;
  /** Whether the reader may open people and groups. */
  canOpenDirectory: boolean;
  /** What the reader may do with it. */
  actions?: ReactNode;
};

/** A policy as one would explain it: who can ask, who decides, what is asked, how long access lasts. */
export function PolicyCard({ policy, canOpenDirectory, actions }: PolicyCardProps) {
  const name = `policy-${policy.id}`;
  return (
    <section id={name} aria-labelledby={`${name}-title`} className="card card--default min-w-0 gap-0 p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={`${name}-title`} className="text-base leading-6 font-semibold tracking-tight">
            {policy.displayName}
          </h2>
          {policy.description && <p className="mt-0.5 max-w-2xl text-sm text-muted">{policy.description}</p>}
        </div>
        <span className="flex flex-wrap items-center gap-2.5">
          <span className="text-xs text-muted tabular-nums">Version {policy.version}</span>
          <StateChip tone={policy.isEnabled ? "good" : "neutral"}>
            {policy.isEnabled ? "Enabled" : "Disabled"}
          </StateChip>
          {actions}
        </span>
      </div>
      <div className="mt-5 flex flex-col gap-6">
        {!policy.isEnabled && (
          <Notice tone="warning" title="Switched off">
            Nobody can ask for or be given access under this policy. Access granted under it earlier runs on.
          </Notice>
        )}
        <PolicyPart title="Who can ask">
          <WhoAsks policy={policy} canOpen={canOpenDirectory} />
        </PolicyPart>
        <PolicyPart title="Who decides">
          <WhoDecides policy={policy} canOpen={canOpenDirectory} />
        </PolicyPart>
        <PolicyPart title="What they are asked">
          <WhatIsAsked policy={policy} />
        </PolicyPart>
        <PolicyPart title="How long access lasts">
          <HowLong policy={policy} />
        </PolicyPart>
      </div>
    </section>
  );
}
