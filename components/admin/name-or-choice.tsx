import type { Route } from "next";
import Link from "next/link";
import { useId } from "react";

export type NameOrChoiceProps = {
  name: string;
  label: string;
  placeholder: string;
  /** The one that is meant, with the address that leaves it out; null where a part of a name is typed. */
  chosen: { readonly id: string; readonly label: string; readonly without: Route } | null;
  typed?: string | undefined;
};

/** Narrows a list to one thing that was followed here by its id, or to all whose name has what is typed. */
export function NameOrChoice({ name, label, placeholder, chosen, typed }: NameOrChoiceProps) {
  const id = useId();
  if (chosen) {
    return (
      <>
        <span className="text-sm font-medium">{label}</span>
        <input type="hidden" name={name} value={chosen.id} />
        <span className="flex min-h-10 items-center justify-between gap-2 text-sm">
          <span className="truncate">{chosen.label}</span>
          <Link href={chosen.without} className="text-link">
            Remove<span className="sr-only"> {chosen.label}</span>
          </Link>
        </span>
      </>
    );
  }
  return (
    <>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type="search"
        placeholder={placeholder}
        defaultValue={typed}
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10"
      />
    </>
  );
}
