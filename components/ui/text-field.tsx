"use client";
import { useId, useState } from "react";
import { useField } from "./action-form";
import { Counter } from "./counter";
import { describedBy, FieldFrame, type FieldProps } from "./field-frame";

export type TextFieldProps = FieldProps & {
  defaultValue?: string;
  type?: "text" | "email" | "url" | "number" | "search";
  /** Which keyboard phones show. */
  inputMode?: "numeric";
  placeholder?: string;
  maxLength?: number;
  /** As in TextArea, counted from half of it on: one line rarely gets there. */
  limit?: number;
  autoComplete?: string;
};

/** One line of text. */
export function TextField({
  name,
  label,
  description,
  required,
  disabled,
  defaultValue,
  limit,
  ...input
}: TextFieldProps) {
  const id = useId();
  const { error, value } = useField(name);
  const initial = typeof value === "string" ? value : defaultValue;
  const [length, setLength] = useState(initial?.length ?? 0);
  return (
    <FieldFrame
      id={id}
      label={label}
      description={description}
      required={required ?? false}
      error={error}
      aside={limit !== undefined && length * 2 >= limit && <Counter length={length} limit={limit} />}
    >
      <input
        {...input}
        {...describedBy(id, { description, error })}
        name={name}
        required={required}
        disabled={disabled}
        defaultValue={initial}
        onChange={limit === undefined ? undefined : (event) => setLength(event.currentTarget.value.length)}
        className="input input--full-width min-h-10"
      />
    </FieldFrame>
  );
}
