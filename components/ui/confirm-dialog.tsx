"use client";
import { AlertDialog } from "@heroui/react/alert-dialog";
import { ActionForm } from "./action-form";
import { buttonClass } from "./button-class";
import type { ConfirmButtonProps } from "./confirm-button";
import { SubmitButton } from "./submit-button";

export type ConfirmDialogProps = Omit<ConfirmButtonProps, "label" | "disabledReason"> & {
  open: boolean;
  onClose: () => void;
};

/** The question behind a ConfirmButton; also usable alone where something else opens it. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  confirmLabel,
  pendingLabel,
  cancelLabel = "Keep it as it is",
  danger = false,
  action,
  values = {},
}: ConfirmDialogProps) {
  return (
    <AlertDialog.Backdrop isKeyboardDismissDisabled={false} isOpen={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Container size="md">
        <AlertDialog.Dialog>
          <AlertDialog.Header>
            <AlertDialog.Heading>{title}</AlertDialog.Heading>
          </AlertDialog.Header>
          <AlertDialog.Body>
            <ActionForm action={action} onDone={onClose} className="flex flex-col gap-4 text-foreground">
              {Object.entries(values).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <div className="flex flex-col gap-4 text-sm leading-6">{children}</div>
              <div className="flex flex-col-reverse gap-2 pt-1 *:max-sm:w-full sm:flex-row sm:justify-end">
                <button type="button" onClick={onClose} className={buttonClass({ variant: "secondary" })}>
                  {cancelLabel}
                </button>
                <SubmitButton variant={danger ? "danger" : "primary"} {...(pendingLabel ? { pendingLabel } : {})}>
                  {confirmLabel}
                </SubmitButton>
              </div>
            </ActionForm>
          </AlertDialog.Body>
        </AlertDialog.Dialog>
      </AlertDialog.Container>
    </AlertDialog.Backdrop>
  );
}
