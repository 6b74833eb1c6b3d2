"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { ResourceRoles, RoleBox } from "@/components/admin/role-choice";
import { Switch } from "@/components/policy/editor/fields";
import { useProblems } from "@/components/policy/editor/problems";
import { buttonClass } from "@/components/ui/button-class";
import { Panel } from "@/components/ui/panel";
import { addableResourcesQuery } from "@/lib/client/addable-resources.query";
import type { DraftResource } from "@/lib/engine/package/draft";
import { originKey } from "@/lib/engine/package/draft-issues";
import type { AddableResource } from "@/lib/views/resources";
import { useWizard } from "./wizard-context";

/** CAT-43, P24: what is not in the catalog yet; a role of it that is chosen brings it in when the package is created. */
export function DirectoryResources({ catalogId }: { catalogId: string | null }) {
  const { state } = useWizard();
  const { resources } = state.draft;
  const [isAll, setAll] = useState(false);
  return (
    <Panel
      title="From the directory"
      description="Groups, applications and sites that are not in the catalog yet. Choosing a role puts its resource there."
    >
      <div className="flex flex-col gap-5">
        {resources.map((resource, index) => (
          <Chosen key={originKey(resource)} resource={resource} index={index} />
        ))}
        <Switch label="See all" description="Look for more in the directory." checked={isAll} onChange={setAll} />
        {isAll && <Finder catalogId={catalogId} />}
      </div>
    </Panel>
  );
}

function Chosen({ resource, index }: { resource: DraftResource; index: number }) {
  const { dispatch } = useWizard();
  const problem = useProblems()("resources", String(index));
  return (
    <div className="flex flex-col gap-2">
      <Roles resource={resource} />
      {problem && (
        <div className="flex flex-wrap items-center gap-3">
          <p role="alert" className="text-sm font-medium text-danger-soft-foreground">
            {problem}
          </p>
          <button
            type="button"
            className={buttonClass({ variant: "outline", size: "sm" })}
            onClick={() => dispatch({ kind: "resourceSet", resource: { ...resource, roles: [] } })}
          >
            Leave {resource.displayName} out
          </button>
        </div>
      )}
    </div>
  );
}

/** Roles it offers, and those that were chosen when it offered them still. */
function Roles({ resource }: { resource: DraftResource }) {
  const { dispatch } = useWizard();
  return (
    <ResourceRoles resource={resource}>
      {resource.offered.map((role) => (
        <RoleBox
          key={role}
          resource={resource.displayName}
          role={role}
          checked={resource.roles.includes(role)}
          onChange={(event) => {
            const others = resource.roles.filter((each) => each !== role);
            const roles = event.currentTarget.checked ? [...others, role] : others;
            dispatch({ kind: "resourceSet", resource: { ...resource, roles } });
          }}
        />
      ))}
    </ResourceRoles>
  );
}

const unchosen = ({ originSystem, originId, displayName, roles }: AddableResource): DraftResource => ({
  originSystem,
  originId,
  displayName,
  offered: roles,
  roles: [],
});

function Finder({ catalogId }: { catalogId: string | null }) {
  const { state } = useWizard();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const { data, isError, isPending } = useQuery(addableResourcesQuery(catalogId, text));
  const chosen = new Set(state.draft.resources.map(originKey));
  const found = (data?.rows ?? []).filter((each) => !chosen.has(originKey(each)));
  const says = () => {
    if (isError) return "The search did not work. Check your connection and type again.";
    if (isPending) return "Searching…";
    if (data.isMore) return "There are more; type a part of the name.";
    if (found.length > 0) return "";
    return text === "" ? "You can add nothing more." : `Nothing else has “${text}” in the name.`;
  };
  return (
    <div className="flex flex-col gap-4">
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        // Enter would send the step from the middle of it.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        aria-label="Find resources by name"
        placeholder="A part of the name"
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10"
      />
      <p role="status" className="text-sm leading-5 text-muted empty:-mt-4">
        {says()}
      </p>
      {found.map((resource) => (
        <Roles key={originKey(resource)} resource={unchosen(resource)} />
      ))}
    </div>
  );
}
