"use client";
import { ResourceRoles, RoleBox } from "@/components/admin/role-choice";
import { useProblems } from "@/components/policy/editor/problems";
import { plural } from "@/components/policy/policy-words";
import { buttonClass } from "@/components/ui/button-class";
import { Panel } from "@/components/ui/panel";
import type { CatalogId, ResourceRoleId } from "@/lib/engine/ids";
import { rolesInCatalog } from "@/lib/engine/package/draft";
import type { OfferedResource } from "@/lib/views/package-roles";
import { DirectoryResources } from "./directory-resources";
import { StepForm } from "./step-form";
import { useWizard } from "./wizard-context";

export type RolesStepProps = {
  /** The catalog that is chosen; null for a new one, or none. */
  catalogId: string | null;
  offered: readonly OfferedResource[];
  /** CAT-43: whether the reader may put something of the directory into the catalog. */
  mayAdd: boolean;
};

/** P23, RES-2, CAT-43: what the package gives. */
export function RolesStep({ catalogId, offered, mayAdd }: RolesStepProps) {
  const { state } = useWizard();
  const { roles, resources, catalog } = state.draft;
  const count = rolesInCatalog(state.draft).length + resources.reduce((sum, each) => sum + each.roles.length, 0);
  return (
    <StepForm step="roles">
      {catalog.isNew ? (
        <p className="text-sm leading-6 text-muted">
          The new catalog has no resources yet. What you choose below is put into it when the package is created.
        </p>
      ) : (
        <OfCatalog catalogId={catalogId as CatalogId | null} offered={offered} />
      )}
      {mayAdd && <DirectoryResources catalogId={catalogId} />}
      <p role="status" className="text-sm text-muted">
        {count === 0
          ? "The package gives nothing yet. It can be created like that, and its roles chosen later."
          : `The package gives ${plural(count, "role")}.`}
        {roles.length > 0 &&
          catalog.isNew &&
          " Roles of the catalog you chose before are kept in case you go back to it."}
      </p>
    </StepForm>
  );
}

function OfCatalog({ catalogId, offered }: { catalogId: CatalogId | null; offered: readonly OfferedResource[] }) {
  const { state, dispatch } = useWizard();
  const problem = useProblems();
  const chosen = new Set(rolesInCatalog(state.draft));
  const known = new Set(offered.flatMap(({ roles }) => roles.map(({ id }) => id)));
  const gone = [...chosen].filter((id) => !known.has(id));
  const error = problem("roles");
  if (catalogId === null) {
    return (
      <p className="text-sm leading-6 text-muted">Choose a catalog in the first step; its resources stand here then.</p>
    );
  }
  return (
    <Panel title="Resources of the catalog">
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">Roles of the catalog’s resources</legend>
        {offered.length === 0 && <p className="text-sm leading-6 text-muted">This catalog has no resources yet.</p>}
        {offered.map((resource) => (
          <ResourceRoles key={resource.id} resource={resource}>
            {resource.roles.map((role) => (
              <RoleBox
                key={role.id}
                resource={resource.displayName}
                role={role.displayName}
                checked={chosen.has(role.id as ResourceRoleId)}
                onChange={(event) =>
                  dispatch({
                    kind: "roleSet",
                    catalogId,
                    roleId: role.id as ResourceRoleId,
                    on: event.currentTarget.checked,
                  })
                }
              />
            ))}
          </ResourceRoles>
        ))}
        {error && gone.length > 0 && (
          <div className="flex flex-wrap items-center gap-3">
            <p role="alert" className="text-sm font-medium text-danger-soft-foreground">
              {error}
            </p>
            <button
              type="button"
              className={buttonClass({ variant: "outline", size: "sm" })}
              onClick={() => {
                for (const roleId of gone) dispatch({ kind: "roleSet", catalogId, roleId, on: false });
              }}
            >
              Go on without
            </button>
          </div>
        )}
      </fieldset>
    </Panel>
  );
}
