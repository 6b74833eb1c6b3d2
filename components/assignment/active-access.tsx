import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { packageHref } from "@/components/package/package-href";
import { RoleDelivery } from "@/components/request/role-delivery";
import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";
import { StateChip } from "@/components/ui/state-chip";
import { TextArea } from "@/components/ui/text-area";
import { Time } from "@/components/ui/time";
import { assignmentStateLabel } from "@/lib/engine/assignment/labels";
import { limits } from "@/lib/engine/limits";
import type { ActiveAccessRow } from "@/lib/views/access";
import { EndBadge } from "./end-badge";
import { ExtendAccess } from "./extend-access";
import { rolesInShort } from "./roles-in-short";

export type ActiveAccessProps = {
  rows: readonly ActiveAccessRow[];
  /** Whose access it is; null for the reader's own. */
  holder: { id: string; displayName: string } | null;
  removeAction: ConfirmButtonProps["action"];
};

/** What somebody holds: until when, role by role, and the way to extend it and to give or take it back (POR-19, POR-58). */
export function ActiveAccess({ rows, holder, removeAction }: ActiveAccessProps) {
  return (
    <ul className="data-table flex flex-col divide-y divide-separator">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:px-5">
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
              <h2 className="text-base leading-6 font-semibold tracking-tight">
                {holder ? (
                  // A manager may see that a report has it without knowing the package.
                  row.package.displayName
                ) : (
                  <Link href={packageHref(row.package.id)} className="rounded-sm hover:underline">
                    {row.package.displayName}
                  </Link>
                )}
              </h2>
              <StateChip tone={assignmentStateLabel[row.state].tone}>{assignmentStateLabel[row.state].text}</StateChip>
              {row.endAt && row.endsInDays !== null && (
                <EndBadge endAt={row.endAt.toISOString()} inDays={row.endsInDays} />
              )}
            </div>
            <Period row={row} />
          </div>
          <div className="flex flex-wrap items-center gap-2 max-sm:order-last sm:justify-end sm:self-start">
            <ExtendAccess assignmentId={row.id} packageName={row.package.displayName} standing={row.extension} />
            {row.canRemove &&
              (holder ? (
                <TakeAccess row={row} holder={holder.displayName} action={removeAction} />
              ) : (
                <RemoveAccess row={row} action={removeAction} />
              ))}
          </div>
          <div className="sm:col-span-2">
            <Roles row={row} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Period({ row }: { row: ActiveAccessRow }) {
  return (
    <p className="mt-1 flex flex-col text-sm text-muted sm:flex-row sm:gap-1.5">
      <span>{row.policyName}</span>
      <span aria-hidden="true" className="max-sm:hidden">
        ·
      </span>
      <span>
        since <Time at={row.startAt.toISOString()} format="date" />,{" "}
        <span className="text-foreground">
          {row.endAt ? (
            <>
              until <Time at={row.endAt.toISOString()} format="date" />
            </>
          ) : (
            "no end date"
          )}
        </span>
      </span>
    </p>
  );
}

function Roles({ row }: { row: ActiveAccessRow }) {
  const isSettled = row.roles.every((role) => role.state === "granted");
  return (
    <details open={!isSettled} className="group text-sm">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm py-0.5 text-muted hover:text-foreground">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {rolesInShort(row.roles)}
      </summary>
      <div className="mt-1 ps-5">
        <RoleDelivery roles={row.roles} />
      </div>
    </details>
  );
}

function RemoveAccess({ row, action }: { row: ActiveAccessRow; action: ConfirmButtonProps["action"] }) {
  const name = row.package.displayName;
  return (
    <ConfirmButton
      label={
        <>
          Remove access<span className="sr-only"> to {name}</span>
        </>
      }
      variant="outline"
      size="sm"
      title={`Give back ${name}?`}
      confirmLabel="Remove access"
      pendingLabel="Removing…"
      cancelLabel="Keep access"
      danger
      action={action}
      values={{ assignmentId: row.id }}
    >
      <p>You lose at once:</p>
      <ul className="-mt-3 list-disc ps-5">
        {row.roles.map((role) => (
          <li key={role.label}>{role.label}</li>
        ))}
      </ul>
      <p>
        A role stays only where another package also gives it to you. If you need this again later, you have to ask for
        it again.
      </p>
    </ConfirmButton>
  );
}

type TakeAccessProps = { row: ActiveAccessRow; holder: string; action: ConfirmButtonProps["action"] };

/** ASN-37: a manager ends access of a report. */
function TakeAccess({ row, holder, action }: TakeAccessProps) {
  const name = row.package.displayName;
  return (
    <ConfirmButton
      label={
        <>
          Take back
          <span className="sr-only">
            {" "}
            {name} from {holder}
          </span>
        </>
      }
      variant="outline"
      size="sm"
      title={`Take ${name} back from ${holder}?`}
      confirmLabel="End this access now"
      pendingLabel="Ending…"
      cancelLabel="Keep the access"
      danger
      action={action}
      values={{ assignmentId: row.id }}
    >
      <p>{holder} loses at once:</p>
      <ul className="-mt-3 list-disc ps-5">
        {row.roles.map((role) => (
          <li key={role.label}>{role.label}</li>
        ))}
      </ul>
      <p>
        A role stays only where another package also gives it. {holder} is told, with your reason. If it is needed again
        later, it has to be asked for again.
      </p>
      <TextArea
        name="reason"
        label="Your reason"
        description={`${holder} reads it.`}
        limit={limits.justificationChars}
      />
    </ConfirmButton>
  );
}
