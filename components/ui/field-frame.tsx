import type { ReactNode } from "react";

/** What every field has. */
export type FieldProps = {
  name: string;
  label: string;
  description?: ReactNode;
  required?: boolean;
  disabled?: boolean;
};

/** The attributes that tie an input to its label, description and message. */
export function describedBy(id: string, has: { description?: unknown; error?: unknown }) {
  const ids = [has.description && `${id}-description`, has.error && `${id}-error`].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": ids || undefined,
    "aria-invalid": has.error ? (true as const) : undefined,
    "data-invalid": has.error ? ("true" as const) : undefined,
  };
}

/** Says which fields may stay empty; the others are needed. */
export function Optional({ when }: { when: boolean }) {
  return when ? <span className="font-normal text-muted"> (optional)</span> : null;
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={`${id}-error`} className="text-sm font-medium text-danger-soft-foreground">
      {children}
    </p>
  );
}

export type FieldFrameProps = {
  id: string;
  label: string;
  description?: ReactNode;
  required?: boolean;
  error?: string | undefined;
  /** Right of the description, e.g. a counter. */
  aside?: ReactNode;
  children: ReactNode;
};

/** Label above, description below the label, message below the input. */
export function FieldFrame({ id, label, description, required = false, error, aside, children }: FieldFrameProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
          <Optional when={!required} />
        </label>
        {aside}
      </div>
      {description && (
        <div id={`${id}-description`} className="text-sm leading-5 text-muted">
          {description}
        </div>
      )}
      {children}
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}
