import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import type { AccessOnChoice } from "@/lib/views/access-on";

type Subject = "person" | "package";

export type AccessOnFormProps = {
  action: Route;
  /** As the address has it. */
  day: string;
  /** What was typed and is not chosen yet. */
  typed: Readonly<Partial<Record<Subject, string>>>;
  chosen: Readonly<Partial<Record<Subject, AccessOnChoice>>>;
  /** The address without what is chosen. */
  without: (subject: Subject) => Route;
  today: string;
};

const subjects = [
  { name: "person", label: "Person", placeholder: "What did this person hold?" },
  { name: "package", label: "Package", placeholder: "Who held this package?" },
] as const;

const field = "input input--full-width min-h-10";

/** A day and a person, a package, or both; all of it is part of the address. */
export function AccessOnForm({ action, day, typed, chosen, without, today }: AccessOnFormProps) {
  const id = useId();
  return (
    <Form
      action={action}
      key={JSON.stringify([day, typed, chosen])}
      aria-label="Choose a day and whose access"
      className="card card--default gap-4 p-4 sm:p-5"
    >
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1fr)_auto] lg:items-end">
        <div className="flex min-w-0 flex-col gap-1.5 max-lg:sm:col-span-2">
          <label htmlFor={`${id}-date`} className="text-sm font-medium">
            End of the day (UTC)
          </label>
          <input
            id={`${id}-date`}
            name="date"
            type="date"
            defaultValue={day}
            max={today}
            required
            className={`${field} tabular-nums`}
          />
        </div>
        {subjects.map(({ name, label, placeholder }) => {
          const choice = chosen[name];
          return (
            <div key={name} className="flex min-w-0 flex-col gap-1.5">
              {choice ? (
                <>
                  <span className="text-sm font-medium">{label}</span>
                  <input type="hidden" name={name} value={choice.id} />
                  <span className="flex min-h-10 items-center justify-between gap-2 text-sm">
                    <span className="truncate">{choice.displayName}</span>
                    <Link href={without(name)} className="text-link">
                      Remove<span className="sr-only"> {choice.displayName}</span>
                    </Link>
                  </span>
                </>
              ) : (
                <>
                  <label htmlFor={`${id}-${name}`} className="text-sm font-medium">
                    {label}
                  </label>
                  <input
                    id={`${id}-${name}`}
                    name={name}
                    type="search"
                    placeholder={placeholder}
                    defaultValue={typed[name]}
                    autoComplete="off"
                    maxLength={200}
                    className={field}
                  />
                </>
              )}
            </div>
          );
        })}
        <button type="submit" className={buttonClass({ variant: "primary" })}>
          Show
        </button>
      </div>
    </Form>
  );
}
