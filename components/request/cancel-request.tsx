import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";

export type CancelRequestProps = {
  requestId: string;
  packageName: string;
  /** Who would have got the access; null for the reader. */
  targetName: string | null;
  /** Already approved, waiting for its start. */
  isApproved: boolean;
  action: ConfirmButtonProps["action"];
};

/** Withdraws a request after saying what that means for the requestor and the approvers. */
export function CancelRequest({ requestId, packageName, targetName, isApproved, action }: CancelRequestProps) {
  return (
    <ConfirmButton
      variant="outline"
      label="Cancel request"
      title={`Cancel the request for ${packageName}?`}
      confirmLabel="Cancel this request"
      pendingLabel="Canceling…"
      cancelLabel="Keep the request"
      danger
      action={action}
      values={{ requestId }}
    >
      <p>
        {isApproved
          ? `It has been approved already; canceling means that ${targetName ?? "you"} will not get the access on the agreed day. `
          : "It leaves the approvers’ inboxes and they are told. "}
        This cannot be undone, but {targetName ? "it can be asked for" : "you can ask"} again at any time.
      </p>
    </ConfirmButton>
  );
}
