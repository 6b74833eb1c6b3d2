import type { Route } from "next";
import Form from "next/form";
import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import type { AccessOnChoice } from "@/lib/views/access-on";
import { NameOrChoice } from "./name-or-choice";

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
            className="input input--full-width min-h-10 tabular-nums"
          />
        </div>
        {subjects.map(({ name, label, placeholder }) => {
          const choice = chosen[name];
          return (
            <div key={name} className="flex min-w-0 flex-col gap-1.5">
              <NameOrChoice
                name={name}
                label={label}
                placeholder={placeholder}
                chosen={choice ? { id: choice.id, label: choice.displayName, without: without(name) } : null}
                typed={typed[name]}
              />
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
