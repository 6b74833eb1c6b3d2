"use client";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";
import type { RowsAction } from "@/lib/views/row-results";
import { RowsButton } from "./selection";

type Props = { action: RowsAction };

function Reason({ description }: { description: string }) {
  return <TextArea name="reason" label="Why?" description={description} required limit={limits.justificationChars} />;
}

/** ASG-34: ends the access of all that are selected. */
export function RemoveRows({ action }: Props) {
  return (
    <RowsButton
      action={action}
      label="Remove"
      variant="dangerGhost"
      size="sm"
      title="Remove this access?"
      confirmLabel="Remove the access"
      pendingLabel="Removing…"
      danger
    >
      <p>
        It ends at once, and the holders are told. Roles they have by another package too stay with them; all others are
        taken back. Access that is still to come is canceled.
      </p>
      <Reason description="One reason for all of them, kept and told to the holders." />
    </RowsButton>
  );
}

/** ASG-39: has what is selected delivered again. */
export function DeliverRows({ action }: Props) {
  return (
    <RowsButton
      action={action}
      label="Deliver again"
      variant="outline"
      size="sm"
      title="Deliver this again?"
      confirmLabel="Deliver again"
      pendingLabel="Starting…"
    >
      <p>Roles that failed or went missing are granted anew. Nobody is asked for approval again.</p>
    </RowsButton>
  );
}

/** REQ-54: cancels the requests that are selected. */
export function CancelRows({ action }: Props) {
  return (
    <RowsButton
      action={action}
      label="Cancel"
      variant="dangerGhost"
      size="sm"
      title="Cancel these requests?"
      confirmLabel="Cancel the requests"
      pendingLabel="Canceling…"
      cancelLabel="Keep them as they are"
      danger
    >
      <p>
        What waits is withdrawn, and those who asked and those who would have decided are told. Where a delivery had
        failed, what it granted all the same is taken back.
      </p>
      <Reason description="One reason for all of them, kept and told to those who asked." />
    </RowsButton>
  );
}

/** REQ-69: deletes the records that are selected. */
export function DeleteRows({ action }: Props) {
  return (
    <RowsButton
      action={action}
      label="Delete the records"
      variant="dangerGhost"
      size="sm"
      title="Delete these records?"
      confirmLabel="Delete the records"
      pendingLabel="Deleting…"
      danger
    >
      <p>
        They leave every list. Access that they gave stays as it is, and the audit log keeps telling of them. Only
        closed requests can be deleted.
      </p>
    </RowsButton>
  );
}
