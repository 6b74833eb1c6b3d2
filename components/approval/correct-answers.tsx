"use client";
import { Pencil } from "lucide-react";
import { FormProblem } from "@/components/request/form-problem";
import { QuestionField } from "@/components/request/question-field";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import type { QuestionView } from "@/lib/views/packages";

export type CorrectAnswersProps = {
  requestId: string;
  /** The running stage, counted from 0. */
  stage: number;
  requestorName: string;
  /** Those that may be corrected, with the answers as they are. */
  questions: readonly QuestionView[];
  action: ActionFormProps["action"];
};

/** INF-13: the approver mends answers before deciding, where question and organization permit it. */
export function CorrectAnswers({ requestId, stage, requestorName, questions, action }: CorrectAnswersProps) {
  return (
    <details>
      <summary className={`w-fit cursor-pointer list-none ${buttonClass({ variant: "outline", size: "sm" })}`}>
        <Pencil aria-hidden className="size-4" />
        Correct the answers
      </summary>
      <div className="mt-4">
        <ActionForm action={action} label="Correct the answers">
          <FormProblem fields={["requestId", "stage", "answers"]} />
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="stage" value={stage} />
          {questions.map((question) => (
            // What was saved is where the next correction begins.
            <div key={`${question.id} ${JSON.stringify(question.given)}`}>
              {/* Boxes that are all unticked send nothing; the answer is then none, and not as it was. */}
              {question.isMultipleSelectionAllowed && <input type="hidden" name={`answers.${question.id}`} value="" />}
              <QuestionField question={question} />
            </div>
          ))}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton variant="outline" pendingLabel="Saving…">
              Save the corrections
            </SubmitButton>
            <p className="min-w-0 flex-1 basis-56 text-xs leading-5 text-muted">
              {requestorName} and the other approvers see what each answer was and what you made of it.
            </p>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}
