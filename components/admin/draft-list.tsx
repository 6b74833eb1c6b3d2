import type { Route } from "next";
import Link from "next/link";
import type { ActionFormProps } from "@/components/ui/action-form";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { DraftRow } from "@/lib/views/package-drafts";

export type DraftListProps = { drafts: readonly DraftRow[]; deletion: ActionFormProps["action"] };

/** P20: what somebody is still putting together; nobody else sees it. */
export function DraftList({ drafts, deletion }: DraftListProps) {
  if (drafts.length === 0) return null;
  return (
    <Panel title="Your drafts" description="Packages you have begun. Nobody else sees them until you create them.">
      <ul className="flex flex-col divide-y divide-separator">
        {drafts.map(({ id, displayName, modifiedAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0 last:pb-0"
          >
            <span className="flex min-w-0 flex-col text-sm">
              <Link href={`/admin/packages/new/${id}/basics` as Route} className="text-link wrap-anywhere">
                {displayName}
              </Link>
              <span className="text-xs leading-5 text-muted">
                Last changed <Time at={modifiedAt.toISOString()} />
              </span>
            </span>
            <ConfirmButton
              label={
                <>
                  Delete<span className="sr-only"> the draft {displayName}</span>
                </>
              }
              title={`Delete the draft of ${displayName}?`}
              confirmLabel="Delete the draft"
              pendingLabel="Deleting…"
              variant="dangerGhost"
              size="sm"
              danger
              action={deletion}
              values={{ draftId: id }}
            >
              <p>What you typed is gone then. Packages that exist are not touched.</p>
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
