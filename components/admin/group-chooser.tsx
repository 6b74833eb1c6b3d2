"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useDeferredValue, useEffect, useId, useState } from "react";
import { useActionForm, useField } from "@/components/ui/action-form";
import { describedBy, FieldError, type FieldProps } from "@/components/ui/field-frame";
import { candidatesQuery } from "@/lib/client/candidates.query";

type Group = { id: string; displayName: string };

export type GroupChooserProps = FieldProps & {
  /** Those chosen so far. */
  groups: readonly Group[];
  /** The route that finds groups by name. */
  search: string;
};

/** Any number of groups, found by name; the form sends the name of the field once per group. */
export function GroupChooser({ name, label, description, groups, search }: GroupChooserProps) {
  const id = useId();
  const { error } = useField(name);
  const { state } = useActionForm();
  const [chosen, setChosen] = useState(groups);
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const { data, isError, isFetching } = useQuery(candidatesQuery(search, text));
  // After a save the list is the one that was saved.
  useEffect(() => {
    if (state.status !== "done") return;
    setChosen(groups);
    setTyped("");
  }, [state, groups]);
  const isChosen = (group: Group) => chosen.some((each) => each.id === group.id);
  const found = text === "" ? [] : (data?.rows ?? []).filter((each) => !isChosen(each));
  const says = isError
    ? "The search did not work. Check your connection and type again."
    : text === ""
      ? ""
      : isFetching && !data
        ? "Searching…"
        : found.length === 0
          ? `No other group has “${text}” in the name.`
          : `${found.length}${data?.isMore ? " or more found; type more of the name" : " found"}`;
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div id={`${id}-description`} className="-mt-1.5 mb-1 text-sm leading-5 text-muted">
        {description}
      </div>
      {chosen.length > 0 && (
        <ul aria-label="Chosen groups" className="flex flex-wrap gap-2">
          {chosen.map((group) => (
            <li
              key={group.id}
              className="flex items-center gap-1 rounded-full border border-border bg-surface ps-3 pe-1 text-sm"
            >
              <input type="hidden" name={name} value={group.id} />
              {group.displayName}
              <button
                type="button"
                aria-label={`Remove ${group.displayName}`}
                onClick={() => setChosen(chosen.filter((each) => each.id !== group.id))}
                className="flex size-8 items-center justify-center rounded-full text-muted hover:bg-default hover:text-foreground"
              >
                <X aria-hidden className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        {...describedBy(id, { description: true, error })}
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        // Enter would send the form.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        aria-label="Find a group to add"
        placeholder="Type the name of a group to add"
        autoComplete="off"
        maxLength={200}
        className="input input--full-width min-h-10"
      />
      <p role="status" className="text-sm leading-5 text-muted empty:hidden">
        {says}
      </p>
      {error && <FieldError id={id}>{error}</FieldError>}
      {found.length > 0 && (
        <ul aria-label="Groups found" className="flex max-h-64 flex-col overflow-y-auto">
          {found.map((group) => (
            <li key={group.id}>
              <button
                type="button"
                onClick={() => setChosen([...chosen, group])}
                className="flex min-h-10 w-full items-center gap-2 rounded-xl px-3 text-start text-sm hover:bg-default"
              >
                <Plus aria-hidden className="size-4 shrink-0 text-muted" />
                {group.displayName}
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
