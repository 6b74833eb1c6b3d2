"use client";
import { useId } from "react";
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
        <div key={resource.id} className="flex flex-col gap-2">
          <p className="text-sm leading-5">
            <span className="font-medium">{resource.displayName}</span>
            <span className="text-muted">{`, ${originSystemLabel[resource.originSystem].toLowerCase()}`}</span>
          </p>
          <div className="grid gap-2 sm:grid-cols-2">
            {resource.roles.map((role) => (
              <label key={role.id} className="choice">
                <input
                  type="checkbox"
                  name={name}
                  value={role.id}
                  defaultChecked={chosen.includes(role.id)}
                  aria-label={`${resource.displayName}: ${role.displayName}`}
                />
                <span className="min-w-0 leading-5.5 font-medium wrap-anywhere">{role.displayName}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}
