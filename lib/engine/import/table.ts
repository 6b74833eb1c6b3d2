import { err, ok, type Result } from "@/lib/engine/result";

/** What one file may hold. A server action takes a megabyte, and the file is not all of it. */
export const importLimits = { rowsMax: 5_000, bytesMax: 900_000, cellChars: 20_000, listMax: 500 } as const;

/** A file as it was read: its header and the rows below, each with the line it ends on. */
export type CsvTable = {
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

/** What is wrong with a row and in which column; null where it is the row as a whole. */
export type CellIssue = { readonly column: string | null; readonly message: string };

export type RowOutcome = "new" | "changed" | "unchanged" | "error";

/** What a row would change: a column, before and after. */
export type RowChange = { readonly column: string; readonly before: string; readonly after: string };

/** What would become of a row, and what is written for it. */
export type PlannedRow<Event> = {
  readonly line: number;
  /** Whom or what it is about, as the file says. */
  readonly name: string;
  readonly outcome: RowOutcome;
  readonly changes: readonly RowChange[];
  readonly issues: readonly CellIssue[];
  /** In the order in which they happen; none for a row with an issue. */
  readonly events: readonly Event[];
};

export type ImportPlan<Event> = {
  readonly rows: readonly PlannedRow<Event>[];
  readonly counts: Readonly<Record<RowOutcome, number>>;
};

/** A row by the names of its columns; undefined for a column the file has not. */
export type NamedRow<Column extends string> = {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  readonly issues: readonly CellIssue[];
};

const inOneWord = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]/gu, "");

/** What a text of a file may not hold: a spreadsheet would run it, a screen could not show it, a column not keep it. */
function cellProblem(text: string): string | null {
  if (text.length > importLimits.cellChars) return "This is too long.";
  if (/[\p{Cc}\p{Surrogate}]/u.test(text.replaceAll(/[\r\n\t]/gu, ""))) return "A character in it cannot be shown.";
  if (/^[=+\-@＝＋－＠]/u.test(text))
    return `It begins with “${text.slice(0, 1)}” like a formula. Take that sign away.`;
  return null;
}

/**
 * The rows by the names of their columns, whatever the case and order of the header. In words, why there are none: a column
 * that is needed is missing, one is there twice, or nobody knows it.
 */
export function namedRows<Column extends string>(
  { header, rows }: CsvTable,
  columns: readonly Column[],
  needed: readonly Column[],
): Result<readonly NamedRow<Column>[], string> {
  const known = header.map((name) => columns.find((column) => inOneWord(column) === inOneWord(name)));
  const unknown = header.filter((name, index) => name !== "" && !known[index]);
  if (unknown.length > 0) return err(`Nobody knows the column ${unknown[0]}. There are: ${columns.join(", ")}.`);
  const twice = known.find((column, index) => column !== undefined && known.indexOf(column) !== index);
  if (twice) return err(`The column ${twice} is there twice.`);
  const missing = needed.find((column) => !known.includes(column));
  if (missing) return err(`The column ${missing} is missing.`);
  return ok(
    rows.map(({ line, cells }) => {
      const named: Partial<Record<Column, string>> = {};
      const issues: CellIssue[] = [];
      known.forEach((column, index) => {
        if (!column) return;
        const text = cells[index] ?? "";
        const message = cellProblem(text);
        if (message) issues.push({ column, message });
        named[column] = text;
      });
      if (cells.length > header.length) issues.push({ column: null, message: "It has more cells than the header." });
      return { line, cells: named, issues };
    }),
  );
}

/** The entries of a cell that holds several, each once. */
export const listOf = (cell: string | undefined): readonly string[] => [
  ...new Set(
    (cell ?? "")
      .split(/[;|\r\n]+/u)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ""),
  ),
];

/** By what people and groups of a file are told apart: names without regard to case. */
export const keyOf = (name: string): string => name.trim().toLowerCase();

export function planOf<Event>(rows: readonly PlannedRow<Event>[]): ImportPlan<Event> {
  const counts = { new: 0, changed: 0, unchanged: 0, error: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return { rows, counts };
}
