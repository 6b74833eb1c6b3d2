import { Package } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { NamedLink } from "@/components/admin/named-link";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Panel } from "@/components/ui/panel";
import type { PackageMention } from "@/lib/views/admin";
import { counterpartKey, type DutiesView } from "@/lib/views/separation-of-duties";
import { AddOverride } from "./add-override";
import type { DutiesActions } from "./duties-actions";

export type ExceptionsProps = { view: DutiesView; actions: DutiesActions };

/** SOD-34: packages made for people who need both sides. */
export function Exceptions({ view, actions }: ExceptionsProps) {
  const { displayName, overrides, overriddenBy, mayConfigure } = view;
  if (!mayConfigure && overrides.length + overriddenBy.length === 0) return null;
  return (
    <Panel
      title="Deliberate exceptions"
      description="A package of its own for the few who need both sides, with a stricter policy and a shorter end. Whoever is blocked is pointed to it, and its approvers are told."
    >
      <div className="flex flex-col gap-4 text-sm">
        {overriddenBy.length > 0 && (
          <div>
            <p className="mb-1">Who needs {displayName} and what excludes it can ask for:</p>
            <Mentions items={overriddenBy} />
          </div>
        )}
        {overrides.length > 0 ? (
          <div>
            <p className="mb-1">{displayName} is such an exception. It combines what these give:</p>
            <Mentions
              items={overrides}
              aside={(other) => mayConfigure && <RemoveOverride view={view} other={other} actions={actions} />}
            />
          </div>
        ) : (
          <p className="text-muted">{displayName} itself is no exception.</p>
        )}
      </div>
      {mayConfigure && <AddOverride packageId={view.id} displayName={displayName} action={actions.addOverride} />}
    </Panel>
  );
}

type MentionsProps = { items: readonly PackageMention[]; aside?: (item: PackageMention) => ReactNode };

function Mentions({ items, aside }: MentionsProps) {
  return (
    <ul className="flex flex-col divide-y divide-separator">
      {items.map((item) => (
        <li key={item.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
          <span className="flex min-w-0 items-center gap-2.5">
            <Package aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.75} />
            <NamedLink href={`/admin/packages/${item.id}` as Route} canOpen={item.canOpen}>
              {item.displayName}
            </NamedLink>
          </span>
          {aside?.(item)}
        </li>
      ))}
    </ul>
  );
}

type RemoveOverrideProps = ExceptionsProps & { other: PackageMention };

function RemoveOverride({ view, other, actions }: RemoveOverrideProps) {
  return (
    <ConfirmButton
      label={
        <>
          Remove<span className="sr-only"> {other.displayName}</span>
        </>
      }
      title={`Is ${view.displayName} no exception to ${other.displayName} any more?`}
      confirmLabel="Remove the mark"
      pendingLabel="Removing…"
      variant="dangerGhost"
      size="sm"
      danger
      action={actions.removeOverride}
      values={{ packageId: view.id, override: counterpartKey({ kind: "package", id: other.id }) }}
    >
      <p>
        Whoever is blocked from {other.displayName} is not pointed to {view.displayName} any more, and its approvers are
        not told that it combines them. Nobody gets or loses anything.
      </p>
    </ConfirmButton>
  );
}
