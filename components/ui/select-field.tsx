"use client";
import { useId } from "react";
import { useField } from "./action-form";
import { describedBy, FieldFrame, type FieldProps } from "./field-frame";

export type Option = { value: string; label: string; description?: string; disabled?: boolean };

export type SelectFieldProps = FieldProps & {
  options: readonly Option[];
  defaultValue?: string;
  /** The empty choice; without it the first option is preselected. */
  placeholder?: string;
};

/** One of many, as the platform shows it: right on phones, right for keyboards. */
export function SelectField({
  name,
  label,
  description,
  required,
  disabled,
  options,
  defaultValue,
  placeholder,
}: SelectFieldProps) {
  const id = useId();
  const { error, value } = useField(name);
  return (
    <FieldFrame id={id} label={label} description={description} required={required ?? false} error={error}>
      <select
        {...describedBy(id, { description, error })}
        name={name}
        required={required}
        disabled={disabled}
        defaultValue={
          typeof value === "string" ? value : (defaultValue ?? (placeholder === undefined ? undefined : ""))
        }
        className="input input--full-width select-native min-h-10"
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
