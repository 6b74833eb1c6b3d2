import type { CellIssue, RowChange, RowOutcome } from "@/lib/engine/import/table";

/** What would become of one row of a file. */
export type ImportRowView = {
  readonly line: number;
  readonly name: string;
  readonly outcome: RowOutcome;
  readonly changes: readonly RowChange[];
  readonly issues: readonly CellIssue[];
};

/** What a file would do, before it does. */
export type ImportReport = {
  /** What is agreed to: the file, and what it does to the directory as it is. */
  readonly digest: string;
  readonly counts: Readonly<Record<RowOutcome, number>>;
  /** Errors first, then what is new and what changes; rows that change nothing are only counted. */
  readonly rows: readonly ImportRowView[];
  /** Rows of those that are not shown. */
  readonly more: number;
};
