import type { Candidate } from "./candidates";

/** Somebody the reader asks for, or may. */
export type TargetView = {
  readonly id: string;
  readonly displayName: string;
  /** Job title and department. */
  readonly detail: string | null;
  /** WHO-37: the reader is their direct manager. */
  readonly isReport: boolean;
};

/** POR-27, POR-28: whom the reader may ask for besides themself. */
export type TargetChoice = {
  /** The first of the reader's direct reports. */
  readonly reports: readonly Candidate[];
  /** There are others, to be found by their names: more reports, or colleagues (WHO-38). */
  readonly isSearchable: boolean;
};
