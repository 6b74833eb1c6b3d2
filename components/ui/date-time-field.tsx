"use client";
import { useId, useState, useSyncExternalStore } from "react";
import { fromLocalInput, type InstantKind, toLocalInput } from "@/lib/format/local-input";
import { useField } from "./action-form";
import { describedBy, FieldFrame, type FieldProps } from "./field-frame";

const never = () => () => {};

export type DateTimeFieldProps = FieldProps & {
  /** What the form sends: the typed instant, or the first or last second of the chosen day where the reader is. */
  kind?: InstantKind;
  /** ISO instants. */
  defaultValue?: string;
  min?: string;
  max?: string;
  onChange?: (instant: string) => void;
};

/** A date, with time unless the kind is a day's edge. Typed in the reader's zone, sent as an ISO instant. */
export function DateTimeField({
  name,
  label,
  description,
  required,
  disabled,
  kind = "dateTime",
  defaultValue,
  min,
  max,
  onChange,
}: DateTimeFieldProps) {
  const id = useId();
  const { error, value } = useField(name);
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
  const [typed, setTyped] = useState<string | null>(null);
  const [isPartial, setPartial] = useState(false);
  const initial = typeof value === "string" ? value : defaultValue;
  const local = (instant: string | undefined) => (zone && instant ? toLocalInput(instant, kind) : undefined);
  const shown = typed ?? local(initial) ?? "";
  return (
    <FieldFrame
      id={id}
      label={label}
      required={required ?? false}
      error={error}
      description={description}
      aside={kind === "dateTime" && zone && <span className="text-xs text-muted">{zone.replaceAll("_", " ")}</span>}
    >
      <input
        {...describedBy(id, { description, error })}
        type={kind === "dateTime" ? "datetime-local" : "date"}
        required={required}
        disabled={disabled}
        min={local(min)}
        max={local(max)}
        value={shown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange?.(fromLocalInput(event.currentTarget.value, kind));
        }}
        // A date without its time reads as empty; sent like that it would silently mean "none".
        onBlur={(event) => setPartial(event.currentTarget.validity.badInput)}
        onKeyUp={(event) => setPartial(event.currentTarget.validity.badInput)}
        className="input min-h-10 w-full tabular-nums sm:w-64"
      />
      <input
        type="hidden"
        name={name}
        disabled={disabled}
        value={isPartial ? "incomplete" : zone ? fromLocalInput(shown, kind) : (initial ?? "")}
      />
    </FieldFrame>
  );
}
