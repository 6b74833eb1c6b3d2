"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { useActionForm, useField } from "@/components/ui/action-form";
import { describedBy, FieldError, type FieldProps, Optional } from "@/components/ui/field-frame";
import { candidatesQuery } from "@/lib/client/candidates.query";

type Chosen = { readonly id: string; readonly displayName: string };

/** What is looked for, in the words of the screen. */
const words = {
  group: {
    chosen: "Chosen groups",
    found: "Groups found",
    find: "Find a group to add",
    placeholder: "Type the name of a group to add",
    nobody: "No other group has",
  },
  person: {
    chosen: "Chosen people",
    found: "People found",
    find: "Find somebody to add",
    placeholder: "Type a name",
    nobody: "Nobody else has",
  },
} as const;

export type CandidatesChooserProps = FieldProps & {
  what: keyof typeof words;
  /** Those chosen so far. */
  chosen: readonly Chosen[];
  /** The route that finds them by name. */
  search: string;
  /** How many can be chosen; any number without it. */
  max?: number;
};

/** People or groups, found by name; the form sends the name of the field once for each. */
export function CandidatesChooser(props: CandidatesChooserProps) {
  const { name, label, description, required = true, what, chosen: given, search, max } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { error } = useField(name);
  const { state } = useActionForm();
  const [chosen, setChosen] = useState(given);
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const { data, isError, isFetching } = useQuery(candidatesQuery(search, text));
  // After a save the list is the one that was saved.
  useEffect(() => {
    if (state.status !== "done") return;
    setChosen(given);
    setTyped("");
  }, [state, given]);
  const isChosen = (each: Chosen) => chosen.some((other) => other.id === each.id);
  const found = text === "" ? [] : (data?.rows ?? []).filter((each) => !isChosen(each));
  const says = isError
    ? "The search did not work. Check your connection and type again."
    : text === ""
      ? ""
      : isFetching && !data
        ? "Searching…"
        : found.length === 0
          ? `${words[what].nobody} “${text}” in the name.`
          : `${found.length}${data?.isMore ? " or more found; type more of the name" : " found"}`;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">
        {label}
        <Optional when={!required} />
      </legend>
      {description && (
        <div id={`${id}-description`} className="-mt-1.5 mb-1 text-sm leading-5 text-muted">
          {description}
        </div>
      )}
      {chosen.length > 0 && (
        <ul aria-label={words[what].chosen} className="flex flex-wrap gap-2">
          {chosen.map((each) => (
            <li
              key={each.id}
              className="flex items-center gap-1 rounded-full border border-border bg-surface ps-3 pe-1 text-sm"
            >
              <input type="hidden" name={name} value={each.id} />
              {each.displayName}
              <button
                type="button"
                aria-label={`Remove ${each.displayName}`}
                onClick={() => {
                  setChosen(chosen.filter((other) => other.id !== each.id));
                  input.current?.focus();
                }}
                className="flex size-8 items-center justify-center rounded-full text-muted hover:bg-default hover:text-foreground"
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...describedBy(id, { description, error })}
        ref={input}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        // Enter would send the form.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        aria-label={words[what].find}
        placeholder={words[what].placeholder}
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10"
      />
      <p role="status" className="text-sm leading-5 text-muted empty:hidden">
        {says}
      </p>
      {error && <FieldError id={id}>{error}</FieldError>}
      {found.length > 0 && (
        <ul aria-label={words[what].found} className="flex max-h-64 flex-col overflow-y-auto">
          {found.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => {
                  // Of one there can be, the newest counts.
                  setChosen(max === 1 ? [each] : [...chosen, each]);
                  if (max === 1) setTyped("");
                }}
                className="flex min-h-10 w-full items-center gap-2 rounded-xl px-3 text-start text-sm hover:bg-default"
              >
                <Plus aria-hidden className="size-4 shrink-0 text-muted" />
                <span className="min-w-0 truncate">
                  {each.displayName}
                  {each.detail && <span className="text-muted">{`, ${each.detail}`}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
