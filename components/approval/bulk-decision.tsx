"use client";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextArea } from "@/components/ui/text-area";
import { type ActionState, done, formValues } from "@/lib/client/action-state";
import type { Verdict } from "@/lib/engine/approval/stage";
import type { ApprovalItem } from "@/lib/views/approvals";
import { useDecisions } from "./decisions";
import { reasonMax, reasonProblem } from "./reason";

export type BulkDecisionProps = {
  verdict: Verdict;
  items: readonly ApprovalItem[];
  onClose: () => void;
  /** The decisions are on their way. */
  onSent: () => void;
};

const words = {
  approve: { verb: "Approve", consequence: "Each goes to its next stage, or is delivered where this was the last." },
  deny: { verb: "Deny", consequence: "Each ends here. The people are told your reason and may ask again." },
} as const;

/** One reason for one request or several; every one is decided on its own and has its own result (POR-55). */
export function BulkDecision({ verdict, items, onClose, onSent }: BulkDecisionProps) {
  const { decide } = useDecisions();
  const { verb, consequence } = words[verdict];
  const [only] = items;
  const isRequired = items.some((item) => item.isReasonRequired);
  const title =
    items.length === 1 && only
      ? `${verb} ${only.packageName} for ${only.target.displayName}?`
      : `${verb} ${items.length} requests?`;

  async function submit(_state: ActionState, form: FormData): Promise<ActionState> {
    const reason = String(form.get("reason") ?? "").trim();
    const problem = reasonProblem(reason, isRequired);
    if (problem) return { status: "invalid", values: formValues(form), errors: { reason: problem } };
    void decide(items, verdict, reason);
    onSent();
    return done();
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      confirmLabel={items.length === 1 ? verb : `${verb} ${items.length}`}
      cancelLabel="Not now"
      danger={verdict === "deny"}
      action={submit}
    >
      {items.length > 1 && (
        <ul
          aria-label="What is decided"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
          tabIndex={0}
          className="max-h-40 divide-y divide-separator overflow-y-auto rounded-xl border border-border"
        >
          {items.map((item) => (
            <li key={item.requestId} className="flex justify-between gap-4 px-3 py-1.5">
              <span className="truncate font-medium">{item.target.displayName}</span>
              <span className="truncate text-muted">{item.packageName}</span>
            </li>
          ))}
        </ul>
      )}
      <p>{items.length === 1 ? consequence.replace("Each", "The request") : consequence}</p>
      <TextArea
        name="reason"
        label={items.length === 1 ? "Your reason" : "One reason for all"}
        description="The requestor and the other approvers read it."
        required={isRequired}
        limit={reasonMax}
      />
    </ConfirmDialog>
  );
}
