"use client";
import { useId, useState } from "react";
import { useField } from "./action-form";
import { Counter } from "./counter";
import { describedBy, FieldFrame, type FieldProps } from "./field-frame";

export type TextAreaProps = FieldProps & {
  defaultValue?: string;
  placeholder?: string;
  rows?: number;
  /** Shows how much is left. Longer text can be pasted and is then refused with a message, not cut. */
  limit?: number;
};

/** Several lines of text, with a counter when there is a limit. */
export function TextArea({
  name,
  label,
  description,
  required,
  disabled,
  defaultValue,
  limit,
  rows = 3,
  placeholder,
}: TextAreaProps) {
  const id = useId();
  const { error, value } = useField(name);
  const initial = typeof value === "string" ? value : (defaultValue ?? "");
  const [length, setLength] = useState(initial.length);
  return (
    <FieldFrame
      id={id}
      label={label}
      description={description}
      required={required ?? false}
      error={error}
      aside={limit !== undefined && <Counter length={length} limit={limit} />}
    >
      <textarea
        {...describedBy(id, { description, error })}
        name={name}
        required={required}
        disabled={disabled}
        rows={rows}
        placeholder={placeholder}
        defaultValue={initial}
        onChange={(event) => setLength(event.currentTarget.value.length)}
        className="textarea textarea--full-width resize-y"
      />
    </FieldFrame>
  );
}
