"use client";
import { type ReactNode, useId } from "react";
import { Counter } from "@/components/ui/counter";
import { describedBy, FieldError, FieldFrame } from "@/components/ui/field-frame";
import type { Option } from "@/components/ui/select-field";

/** Fields of the editor hold what the draft says; they have no names and are sent as part of it. */
type Common = { label: string; description?: ReactNode; error?: string | undefined };

export type TextInputProps = Common & {
  value: string;
  onChange: (text: string) => void;
  required?: boolean;
  limit?: number;
  placeholder?: string;
  /** Which keyboard phones show. */
  inputMode?: "numeric";
};

const counterFor = (value: string, limit: number | undefined, from: number) =>
  limit !== undefined && value.length >= from && <Counter length={value.length} limit={limit} />;

/** One line; numbers too, so that what was typed stays as it was typed. */
export function TextInput(props: TextInputProps) {
  const { label, description, error, value, onChange, required = false, limit, placeholder, inputMode } = props;
  const id = useId();
  const aside = counterFor(value, limit, (limit ?? 0) / 2);
  return (
    <FieldFrame id={id} {...{ label, description, required, error, aside }}>
      <input
        {...describedBy(id, { description, error })}
        type="text"
        inputMode={inputMode}
        value={value}
        required={required}
        placeholder={placeholder}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        // Enter would send the whole policy from the middle of it.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        className={`input input--full-width min-h-10 ${inputMode ? "max-w-32 tabular-nums" : ""}`}
      />
    </FieldFrame>
  );
}

export function TextLines(props: Omit<TextInputProps, "inputMode"> & { rows?: number }) {
  const { label, description, error, value, onChange, required = false, limit, placeholder, rows = 2 } = props;
  const id = useId();
  return (
    <FieldFrame id={id} {...{ label, description, required, error }} aside={counterFor(value, limit, 0)}>
      <textarea
        {...describedBy(id, { description, error })}
        value={value}
        rows={rows}
        required={required}
        placeholder={placeholder}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="textarea textarea--full-width resize-y"
      />
    </FieldFrame>
  );
}

export type SwitchProps = Common & { checked: boolean; onChange: (on: boolean) => void };

export function Switch({ label, description, error, checked, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label className="choice">
        <input
          {...describedBy(id, { error })}
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <Words label={label} description={description} />
      </label>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

export type ChooseOneProps<Value extends string> = Common & {
  value: Value;
  options: readonly (Option & { value: Value })[];
  onChange: (value: Value) => void;
};

export function ChooseOne<Value extends string>(props: ChooseOneProps<Value>) {
  const { label, description, error, value, options, onChange } = props;
  const id = useId();
  const { id: _, "data-invalid": __, "aria-invalid": invalid, ...described } = describedBy(id, { description, error });
  return (
    <fieldset {...described} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {description && (
        <p id={`${id}-description`} className="-mt-1.5 text-sm leading-5 text-muted">
          {description}
        </p>
      )}
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            name={id}
            aria-invalid={invalid}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <Words label={option.label} description={option.description} />
        </label>
      ))}
      {error && <FieldError id={id}>{error}</FieldError>}
    </fieldset>
  );
}

export function SelectOne<Value extends string>(props: ChooseOneProps<Value>) {
  const { label, description, error, value, options, onChange } = props;
  const id = useId();
  return (
    <FieldFrame id={id} {...{ label, description, error }} required>
      <select
        {...describedBy(id, { description, error })}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
        className="input input--full-width select-native min-h-10"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

function Words({ label, description }: Pick<Common, "label" | "description">) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="leading-5.5 font-medium">{label}</span>
      {description && <span className="leading-5 text-muted">{description}</span>}
    </span>
  );
}
