import type { ActionFormProps } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/choice-group";
import { ConfirmButton } from "@/components/ui/confirm-button";

export type LeaveGroupProps = {
  /** Who is taken out: a person or another group. */
  name: string;
  groupName: string;
  /** What is lost, a sentence each. */
  effects: readonly string[];
  /** ASN-32: the packages through which it is held. */
  through?: readonly string[];
  action: ActionFormProps["action"];
  values: Readonly<Record<string, string>>;
};

/** Takes a person or a group out of a group, after saying what hangs on it. */
export function LeaveGroup({ name, groupName, effects, through = [], action, values }: LeaveGroupProps) {
  return (
    <ConfirmButton
      label={
        <>
          Take out<span className="sr-only">: {name}</span>
        </>
      }
      title={`Take ${name} out of ${groupName}?`}
      confirmLabel="Take out"
      pendingLabel="Taking out…"
      variant="dangerGhost"
      size="sm"
      danger
      action={action}
      values={values}
    >
      {effects.length === 0 ? (
        <p>Nothing else depends on being in this group.</p>
      ) : (
        <ul className="flex list-disc flex-col gap-1 ps-5">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      )}
      {through.length > 0 && (
        <Checkbox
          name="isDeliveredConfirmed"
          label={`Take out although ${through.join(", ")} gave it`}
          description="The access stays on record and does not give the membership back, unless it is delivered again."
        />
      )}
    </ConfirmButton>
  );
}
