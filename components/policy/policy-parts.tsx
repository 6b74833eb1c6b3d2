import type { ReactNode } from "react";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { PolicyInWords } from "@/lib/views/admin";
import { lengthText, scopeText } from "./policy-words";
import { QuestionList } from "./question-list";
import { StageSequence } from "./stage-sequence";
import { Subjects } from "./subjects";

/** A part of a policy under its heading. */
export function PolicyPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t border-separator pt-4">
      <h3 className="mb-2.5 text-sm font-semibold text-muted">{title}</h3>
      {children}
    </div>
  );
}

type PartProps = {
  policy: PolicyInWords;
  /** Whether the reader may open people and groups. */
  canOpen: boolean;
};

/** WHO-11 to WHO-14: whom it is for. */
export function WhoAsks({ policy, canOpen }: PartProps) {
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

/** APP-1: who decides, stage by stage. */
export function WhoDecides({ policy, canOpen }: PartProps) {
  if (policy.isApprovalRequired) return <StageSequence stages={policy.stages} canOpen={canOpen} />;
  return (
    <p className="text-sm">
      Nobody: whoever may ask gets access at once, unless a conflict with other access stands in the way.
    </p>
  );
}

/** INF-1: the reason and the questions. */
export function WhatIsAsked({ policy }: Pick<PartProps, "policy">) {
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

/** ASN-5 to ASN-8: when access ends, and what its holders may do about it. */
export function HowLong({ policy }: Pick<PartProps, "policy">) {
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
