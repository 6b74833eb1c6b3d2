import { ShieldCheck } from "lucide-react";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import type { DutiesView } from "@/lib/views/separation-of-duties";
import { AddEntry } from "./add-entry";
import type { DutiesActions } from "./duties-actions";
import { DutiesList } from "./duties-list";
import { Exceptions } from "./exceptions";

export type SeparationOfDutiesProps = { view: DutiesView; actions: DutiesActions };

/** SDA-1 to SDA-9: what this package must not be held together with, and the deliberate exceptions. */
export function SeparationOfDuties({ view, actions }: SeparationOfDutiesProps) {
  const { displayName, mayConfigure, incompatibleWith, incompatibleWithElsewhere: elsewhere } = view;
  if (!mayConfigure && isEmpty(view)) {
    return (
      <Empty icon={ShieldCheck} title="No conflicts are declared">
        {displayName} can be held together with any other access. Packages and groups that must not meet in one person
        are listed here.
      </Empty>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <Panel
        title="Incompatible packages"
        description={`Whoever holds one of these cannot get ${displayName}. Checked at the request, at the last approval and at delivery.`}
      >
        <DutiesList of={view} kind="package" entries={view.incompatiblePackages} allow={actions.allow} />
        {mayConfigure && <AddEntry packageId={view.id} kind="package" />}
      </Panel>
      <Panel
        title="Incompatible groups"
        description={`Members of these groups, directly or through another group, cannot get ${displayName}.`}
      >
        <DutiesList of={view} kind="group" entries={view.incompatibleGroups} allow={actions.allow} />
        {mayConfigure && <AddEntry packageId={view.id} kind="group" />}
      </Panel>
      <Panel
        title="Incompatible with"
        description={`Packages that name this one: whoever holds ${displayName} cannot get them.`}
      >
        <DutiesList
          of={view}
          kind="package"
          entries={incompatibleWith}
          none={elsewhere === 0 ? "No package names it." : ""}
        />
        {elsewhere > 0 && (
          <p className="mt-3 text-sm text-muted">
            {incompatibleWith.length > 0 ? "And " : ""}
            {elsewhere} in catalogs you have no role in.
          </p>
        )}
      </Panel>
      <Exceptions view={view} actions={actions} />
    </div>
  );
}

const isEmpty = (view: DutiesView): boolean =>
  view.incompatiblePackages.length +
    view.incompatibleGroups.length +
    view.incompatibleWith.length +
    view.incompatibleWithElsewhere +
    view.overrides.length +
    view.overriddenBy.length ===
  0;
