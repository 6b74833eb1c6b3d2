import { ArrowDown, ArrowRight, KeyRound, type LucideIcon, Send } from "lucide-react";
import type { ReactNode } from "react";
import type { AdminStageView, SubjectView } from "@/lib/views/admin";
import { StageClock } from "./stage-clock";
import { Subjects } from "./subjects";

export type StageSequenceProps = {
  stages: readonly AdminStageView[];
  /** Whether the reader may open people and groups. */
  canOpen: boolean;
};

/** APP-1: from the request to the access, stage by stage; side by side where there is room. */
export function StageSequence({ stages, canOpen }: StageSequenceProps) {
  return (
    <ol className="flex flex-col gap-2 lg:flex-row lg:items-stretch">
      <End icon={Send}>Request</End>
      {stages.map((stage, index) => (
        // Stages are told apart by nothing but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
        <li key={index} className="flex min-w-0 flex-col items-center gap-2 lg:max-w-104 lg:flex-1 lg:flex-row">
          <Arrow />
          <Stage stage={stage} title={stages.length === 1 ? "Approval" : `Stage ${index + 1}`} canOpen={canOpen} />
        </li>
      ))}
      <li className="flex flex-col items-center gap-2 lg:flex-row">
        <Arrow />
        <EndLabel icon={KeyRound}>Access</EndLabel>
      </li>
    </ol>
  );
}

function End({ icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <li className="flex flex-col items-center lg:justify-center">
      <EndLabel icon={icon}>{children}</EndLabel>
    </li>
  );
}

function EndLabel({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 rounded-full bg-default px-3 py-1.5 text-xs font-medium">
      <Icon aria-hidden className="size-3.5" />
      {children}
    </span>
  );
}

function Arrow() {
  return (
    <>
      <ArrowDown aria-hidden className="size-4 shrink-0 text-muted lg:hidden" />
      <ArrowRight aria-hidden className="hidden size-4 shrink-0 text-muted lg:block" />
    </>
  );
}

/** APP-32: every approver and every fallback the stage names is gone; relationships may still find somebody. */
const isBlocked = (stage: AdminStageView): boolean =>
  [...stage.approvers, ...stage.fallbacks].every(
    (subject) => subject.kind === "unknown" || (subject.kind === "person" && !subject.isEnabled),
  );

function Stage({ stage, title, canOpen }: { stage: AdminStageView; title: string; canOpen: boolean }) {
  return (
    <div className="flex w-full min-w-0 flex-col gap-3 self-stretch rounded-2xl border border-border bg-surface-secondary/60 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h4 className="text-sm font-semibold">{title}</h4>
        <span className="text-xs text-muted">{stage.isReasonRequired ? "Reason required" : "Reason optional"}</span>
      </div>
      {isBlocked(stage) && (
        <p className="text-sm text-warning-soft-foreground">As things are, nobody can decide here.</p>
      )}
      <Asked label="Any one of these decides" subjects={stage.approvers} canOpen={canOpen} isHidden />
      <Asked label="If none of them can" subjects={stage.fallbacks} canOpen={canOpen} />
      {stage.forwardAfterDays !== null && (
        <>
          <Asked
            label={`From day ${stage.forwardAfterDays + 1} also asked`}
            subjects={stage.alternates}
            canOpen={canOpen}
          />
          <Asked label="If none of those can" subjects={stage.alternateFallbacks} canOpen={canOpen} />
        </>
      )}
      <div className="mt-auto pt-1">
        <StageClock durationDays={stage.durationDays} forwardAfterDays={stage.forwardAfterDays} />
      </div>
    </div>
  );
}

type AskedProps = { label: string; subjects: readonly SubjectView[]; canOpen: boolean; isHidden?: boolean };

/** People of a stage under what they are for; the approvers themselves need no label where there is only one. */
function Asked({ label, subjects, canOpen, isHidden = false }: AskedProps) {
  if (subjects.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className={isHidden && subjects.length === 1 ? "sr-only" : "text-xs text-muted"}>{label}</p>
      <Subjects subjects={subjects} canOpen={canOpen} />
    </div>
  );
}
