import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { Panel } from "@/components/ui/panel";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { Time } from "@/components/ui/time";
import { Quote } from "@/components/ui/timeline";
import { limits } from "@/lib/engine/limits";
import type { RequestView } from "@/lib/views/requests";

export type AnswerQuestionProps = {
  requestId: string;
  question: NonNullable<RequestView["question"]>;
  action: ActionFormProps["action"];
};

/** ASK-4: what an approver wants to know first, and the field for the answer. */
export function AnswerQuestion({ requestId, question, action }: AnswerQuestionProps) {
  const { text, askedBy, askedAt, answerBy } = question;
  return (
    <Panel
      title={`${askedBy ?? "An approver"} asks you something first`}
      description={
        <>
          Asked <Time at={askedAt.toISOString()} />. Without an answer by{" "}
          <Time at={answerBy.toISOString()} format="dateTime" /> the request ends.
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Quote>{text}</Quote>
        <ActionForm action={action} label="Your answer" className="flex flex-col gap-4">
          <input type="hidden" name="requestId" value={requestId} />
          <TextArea
            name="answer"
            label="Your answer"
            description="Everybody who decides on the request reads it."
            required
            limit={limits.justificationChars}
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton pendingLabel="Sending…">Send the answer</SubmitButton>
            <p className="min-w-0 flex-1 basis-56 text-sm leading-5 text-muted">
              {askedBy ?? "Whoever asked"} is told, and the clock goes on where it stopped.
            </p>
          </div>
        </ActionForm>
      </div>
    </Panel>
  );
}
