import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";

export type EnableAccountProps = { personId: string; name: string; action: ActionFormProps["action"] };

/** Switches an account on again, with the reason. */
export function EnableAccount({ personId, name, action }: EnableAccountProps) {
  return (
    <ConfirmButton
      label="Enable"
      title={`Enable the account of ${name}?`}
      confirmLabel="Enable the account"
      pendingLabel="Enabling…"
      cancelLabel="Keep it disabled"
      variant="primary"
      action={action}
      values={{ personId }}
    >
      <p>
        From the next click on {name} can sign in, ask and decide as before. Access that was kept counts again, and
        stages that still ask them can be decided by them.
      </p>
      <TextArea
        name="reason"
        label="Why?"
        description="Kept in the audit log."
        required
        limit={limits.justificationChars}
      />
    </ConfirmButton>
  );
}
