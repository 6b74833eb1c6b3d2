"use client";
import { useId, useState } from "react";
import { limits } from "@/lib/engine/limits";

/** Longer files are no list of people for one form. */
const BYTES_MAX = 200_000;

const unreadable = "This file cannot be read. Choose a list as text, or a table as CSV, both in UTF-8.";

/** What was found in a file, in words. */
const found = (name: string, count: number): string => {
  if (count === 0) return `${name} names nobody.`;
  const lines = count === 1 ? "1 line was" : `${count} lines were`;
  const told = `${lines} read from ${name} into the field above. Look through them before you assign.`;
  return count > limits.directTargetsMax
    ? `${told} At most ${limits.directTargetsMax} people at once: keep as many and assign the others after them.`
    : told;
};

/** ASG-30: reads a file into the field of the form around that takes people a line; nothing is sent by that. */
export function PeopleUpload({ into }: { into: string }) {
  const id = useId();
  const [said, setSaid] = useState("");
  async function read(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    const field = input.form?.elements.namedItem(into);
    if (!file || !(field instanceof HTMLTextAreaElement)) return;
    // The parser is fetched when somebody has a file for it.
    const { peopleInFile } = await import("@/lib/format/people-file");
    const people = file.size > BYTES_MAX ? null : peopleInFile(file.name, await file.text());
    if (people && people.length > 0) field.value = people.join("\n");
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
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        aria-describedby={`${id}-said`}
        onChange={(event) => void read(event.currentTarget)}
        className="text-sm text-muted file:me-3 file:min-h-9 file:cursor-pointer file:rounded-full file:border file:border-solid file:border-border file:bg-surface file:px-3.5 file:font-medium file:text-foreground pointer-coarse:file:min-h-11"
      />
      <p id={`${id}-said`} role="status" className="text-sm leading-5 text-muted">
        {said ||
          "A text with a person a line, or a CSV with a column of addresses or names. It replaces what stands in the field."}
      </p>
    </div>
  );
}
