import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { NameOrChoice } from "./name-or-choice";

export type NamedFilter = { name: "person" | "package" | "catalog"; id: string; label: string; without: Route };

export type AuditFilterFormProps = {
  action: Route;
  /** What is chosen, as the address has it. */
  values: Readonly<Record<"person" | "package" | "catalog" | "activity" | "from" | "to", string | undefined>>;
  /** Those that are chosen by their id: shown by name, and taken away by a link. */
  named: readonly NamedFilter[];
  activities: readonly string[];
  /** Null where nothing is chosen. */
  all: Route | null;
};

const texts = [
  { name: "person", label: "Person", placeholder: "Part of a name" },
  { name: "package", label: "Package", placeholder: "Part of a name" },
  { name: "catalog", label: "Catalog", placeholder: "Part of a name" },
] as const;

const field = "input input--full-width min-h-10";

/** What of the log is shown; all of it is part of the address. */
export function AuditFilterForm({ action, values, named, activities, all }: AuditFilterFormProps) {
  const id = useId();
  return (
    <Form
      action={action}
      key={JSON.stringify(values)}
      aria-label="Filter the log"
      className="card card--default gap-4 p-4 sm:p-5"
    >
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-6">
        {texts.map(({ name, label, placeholder }) => (
          <div key={name} className="col-span-2 flex min-w-0 flex-col gap-1.5 sm:col-span-1 lg:col-span-2">
            <NameOrChoice
              name={name}
              label={label}
              placeholder={placeholder}
              chosen={named.find((each) => each.name === name) ?? null}
              typed={values[name]}
            />
          </div>
        ))}
        <div className="col-span-2 flex min-w-0 flex-col gap-1.5 sm:col-span-1 lg:col-span-2">
          <label htmlFor={`${id}-activity`} className="text-sm font-medium">
            Activity
          </label>
          <select
            id={`${id}-activity`}
            name="activity"
            defaultValue={values.activity ?? ""}
            className={`${field} select-native`}
          >
            <option value="">Any</option>
            {activities.map((activity) => (
              <option key={activity}>{activity}</option>
            ))}
          </select>
        </div>
        {(["from", "to"] as const).map((name) => (
          <div key={name} className="flex min-w-0 flex-col gap-1.5 lg:col-span-1">
            <label htmlFor={`${id}-${name}`} className="text-sm font-medium">
              {name === "from" ? "From day (UTC)" : "To day (UTC)"}
            </label>
            <input
              id={`${id}-${name}`}
              name={name}
              type="date"
              defaultValue={values[name]}
              className={`${field} tabular-nums`}
            />
          </div>
        ))}
        <div className="col-span-2 flex items-end gap-2">
          <button type="submit" className={buttonClass({ variant: "primary" })}>
            Show
          </button>
          {all && (
            <Link href={all} className={buttonClass({ variant: "ghost" })}>
              Clear
            </Link>
          )}
        </div>
      </div>
    </Form>
  );
}
