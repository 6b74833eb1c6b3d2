"use client";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";
import type { AdminRequestView } from "@/lib/views/admin";
import type { RowsAction } from "@/lib/views/row-results";
import { OneRowButton } from "./one-row-button";

export type RequestActionsProps = {
  request: Pick<AdminRequestView, "id" | "package" | "target" | "state" | "inTheWayOf">;
  cancel: RowsAction;
  deliverAgain: RowsAction;
  remove: RowsAction;
};

/** REQ-54, REQ-62, REQ-69: what an administrator can do about one request. */
export function RequestActions({ request, cancel, deliverAgain, remove }: RequestActionsProps) {
  const { id, package: of, target, state, inTheWayOf } = request;
  const hasFailed = state === "partiallyDelivered" || state === "deliveryFailed";
  return (
    <>
      {hasFailed && (
        <OneRowButton
          id={id}
          action={deliverAgain}
          inTheWay={inTheWayOf.deliverAgain}
          label="Deliver again"
          variant="outline"
          title={`Deliver ${of.displayName} to ${target.displayName} again?`}
          confirmLabel="Deliver again"
          pendingLabel="Starting…"
        >
          <p>Only the roles that failed are granted anew. Nobody is asked for approval again.</p>
        </OneRowButton>
      )}
      {inTheWayOf.cancel === null && (
        <OneRowButton
          id={id}
          action={cancel}
          inTheWay={null}
          label="Cancel the request"
          variant="dangerGhost"
          title={`Cancel the request of ${of.displayName} for ${target.displayName}?`}
          confirmLabel="Cancel the request"
          pendingLabel="Canceling…"
          cancelLabel="Keep it as it is"
          danger
        >
          <p>
            {hasFailed
              ? `What was granted to ${target.displayName} all the same is taken back.`
              : "It is withdrawn, and those who asked and those who would have decided are told."}
          </p>
          <TextArea
            name="reason"
            label="Why?"
            description="Kept, and told to those who asked."
            required
            limit={limits.justificationChars}
          />
        </OneRowButton>
      )}
      {inTheWayOf.remove === null && (
        <OneRowButton
          id={id}
          action={remove}
          inTheWay={null}
          label="Delete the record"
          variant="dangerGhost"
          title="Delete this record?"
          confirmLabel="Delete the record"
          pendingLabel="Deleting…"
          danger
        >
          <p>It leaves every list. Access that it gave stays as it is, and the audit log keeps telling of it.</p>
        </OneRowButton>
      )}
    </>
  );
}
