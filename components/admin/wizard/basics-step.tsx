"use client";
import { ChooseOne, SelectOne, Switch, TextInput, TextLines } from "@/components/policy/editor/fields";
import { useProblems } from "@/components/policy/editor/problems";
import { plural } from "@/components/policy/policy-words";
import { Panel } from "@/components/ui/panel";
import type { CatalogId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import type { PackageCatalog } from "@/lib/views/package-roles";
import { StepForm } from "./step-form";
import { useWizard } from "./wizard-context";

/** As many are all shown at once. */
const SHOWN_AT_ONCE = 7;
const NEW = "new";

export type BasicsStepProps = { catalogs: readonly PackageCatalog[]; mayCreateCatalog: boolean };

/** P20, CAT-2, CAT-22: what the package is, and the catalog it stands in. */
export function BasicsStep({ catalogs, mayCreateCatalog }: BasicsStepProps) {
  return (
    <StepForm step="basics">
      <PackageFields />
      <CatalogFields catalogs={catalogs} mayCreateCatalog={mayCreateCatalog} />
    </StepForm>
  );
}

function PackageFields() {
  const { state, dispatch } = useWizard();
  const problem = useProblems();
  const { displayName, description, isHidden } = state.draft;
  return (
    <Panel title="The package">
      <div className="flex flex-col gap-5">
        <TextInput
          label="Name"
          description="Unique in its catalog. Requestors and approvers read it everywhere."
          required
          limit={limits.nameChars}
          value={displayName}
          error={problem("displayName")}
          onChange={(text) => dispatch({ kind: "set", set: { displayName: text } })}
        />
        <TextLines
          label="Description"
          description="What it gives and whom it is for, in the words of those who ask."
          required
          rows={3}
          limit={limits.descriptionChars}
          value={description}
          error={problem("description")}
          onChange={(text) => dispatch({ kind: "set", set: { description: text } })}
        />
        <Switch
          label="Hidden"
          description="In no list and found by no search. Whoever has its link can ask all the same, where a policy lets them."
          checked={isHidden}
          onChange={(on) => dispatch({ kind: "set", set: { isHidden: on } })}
        />
      </div>
    </Panel>
  );
}

function CatalogFields({ catalogs, mayCreateCatalog }: BasicsStepProps) {
  const { state, dispatch } = useWizard();
  const problem = useProblems();
  const { catalog } = state.draft;
  const options = [
    ...catalogs.map(({ id, displayName, resourceCount }) => ({
      value: id,
      label: displayName,
      description: plural(resourceCount, "resource"),
    })),
    ...(mayCreateCatalog
      ? [{ value: NEW, label: "A new catalog", description: "Made together with the package. You will look after it." }]
      : []),
  ];
  const choice = {
    label: "Catalog",
    description: "The package stays in it, and gives roles of its resources only.",
    value: catalog.isNew ? NEW : (catalog.catalogId ?? ""),
    error: problem("catalog", "catalogId"),
    onChange: (value: string) =>
      dispatch({
        kind: "catalogSet",
        set: value === NEW ? { isNew: true } : { isNew: false, catalogId: value === "" ? null : (value as CatalogId) },
      }),
  };
  return (
    <Panel title="Where it stands">
      <div className="flex flex-col gap-5">
        {options.length > SHOWN_AT_ONCE ? (
          <SelectOne {...choice} options={[{ value: "", label: "Choose a catalog" }, ...options]} />
        ) : (
          <ChooseOne {...choice} options={options} />
        )}
        {catalog.isNew && (
          <div className="flex flex-col gap-5 border-s-2 border-separator ps-4">
            <TextInput
              label="Name of the new catalog"
              description="Unique among all catalogs."
              required
              limit={limits.nameChars}
              value={catalog.displayName}
              error={problem("catalog", "displayName")}
              onChange={(displayName) => dispatch({ kind: "catalogSet", set: { displayName } })}
            />
            <TextLines
              label="Description of the new catalog"
              description="What is in it. It is open to requests from the start, and to guests only once somebody says so."
              required
              limit={limits.descriptionChars}
              value={catalog.description}
              error={problem("catalog", "description")}
              onChange={(description) => dispatch({ kind: "catalogSet", set: { description } })}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}
