"use client";
import Link from "next/link";
import { reportHref } from "@/components/person/report-href";
import { FormProblem } from "@/components/request/form-problem";
import { QuestionField } from "@/components/request/question-field";
import { whatExtendingDoes } from "@/components/request/what-sending-does";
import { ActionForm } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { DateTimeField } from "@/components/ui/date-time-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { Time } from "@/components/ui/time";
import { limits } from "@/lib/engine/limits";
import type { ExtensionFormView } from "@/lib/views/extension";
import { extendAccessAction } from "./actions";

/** Asks for a later end: the end where one may choose it, the questions as they were answered, the reason. */
export function ExtensionForm({ form, latestEndAt }: { form: ExtensionFormView; latestEndAt: Date | null }) {
  const { package: held, endAt, holder } = form;
  return (
    <ActionForm
      action={extendAccessAction}
      label={`Extend ${held.displayName}${holder ? ` for ${holder.displayName}` : ""}`}
      className="flex flex-col gap-6"
    >
      <FormProblem fields={["assignmentId", "answers", "submissionKey"]} />
      <input type="hidden" name="assignmentId" value={form.assignmentId} />
      {form.allowsCustomSchedule && (
        <DateTimeField
          name="endAt"
          label="New end"
          description={
            latestEndAt ? (
              <>
                Empty: as late as possible. At the latest <Time at={latestEndAt.toISOString()} format="dateTime" />.
              </>
            ) : (
              "Empty: no end. Any later date is possible."
            )
          }
          {...(endAt ? { min: endAt.toISOString() } : {})}
          {...(latestEndAt ? { max: latestEndAt.toISOString() } : {})}
        />
      )}
      {form.questions.map((question) => (
        <QuestionField key={question.id} question={question} />
      ))}
      <TextArea
        name="justification"
        label={holder ? `Why does ${holder.displayName} still need it?` : "Why do you still need it?"}
        description={
          form.isApprovalRequired
            ? "The business reason. Whoever decides reads it first."
            : "The business reason. It is kept with your request."
        }
        required={form.isJustificationRequired}
        limit={limits.justificationChars}
        rows={4}
      />
      <div className="flex flex-col gap-4 border-t border-separator pt-5">
        <p className="text-sm leading-6 text-muted">
          {whatExtendingDoes(held.displayName, form, holder?.displayName ?? null)}
        </p>
        <div className="flex flex-col-reverse gap-2 *:max-sm:w-full sm:flex-row sm:justify-end">
          <Link
            href={holder ? reportHref(holder.id) : "/packages?tab=active"}
            className={buttonClass({ variant: "secondary" })}
          >
            Cancel
          </Link>
          <SubmitButton pendingLabel="Sending…">
            {form.isApprovalRequired ? "Ask for the extension" : "Extend access"}
          </SubmitButton>
        </div>
      </div>
    </ActionForm>
  );
}
