import type { ReactNode } from "react";
import { Facts } from "@/components/ui/facts";
import { Notice } from "@/components/ui/notice";
import { StateChip } from "@/components/ui/state-chip";
import { Time } from "@/components/ui/time";
import type { AdminPolicyView } from "@/lib/views/admin";
import { lengthText, scopeText } from "./policy-words";
import { QuestionList } from "./question-list";
import { StageSequence } from "./stage-sequence";
import { Subjects } from "./subjects";

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
        <Part title="Who can ask">
          <WhoCanAsk policy={policy} canOpen={canOpenDirectory} />
        </Part>
        <Part title="Who decides">
          {policy.isApprovalRequired ? (
            <StageSequence stages={policy.stages} canOpen={canOpenDirectory} />
          ) : (
            <p className="text-sm">
              Nobody: whoever may ask gets access at once, unless a conflict with other access stands in the way.
            </p>
          )}
        </Part>
        <Part title="What they are asked">
          <WhatIsAsked policy={policy} />
        </Part>
        <Part title="How long access lasts">
          <Lifecycle policy={policy} />
        </Part>
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t border-separator pt-4">
      <h3 className="mb-2.5 text-sm font-semibold text-muted">{title}</h3>
      {children}
    </div>
  );
}

function WhoCanAsk({ policy, canOpen }: { policy: AdminPolicyView; canOpen: boolean }) {
  return (
    <div className="flex flex-col gap-2.5 text-sm">
      <p>{scopeText[policy.scope]}.</p>
      {policy.targets.length > 0 && <Subjects subjects={policy.targets} canOpen={canOpen} areApprovers={false} />}
      {!policy.allowsSelfAdd && (
        <p className="text-muted">They cannot ask for themselves: an administrator assigns the package to them.</p>
      )}
    </div>
  );
}

function WhatIsAsked({ policy }: { policy: AdminPolicyView }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">
        {policy.isJustificationRequired ? "A reason is required." : "A reason is welcome and not required."}
        {policy.questions.length === 0 && " There are no further questions."}
      </p>
      {policy.questions.length > 0 && <QuestionList questions={policy.questions} />}
    </div>
  );
}

function Lifecycle({ policy }: { policy: AdminPolicyView }) {
  const { expiration } = policy;
  const ends =
    expiration.type === "afterDateTime" ? (
      <>
        <Time at={expiration.endDateTime.toISOString()} format="date" />, for everybody
      </>
    ) : (
      lengthText(expiration)
    );
  return (
    <Facts
      columns={2}
      items={[
        { label: "Ends", value: ends },
        {
          label: "Own dates",
          value: policy.allowsCustomSchedule
            ? "Whoever asks may choose start and end within that"
            : "Not offered; it starts as soon as it is granted",
        },
        {
          label: "Giving it back",
          value: policy.allowsSelfRemove ? "Holders can, at any time" : "Only administrators can end it early",
        },
      ]}
    />
  );
}
