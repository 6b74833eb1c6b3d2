"use client";
import { useQueryClient } from "@tanstack/react-query";
import { MessageCircleQuestionMark } from "lucide-react";
import { useEffect, useRef } from "react";
import { ActionForm, type ActionFormProps } from "@/components/ui/action-form";
import { buttonClass } from "@/components/ui/button-class";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { approvalKeys } from "@/lib/client/approvals.query";
import { limits } from "@/lib/engine/limits";
import type { ApprovalItem } from "@/lib/views/approvals";
import { questionHash, useDecisions } from "./decisions";

export type AskQuestionProps = {
  item: ApprovalItem;
  /** ASK-3: how long the answer may take. */
  answerDays: number;
  action: ActionFormProps["action"];
};

const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);

/** The third way besides approving and denying: what the reader has to know first is asked (ASK-1). */
export function AskQuestion({ item, answerDays, action }: AskQuestionProps) {
  const { question, justAsked } = useDecisions();
  const client = useQueryClient();
  const box = useRef<HTMLDetailsElement>(null);
  const { requestId, stage, requestor } = item;

  useEffect(() => {
    const open = () => {
      if (!box.current) return;
      box.current.open = true;
      box.current.querySelector("textarea")?.focus({ preventScroll: true });
      box.current.scrollIntoView({ block: "nearest", behavior: "smooth" });
    };
    const handle = { requestId, open };
    question.current = handle;
    if (location.hash === questionHash) open();
    return () => {
      if (question.current === handle) question.current = null;
    };
  }, [question, requestId]);

  const send: ActionFormProps["action"] = async (state, form) => {
    const next = await action(state, form);
    if (next.status === "done") justAsked.current = requestId;
    void client.invalidateQueries({ queryKey: approvalKeys.all });
    return next;
  };

  return (
    <details ref={box} className="group/ask mt-5 border-t border-separator pt-4">
      <summary className={`w-fit cursor-pointer list-none ${buttonClass({ variant: "outline", size: "sm" })}`}>
        <MessageCircleQuestionMark aria-hidden className="size-4" />
        Ask {requestor.displayName} a question first
      </summary>
      <div className="mt-4">
        <ActionForm action={send} label={`Ask ${requestor.displayName}`} className="flex flex-col gap-4">
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="stage" value={stage} />
          <TextArea
            name="question"
            label="Your question"
            description={`${requestor.displayName} and the other approvers read it.`}
            required
            limit={limits.justificationChars}
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton variant="outline" pendingLabel="Sending…">
              Send the question
            </SubmitButton>
            <p className="min-w-0 flex-1 basis-56 text-xs leading-5 text-muted">
              The clock stands still until {requestor.displayName} answers, at most {days(answerDays)}. Without an
              answer by then the request ends. You can decide at any time.
            </p>
          </div>
        </ActionForm>
      </div>
    </details>
  );
}
