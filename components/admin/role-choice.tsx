"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useField } from "@/components/ui/action-form";
import { describedBy, FieldError } from "@/components/ui/field-frame";
import type { OfferedResource } from "@/lib/views/package-roles";
import { originSystemLabel } from "@/lib/views/resources";

export type RoleChoiceProps = { name: string; legend: string; resources: readonly OfferedResource[] };

/** RES-2, RES-14: any roles of any of these resources. */
export function RoleChoice({ name, legend, resources }: RoleChoiceProps) {
  const id = useId();
  const { error, value } = useField(name);
  const chosen = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return (
    <fieldset {...describedBy(id, { error })} className="flex min-w-0 flex-col gap-4">
      <legend className="mb-3 text-sm font-medium">{legend}</legend>
      {resources.map((resource) => (
        <ResourceRoles key={resource.id} resource={resource}>
          {resource.roles.map((role) => (
            <RoleBox
              key={role.id}
              resource={resource.displayName}
              role={role.displayName}
              name={name}
              value={role.id}
              defaultChecked={chosen.includes(role.id)}
            />
          ))}
        </ResourceRoles>
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}

export type ResourceRolesProps = {
  resource: Pick<OfferedResource, "displayName" | "originSystem">;
  children: ReactNode;
};

/** A resource above the roles it offers. */
export function ResourceRoles({ resource, children }: ResourceRolesProps) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm leading-5">
        <span className="font-medium">{resource.displayName}</span>
        <span className="text-muted">{`, ${originSystemLabel[resource.originSystem].toLowerCase()}`}</span>
      </p>
      <div className="grid gap-2 sm:grid-cols-2">{children}</div>
    </div>
  );
}

export type RoleBoxProps = Omit<ComponentProps<"input">, "type" | "aria-label"> & {
  /** What the role belongs to, for those who do not see where it stands. */
  resource: string;
  role: string;
};

/** One role of a resource, to tick. */
export function RoleBox({ resource, role, ...input }: RoleBoxProps) {
  return (
    <label className="choice">
      <input {...input} type="checkbox" aria-label={`${resource}: ${role}`} />
      <span className="min-w-0 leading-5.5 font-medium wrap-anywhere">{role}</span>
    </label>
  );
}
