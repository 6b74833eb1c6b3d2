"use client";
import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { TextArea } from "@/components/ui/text-area";
import { limits } from "@/lib/engine/limits";
import type { AdminAssignmentView } from "@/lib/views/assignment-record";
import type { RowsAction } from "@/lib/views/row-results";
import { OneRowButton } from "./one-row-button";

export type AssignmentActionsProps = {
  assignment: Pick<AdminAssignmentView, "id" | "package" | "target" | "roles" | "inTheWayOf">;
  remove: RowsAction;
  deliverAgain: RowsAction;
};

/** ASG-33, ASG-34, ASG-39: what an administrator can do about one assignment. */
export function AssignmentActions({ assignment, remove, deliverAgain }: AssignmentActionsProps) {
  const { id, package: of, target, inTheWayOf } = assignment;
  return (
    <>
      {inTheWayOf.change === null && (
        <Link href={`/admin/assignments/${id}/edit` as Route} className={buttonClass({ variant: "outline" })}>
          Change
        </Link>
      )}
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
        <p>Roles that failed or went missing are granted anew. Nobody is asked for approval again.</p>
      </OneRowButton>
      <OneRowButton
        id={id}
        action={remove}
        inTheWay={inTheWayOf.remove}
        label="Remove"
        variant="dangerGhost"
        title={`Remove ${of.displayName} from ${target.displayName}?`}
        confirmLabel="Remove the access"
        pendingLabel="Removing…"
        danger
      >
        <Losses assignment={assignment} />
        <TextArea
          name="reason"
          label="Why?"
          description={`Kept, and told to ${target.displayName}.`}
          required
          limit={limits.justificationChars}
        />
      </OneRowButton>
    </>
  );
}

/** ASG-38, ASN-30: what the person loses, and what stays because another package gives it too. */
function Losses({ assignment: { target, roles } }: Pick<AssignmentActionsProps, "assignment">) {
  const held = roles.filter((role) => role.state === "granted" || role.state === "pendingGrant");
  const lost = held.filter((role) => role.alsoBy.length === 0);
  const kept = held.filter((role) => role.alsoBy.length > 0);
  return (
    <>
      <p>It ends at once, and {target.displayName} is told.</p>
      {lost.length > 0 && (
        <div>
          <p>{target.displayName} loses:</p>
          <ul className="list-disc ps-5">
            {lost.map((role) => (
              <li key={role.label}>{role.label}</li>
            ))}
          </ul>
        </div>
      )}
      {kept.length > 0 && (
        <div>
          <p>These stay, because other packages give them too:</p>
          <ul className="list-disc ps-5">
            {kept.map((role) => (
              <li key={role.label}>
                {role.label}, by {role.alsoBy.join(", ")}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
