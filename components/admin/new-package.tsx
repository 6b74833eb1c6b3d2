"use client";
import type { Route } from "next";
import { useState } from "react";
import { plural } from "@/components/policy/policy-words";
import type { ActionFormProps } from "@/components/ui/action-form";
import { RadioGroup } from "@/components/ui/choice-group";
import type { PackageCatalog } from "@/lib/views/package-roles";
import { PackageForm } from "./package-form";
import { RoleChoice } from "./role-choice";

export type NewPackageProps = {
  catalogs: readonly PackageCatalog[];
  /** Chosen from the start, e.g. because one comes from there. */
  initial: string | null;
  action: ActionFormProps["action"];
  back: Route;
};

/** P20, CAT-2: a package of one catalog, with roles of that catalog's resources. */
export function NewPackage({ catalogs, initial, action, back }: NewPackageProps) {
  const [catalogId, setCatalogId] = useState(initial ?? (catalogs.length === 1 ? (catalogs[0]?.id ?? "") : ""));
  const catalog = catalogs.find((each) => each.id === catalogId);
  return (
    <PackageForm
      action={action}
      label="New package"
      submitLabel="Create the package"
      back={back}
      before={
        <RadioGroup
          name="catalogId"
          label="Catalog"
          description="It stays in this catalog, and gives roles of its resources only."
          required
          options={catalogs.map((each) => ({
            value: each.id,
            label: each.displayName,
            description: plural(each.resources.length, "resource"),
          }))}
          defaultValue={catalogId}
          onChange={setCatalogId}
        />
      }
    >
      {catalog && catalog.resources.length > 0 && (
        <RoleChoice key={catalog.id} name="roleIds" legend="What it gives" resources={catalog.resources} />
      )}
      {catalog?.resources.length === 0 && (
        <p className="text-sm leading-6 text-muted">
          This catalog has no resources yet, so the package gives nothing for now.
        </p>
      )}
    </PackageForm>
  );
}
