import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";

export type RevokeTokenProps = {
  tokenId: string;
  displayName: string;
  /** Whose it is, where it is not the reader's own. */
  ownerName?: string;
  action: ActionFormProps["action"];
};

/** Ends a token, after saying what that stops. */
export function RevokeToken({ tokenId, displayName, ownerName, action }: RevokeTokenProps) {
  const whole = ownerName === undefined ? displayName : `${displayName} of ${ownerName}`;
  return (
    <ConfirmButton
      label={
        <>
          Revoke<span className="sr-only">: {whole}</span>
        </>
      }
      title={`Revoke ${whole}?`}
      confirmLabel="Revoke the token"
      pendingLabel="Revoking…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={{ tokenId }}
    >
      <p>Whatever uses it is refused from the next call on. A revoked token cannot be brought back.</p>
    </ConfirmButton>
  );
}
