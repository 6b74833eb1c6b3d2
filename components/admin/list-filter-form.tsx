import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { NameOrChoice } from "./name-or-choice";

export type ListFilterFormProps = {
  /** The page the list stands on. */
  action: Route;
  /** What is listed, in the plural: "requests". */
  what: string;
  /** Parameters of the address that stay. */
  keep: Readonly<Record<string, string | undefined>>;
  /** What is narrowed to one by its id, or to several by a part of their names. */
  names: readonly {
    readonly name: string;
    readonly label: string;
    readonly chosen: { readonly id: string; readonly label: string; readonly without: Route } | null;
    readonly typed: string | undefined;
  }[];
  choices: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string | undefined;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  }[];
  days?: readonly { readonly name: string; readonly label: string; readonly value: string | undefined }[];
  /** How many of these filters are in use. */
  count: number;
  /** The list without them. */
  without: Route;
};

const field = "input input--full-width min-h-10";

/** The less common ways to narrow a list; all of them are part of the address. Open where one is in use. */
export function ListFilterForm(props: ListFilterFormProps) {
  const { action, what, keep, names, choices, days = [], count, without } = props;
  const id = useId();
  return (
    <details open={count > 0} className="group/filters">
      <summary className="inline-flex min-h-9 cursor-pointer list-none items-center gap-1.5 rounded-md text-sm text-muted hover:text-foreground pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/filters:rotate-90" />
        More filters{count > 0 && `, ${count} in use`}
      </summary>
      <Form
        action={action}
        key={JSON.stringify([names, choices, days])}
        aria-label={`Filter the ${what}`}
        className="card card--default mt-2 gap-4 p-4 sm:p-5"
      >
        {Object.entries(keep).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
          {names.map(({ name, label, chosen, typed }) => (
            <div key={name} className="flex min-w-0 flex-col gap-1.5">
              <NameOrChoice name={name} label={label} placeholder="Part of a name" chosen={chosen} typed={typed} />
            </div>
          ))}
          {choices.map(({ name, label, value, options }) => (
            <div key={name} className="flex min-w-0 flex-col gap-1.5">
              <label htmlFor={`${id}-${name}`} className="text-sm font-medium">
                {label}
              </label>
              <select id={`${id}-${name}`} name={name} defaultValue={value ?? ""} className={`${field} select-native`}>
                <option value="">Any</option>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))}
              </select>
            </div>
          ))}
          {days.map(({ name, label, value }) => (
            <div key={name} className="flex min-w-0 flex-col gap-1.5">
              <label htmlFor={`${id}-${name}`} className="text-sm font-medium">
                {label}
              </label>
              <input
                id={`${id}-${name}`}
                name={name}
                type="date"
                defaultValue={value}
                className={`${field} tabular-nums`}
              />
            </div>
          ))}
          <div className="flex items-end gap-2">
            <button type="submit" className={buttonClass({ variant: "primary" })}>
              Show
            </button>
            {count > 0 && (
              <Link href={without} className={buttonClass({ variant: "ghost" })}>
                Clear
              </Link>
            )}
          </div>
        </div>
      </Form>
    </details>
  );
}
