"use client";
import { type ChangeEvent, useId, useState } from "react";
import { useActionForm, useField } from "@/components/ui/action-form";
import { describedBy, FieldFrame } from "@/components/ui/field-frame";
import { limits } from "@/lib/engine/limits";
import { linesOf } from "@/lib/format/pasted-lines";

/** Longer files are no list of people for one form. */
const BYTES_MAX = 1_000_000;

const unreadable = `This file cannot be read. Choose a list as text, or a table as CSV, both in UTF-8 and no bigger than ${BYTES_MAX / 1_000_000} MB.`;

/** What was found in a file, in words. */
const found = (name: string, count: number): string => {
  if (count === 0) return `${name} names nobody.`;
  const lines = count === 1 ? "1 line was" : `${count.toLocaleString("en")} lines were`;
  return `${lines} read from ${name} into the field above. Look through them before you assign.`;
};

export type PeopleFieldProps = {
  text: string;
  onChange: (text: string) => void;
  /** WHO-47: the policy asks questions, whose answers are for one. */
  isForOne: boolean;
};

/** ASG-30: whom a package is for, a person a line; typed, pasted or read from a file, by which nothing is sent yet. */
export function PeopleField({ text, onChange, isForOne }: PeopleFieldProps) {
  const id = useId();
  const { error } = useField("people");
  const { pending } = useActionForm();
  const count = linesOf(text).length;
  const max = limits.directLinesMax;
  const description = isForOne
    ? "One person, by address or whole name: this policy asks questions, and its answers are for one."
    : `A person a line, by address or whole name; up to ${max.toLocaleString("en")}.`;
  return (
    <>
      <FieldFrame
        id={id}
        label="Who gets it?"
        required
        description={description}
        {...(error ? { error } : {})}
        aside={
          count > 1 && (
            <span
              className={`text-xs tabular-nums ${count > max ? "font-medium text-danger-soft-foreground" : "text-muted"}`}
            >
              {`${count.toLocaleString("en")} lines`}
            </span>
          )
        }
      >
        <textarea
          {...describedBy(id, { description, error })}
          name="people"
          required
          // What is left of the list is put here in the end, over whatever was typed meanwhile.
          readOnly={pending}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          rows={isForOne ? 2 : 8}
          spellCheck={false}
          className="textarea textarea--full-width resize-y"
        />
      </FieldFrame>
      {!isForOne && <PeopleFile disabled={pending} onRead={(people) => onChange(people.join("\n"))} />}
    </>
  );
}

/** Whom a file names; null where it cannot be read. */
async function peopleIn(file: File): Promise<readonly string[] | null> {
  // A file that changed or went after it was chosen is refused by the browser.
  const text = file.size > BYTES_MAX ? null : await file.text().catch(() => null);
  if (text === null) return null;
  // The parser is fetched when somebody has a file for it.
  const { peopleInFile } = await import("@/lib/format/people-file");
  return peopleInFile(file.name, text);
}

type PeopleFileProps = { disabled: boolean; onRead: (people: readonly string[]) => void };

function PeopleFile({ disabled, onRead }: PeopleFileProps) {
  const id = useId();
  const [said, setSaid] = useState("");
  async function read({ currentTarget: input }: ChangeEvent<HTMLInputElement>) {
    const [file] = input.files ?? [];
    if (!file) return;
    const people = await peopleIn(file);
    if (people && people.length > 0) onRead(people);
    setSaid(people ? found(file.name, people.length) : unreadable);
    // The same file may be chosen again after it was changed.
    input.value = "";
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        Or take them from a file <span className="font-normal text-muted">(optional)</span>
      </label>
      <input
        id={id}
        type="file"
        disabled={disabled}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        aria-describedby={`${id}-said`}
        onChange={(event) => void read(event)}
        className="text-sm text-muted file:me-3 file:min-h-9 file:cursor-pointer file:rounded-full file:border file:border-solid file:border-border file:bg-surface file:px-3.5 file:font-medium file:text-foreground pointer-coarse:file:min-h-11"
      />
      <p id={`${id}-said`} role="status" className="text-sm leading-5 text-muted">
        {said ||
          "A text with a person a line, or a CSV with a column of addresses or names. It replaces what stands in the field."}
      </p>
    </div>
  );
}
