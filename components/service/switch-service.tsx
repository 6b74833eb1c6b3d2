import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";

export type SwitchServiceProps = {
  service: { readonly id: string; readonly displayName: string; readonly isEnabled: boolean };
  action: ActionFormProps["action"];
};

const off = {
  label: "Disable",
  title: (name: string) => `Disable ${name}?`,
  confirmLabel: "Disable the service",
  pendingLabel: "Disabling…",
  cancelLabel: "Keep it enabled",
  variant: "dangerGhost",
  danger: true,
  effect: (name: string) =>
    `From its next call on ${name} is refused, whichever token it uses. Its tokens and roles stay, for the day it is enabled again.`,
} as const;

const on = {
  label: "Enable",
  title: (name: string) => `Enable ${name}?`,
  confirmLabel: "Enable the service",
  pendingLabel: "Enabling…",
  cancelLabel: "Keep it disabled",
  variant: "primary",
  danger: false,
  effect: (name: string) =>
    `${name} does again what its roles let it, with every token that is neither revoked nor over.`,
} as const;

/** Switches a service off or on, with the reason. */
export function SwitchService({ service: { id, displayName, isEnabled }, action }: SwitchServiceProps) {
  const { title, effect, ...words } = isEnabled ? off : on;
  return (
    <ConfirmButton
      {...words}
      title={title(displayName)}
      action={action}
      values={{ serviceId: id, isEnabled: String(!isEnabled) }}
    >
      <p>{effect(displayName)}</p>
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
