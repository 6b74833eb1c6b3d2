"use client";
import type { Route } from "next";
import Link from "next/link";
import { QuestionField } from "@/components/request/question-field";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { DateTimeField } from "@/components/ui/date-time-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { Time } from "@/components/ui/time";
import { VersionField } from "@/components/ui/version-field";
import { limits } from "@/lib/engine/limits";
import type { ChangeAssignmentView } from "@/lib/views/assignment-record";

export type ChangeAssignmentFormProps = { view: ChangeAssignmentView; action: ActionFormProps["action"]; back: Route };

/** ASG-33: changes the dates and the answers of access that exists, without anybody's approval. */
export function ChangeAssignmentForm({ view, action, back }: ChangeAssignmentFormProps) {
  const { id, version, startAt, endAt, policyEndAt, questions, target } = view;
  return (
    <ActionForm action={action} label="Change the assignment" className="flex max-w-2xl flex-col gap-6">
      <input type="hidden" name="assignmentId" value={id} />
      <VersionField current={version} />
      <DateTimeField
        name="startAt"
        label="Start"
        description="It lies in the past: the access has begun. Empty leaves it as it is."
        defaultValue={startAt.toISOString()}
      />
      <DateTimeField
        name="endAt"
        label="End"
        description={
          policyEndAt ? (
            <>
              The policy would give until <Time at={policyEndAt.toISOString()} format="dateTime" /> now. You may set a
              later end; nobody is asked. Empty leaves it as it is.
            </>
          ) : (
            "The policy sets no end. Empty leaves it as it is."
          )
        }
        {...(endAt ? { defaultValue: endAt.toISOString() } : {})}
      />
      {questions.map((question) => (
        <QuestionField key={question.id} question={question} />
      ))}
      <TextArea
        name="justification"
        label="Why?"
        description={`Kept with the change; ${target.displayName} can read it.`}
        limit={limits.justificationChars}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">Save the change</SubmitButton>
        <Link href={back} className={buttonClass({ variant: "ghost" })}>
          Back to the assignment
        </Link>
      </div>
    </ActionForm>
  );
}
