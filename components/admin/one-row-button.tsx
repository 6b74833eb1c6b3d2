"use client";
import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";
import { idle } from "@/lib/client/action-state";
import type { NotPossible } from "@/lib/views/assignment-record";
import type { RowsAction } from "@/lib/views/row-results";

export type OneRowButtonProps = Omit<ConfirmButtonProps, "action" | "values" | "disabledReason"> & {
  /** What it is done to. */
  id: string;
  action: RowsAction;
  /** POR-64: why it cannot be done now. */
  inTheWay: NotPossible;
};

/** Does to one what lists do to many; what the rules say no to is said in the dialog. */
export function OneRowButton({ id, action, inTheWay, ...button }: OneRowButtonProps) {
  const send: ConfirmButtonProps["action"] = async (_state, form) =>
    (await action({ state: idle, results: [] }, form)).state;
  return <ConfirmButton {...button} action={send} values={{ id }} disabledReason={inTheWay ?? undefined} />;
}
