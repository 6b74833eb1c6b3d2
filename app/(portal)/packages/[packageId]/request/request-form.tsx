"use client";
import Link from "next/link";
import { packageHref, requestFormHref } from "@/components/package/package-href";
import { FormProblem } from "@/components/request/form-problem";
import { PeriodFields } from "@/components/request/period-fields";
import { QuestionField } from "@/components/request/question-field";
import { whatSendingDoes } from "@/components/request/what-sending-does";
import { ActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { Facts } from "@/components/ui/facts";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";
import type { RequestFormPolicy, RequestFormView } from "@/lib/views/packages";
import type { TargetView } from "@/lib/views/targets";
import { submitRequestAction } from "./actions";

export type RequestFormProps = {
  packageId: string;
  packageName: string;
  policy: RequestFormPolicy;
  isOneOfSeveral: boolean;
  /** The earlier request whose words it begins with. */
  again: RequestFormView["again"];
  /** Whom it is for; null for the reader. */
  target: TargetView | null;
};

/** One policy's form: its questions, the justification and, where allowed, a period (POR-30). */
export function RequestForm({ packageId, packageName, policy, isOneOfSeveral, again, target }: RequestFormProps) {
  const name = target?.displayName ?? null;
  return (
    <ActionForm
      action={submitRequestAction}
      label={`Request ${packageName}${name ? ` for ${name}` : ""}`}
      className="flex flex-col gap-6"
    >
      <FormProblem fields={["packageId", "policyId", "resubmitOf", "answers", "targetId", "submissionKey"]} />
      <input type="hidden" name="packageId" value={packageId} />
      <input type="hidden" name="policyId" value={policy.id} />
      {target && <input type="hidden" name="targetId" value={target.id} />}
      {again?.isResubmission && <input type="hidden" name="resubmitOf" value={again.requestId} />}
      {isOneOfSeveral && (
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm">
          <span>
            <span className="text-muted">You ask under </span>
            <span className="font-medium">{policy.displayName}</span>
          </span>
          <Link
            href={requestFormHref(packageId, { for: target?.id, again: again?.requestId, policy: "choose" })}
            className="text-link"
          >
            Choose another way
          </Link>
        </p>
      )}
      {policy.questions.map((question) => (
        <QuestionField key={question.id} question={question} />
      ))}
      {policy.known.length > 0 && <KnownProfile known={policy.known} name={name} />}
      <TextArea
        name="justification"
        label={name ? `Why does ${name} need it?` : "Why do you need it?"}
        defaultValue={again?.justification ?? ""}
        description={
          policy.isApprovalRequired
            ? "The business reason. Whoever decides reads it first."
            : "The business reason. It is kept with your request."
        }
        required={policy.isJustificationRequired}
        limit={limits.justificationChars}
        rows={4}
      />
      {policy.allowsCustomSchedule && <PeriodFields expiration={policy.expiration} given={again} />}
      <div className="flex flex-col gap-4 border-t border-separator pt-5">
        <p className="text-sm leading-6 text-muted">{whatSendingDoes(packageName, policy, name)}</p>
        <div className="flex flex-col-reverse gap-2 *:max-sm:w-full sm:flex-row sm:justify-end">
          <Link href={packageHref(packageId, { for: target?.id })} className={buttonClass({ variant: "secondary" })}>
            Cancel
          </Link>
          <SubmitButton pendingLabel="Sending…">Send request</SubmitButton>
        </div>
      </div>
    </ActionForm>
  );
}

/** INF-17: what the resources need and the profile says already. */
function KnownProfile({ known, name }: { known: RequestFormPolicy["known"]; name: string | null }) {
  return (
    <section aria-label="From the profile" className="flex flex-col gap-3 rounded-xl bg-surface-secondary p-4">
      <p className="text-sm leading-5 text-muted">
        {name ? `From ${name}’s profile` : "From your profile"}, sent along with the request. It cannot be changed here.
      </p>
      <Facts items={known.map(({ text, value }) => ({ label: text, value: value ?? "Known already" }))} />
    </section>
  );
}
