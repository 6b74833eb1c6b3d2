import { anyOf } from "@/components/person/people-names";
import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";
import { Time } from "@/components/ui/time";
import { limits } from "@/lib/engine/limits";
import type { PeopleView } from "@/lib/views/people";
import type { RequestView } from "@/lib/views/requests";

export type RemindApproversProps = {
  requestId: string;
  packageName: string;
  reminder: NonNullable<RequestView["reminder"]>;
  /** Who is asked now; null where the reader is not shown who decides (APP-70). */
  approvers: PeopleView | null;
  action: ConfirmButtonProps["action"];
};

/** NDG-1: reminds those who can decide, after saying who that is; where it is too soon, from when on it is possible. */
export function RemindApprovers({ requestId, packageName, reminder, approvers, action }: RemindApproversProps) {
  const one = approvers?.people.length === 1 && approvers.more === 0 ? approvers.people[0]?.displayName : null;
  const whom = one ?? "the approvers";
  if (reminder.kind === "later") {
    return (
      <p className="self-center text-sm text-muted">
        You can remind {whom} <Time at={reminder.at.toISOString()} className="text-foreground" />
      </p>
    );
  }
  return (
    <ConfirmButton
      variant="outline"
      label={`Remind ${whom}`}
      title={`Remind ${whom}?`}
      confirmLabel="Send the reminder"
      pendingLabel="Sending…"
      cancelLabel="Not now"
      action={action}
      values={{ requestId }}
    >
      <p>
        {approvers ? everybody(approvers) : "Everybody who can decide now"} is told that your request for {packageName}{" "}
        still waits. The deadline stays the same. You can remind them once in {limits.nudgeIntervalHours} hours.
      </p>
    </ConfirmButton>
  );
}

/** "Priya Raman", or "Each of Claire Dubois, Grace Kim and 3 others". */
function everybody(approvers: PeopleView): string {
  const { people, more } = approvers;
  if (people.length + more === 1) return anyOf(approvers);
  const shown = people.slice(0, 4).map((each) => each.displayName);
  const others = people.length - shown.length + more;
  const all = others > 0 ? [...shown, others === 1 ? "1 other" : `${others} others`] : shown;
  return `Each of ${new Intl.ListFormat("en", { type: "conjunction" }).format(all)}`;
}
