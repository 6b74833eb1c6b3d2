"use client";
import { useId } from "react";
import { useField } from "./action-form";
import { describedBy, FieldError, type FieldProps, Optional } from "./field-frame";
import type { Option } from "./select-field";

type GroupProps = FieldProps & {
  options: readonly Option[];
  /** Side by side where there is room; for short labels. */
  inline?: boolean;
};

export type RadioGroupProps = GroupProps & { defaultValue?: string; onChange?: (value: string) => void };

/** Exactly one of a few, all visible. Without a default nothing is preselected. */
export function RadioGroup({ defaultValue, onChange, ...group }: RadioGroupProps) {
  const { value } = useField(group.name);
  const chosen = typeof value === "string" ? value : defaultValue;
  return (
    <Choices
      {...group}
      type="radio"
      isChosen={(option) => option === chosen}
      onChange={onChange && ((option) => onChange(option))}
    />
  );
}

export type CheckboxGroupProps = GroupProps & { defaultValue?: readonly string[] };

/** Any number of a few; the form sends the name once per choice. */
export function CheckboxGroup({ defaultValue = [], ...group }: CheckboxGroupProps) {
  const { value } = useField(group.name);
  const chosen = value === undefined ? defaultValue : Array.isArray(value) ? value : [value];
  return <Choices {...group} type="checkbox" isChosen={(option) => chosen.includes(option)} />;
}

export type CheckboxProps = Omit<FieldProps, "required"> & {
  defaultChecked?: boolean;
  onChange?: (on: boolean) => void;
};

/** One yes or no; sends "on" or nothing. */
export function Checkbox({ name, label, description, disabled, defaultChecked, onChange }: CheckboxProps) {
  const id = useId();
  const { error, value } = useField(name);
  return (
    <div className="flex flex-col gap-1.5">
      <label className="choice">
        <input
          {...describedBy(id, { error })}
          type="checkbox"
          name={name}
          disabled={disabled}
          defaultChecked={value === undefined ? defaultChecked : value === "on"}
          onChange={onChange && ((event) => onChange(event.currentTarget.checked))}
        />
        <Words label={label} description={description} />
      </label>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

type ChoicesProps = GroupProps & {
  type: "radio" | "checkbox";
  isChosen: (value: string) => boolean;
  onChange?: ((value: string) => void) | undefined;
};

function Choices({
  name,
  label,
  description,
  required,
  disabled,
  options,
  inline,
  type,
  isChosen,
  onChange,
}: ChoicesProps) {
  const id = useId();
  const { error } = useField(name);
  const { id: _, "data-invalid": __, "aria-invalid": invalid, ...described } = describedBy(id, { description, error });
  return (
    <fieldset {...described} disabled={disabled} className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">
        {label}
        <Optional when={!required} />
      </legend>
      {description && (
        <div id={`${id}-description`} className="-mt-1.5 mb-1 text-sm leading-5 text-muted">
          {description}
        </div>
      )}
      <div className={inline ? "grid gap-2 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]" : "flex flex-col gap-2"}>
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type={type}
              name={name}
              value={option.value}
              aria-invalid={invalid}
              required={required && type === "radio"}
              disabled={option.disabled}
              defaultChecked={isChosen(option.value)}
              onChange={onChange && (() => onChange(option.value))}
            />
            <Words label={option.label} description={option.description} />
          </label>
        ))}
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}

function Words({ label, description }: Pick<FieldProps, "label" | "description">) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="leading-5.5 font-medium">{label}</span>
      {description && <span className="leading-5 text-muted">{description}</span>}
    </span>
  );
}
