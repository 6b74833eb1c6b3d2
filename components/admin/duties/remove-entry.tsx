import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { type CounterpartKind, counterpartKey } from "@/lib/views/separation-of-duties";

export type RemoveEntryProps = {
  of: { readonly id: string; readonly displayName: string };
  kind: CounterpartKind;
  entry: { readonly id: string; readonly displayName: string; readonly isMutual: boolean };
  allow: ActionFormProps["action"];
  /** On the button, where it does not stand beside the name. */
  label?: string;
};

/** SOD-1: takes a package or a group off the list, after saying what that means. */
export function RemoveEntry({ of, kind, entry, allow, label }: RemoveEntryProps) {
  const who = kind === "package" ? `Whoever holds ${entry.displayName}` : `Whoever is in ${entry.displayName}`;
  return (
    <ConfirmButton
      label={
        label ?? (
          <>
            Remove<span className="sr-only"> {entry.displayName}</span>
          </>
        )
      }
      title={`Remove ${entry.displayName} from the list?`}
      confirmLabel="Remove from the list"
      pendingLabel="Removing…"
      variant={label ? "dangerSoft" : "dangerGhost"}
      size="sm"
      danger
      action={allow}
      values={{ packageId: of.id, counterpart: counterpartKey({ kind, id: entry.id }) }}
    >
      <p>
        {who} can then get {of.displayName} as well, once somebody asks for it and it is approved. Nobody gets or loses
        anything now.
      </p>
      {entry.isMutual && (
        <p>
          The other direction stays: whoever holds {of.displayName} still cannot get {entry.displayName}.
        </p>
      )}
    </ConfirmButton>
  );
}
