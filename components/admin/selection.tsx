"use client";
import { createContext, type ReactNode, use, useState } from "react";
import { ConfirmButton, type ConfirmButtonProps } from "@/components/ui/confirm-button";
import { idle } from "@/lib/client/action-state";
import type { RowResult, RowsAction } from "@/lib/views/row-results";

/** A row that can be selected, and the words that say whom and what it is about. */
export type Selectable = { readonly id: string; readonly label: string };

type Selection = {
  readonly rows: readonly Selectable[];
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[], on: boolean) => void;
  readonly results: readonly RowResult[];
  readonly finish: (results: readonly RowResult[]) => void;
};

const Context = createContext<Selection>({
  rows: [],
  selected: new Set(),
  select: () => {},
  results: [],
  finish: () => {},
});

export const useSelection = (): Selection => use(Context);

export type SelectionProviderProps = {
  /** The rows of the page that the reader may change. */
  rows: readonly Selectable[];
  /** What is selected to begin with, also of other pages. */
  initial: readonly string[];
  children: ReactNode;
};

/** The rows of a list that somebody selected, and what became of those they did something to. */
export function SelectionProvider({ rows, initial, children }: SelectionProviderProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => new Set(initial));
  const [results, setResults] = useState<readonly RowResult[]>([]);
  const select = (ids: readonly string[], on: boolean) => {
    const next = new Set(selected);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setSelected(next);
  };
  const finish = (made: readonly RowResult[]) => {
    setResults(made);
    // What did not succeed stays selected, to be looked at or tried again.
    setSelected(new Set(made.filter((row) => !row.isDone).map((row) => row.id)));
  };
  return <Context value={{ rows, selected, select, results, finish }}>{children}</Context>;
}

/** The box that selects a row. */
export function SelectRow({ id, label }: Selectable) {
  const { selected, select } = useSelection();
  return (
    <input
      type="checkbox"
      aria-label={`Select ${label}`}
      checked={selected.has(id)}
      onChange={(event) => select([id], event.currentTarget.checked)}
      className="size-4.5 accent-accent"
    />
  );
}

/** What the last thing that was done did to a row. */
export function RowWords({ id }: { id: string }) {
  const { results } = useSelection();
  const result = results.find((each) => each.id === id);
  if (!result) return null;
  return (
    <span className={`text-xs ${result.isDone ? "text-success-soft-foreground" : "text-danger-soft-foreground"}`}>
      {result.words}
    </span>
  );
}

/** More names are counted, not written. */
const NAMES_SHOWN = 8;

function Names() {
  const { rows, selected } = useSelection();
  const named = rows.filter((row) => selected.has(row.id)).slice(0, NAMES_SHOWN);
  const more = selected.size - named.length;
  return (
    <ul className="list-disc ps-5">
      {named.map((row) => (
        <li key={row.id}>{row.label}</li>
      ))}
      {more > 0 && <li>{named.length > 0 ? `and ${more} more` : `${more} of this list`}</li>}
    </ul>
  );
}

export type RowsButtonProps = Omit<ConfirmButtonProps, "action" | "values" | "disabledReason"> & { action: RowsAction };

/** Does something to all selected rows, after it has said to whom. */
export function RowsButton({ action, children, ...button }: RowsButtonProps) {
  const { selected, finish } = useSelection();
  const send: ConfirmButtonProps["action"] = async (_state, form) => {
    const outcome = await action({ state: idle, results: [] }, form);
    if (outcome.state.status === "done") finish(outcome.results);
    return outcome.state;
  };
  return (
    <ConfirmButton
      {...button}
      action={send}
      disabledReason={selected.size === 0 ? "Select at least one row first." : undefined}
    >
      {[...selected].map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <Names />
      {children}
    </ConfirmButton>
  );
}
