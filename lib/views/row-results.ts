import type { ActionState } from "@/lib/client/action-state";

/** What became of one of several rows that a form was about. */
export type RowResult = {
  readonly id: string;
  /** Whom and what it is about; the same words that named it before. */
  readonly label: string;
  readonly isDone: boolean;
  /** What happened, or why nothing did. */
  readonly words: string;
};

/** The answer of a form about several rows: that of any form, and what became of every row. */
export type RowsOutcome = { readonly state: ActionState; readonly results: readonly RowResult[] };

export type RowsAction = (state: RowsOutcome, form: FormData) => Promise<RowsOutcome>;
