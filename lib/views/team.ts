import type { ActiveAccessRow } from "./access";
import type { TargetView } from "./targets";

/** POR-57: a direct report and what they hold in short. */
export type ReportRow = Pick<TargetView, "id" | "displayName" | "detail"> & {
  readonly isEnabled: boolean;
  readonly activeCount: number;
  /** Of these, how many end within the days in which an end is announced (POR-20). */
  readonly endingSoonCount: number;
};

/** POR-57: null where the organization keeps reports' access from their managers. */
export type TeamView = { readonly reports: readonly ReportRow[] | null };

/** POR-57, POR-58: one report and what they hold, each with what their manager may do about it. */
export type ReportView = {
  readonly person: TargetView & { readonly isEnabled: boolean };
  readonly access: readonly ActiveAccessRow[];
  /** WHO-8: there is something the manager may ask for for them. */
  readonly canAskFor: boolean;
};
