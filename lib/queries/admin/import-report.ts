import { may } from "@/lib/auth/permissions";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { RowOutcome } from "@/lib/engine/import/table";
import { err, ok, type Result } from "@/lib/engine/result";
import { type DigestedPlan, planGroupsFile, planPeopleFile } from "@/lib/facts/import-plans";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { ImportReport } from "@/lib/views/imports";
import type { Administrator } from "./scope";

/** What a file is of. */
export const importKinds = ["people", "groups"] as const;
export type ImportKind = (typeof importKinds)[number];

const ROWS_SHOWN = 300;

const order = { error: 0, new: 1, changed: 2, unchanged: 3 } as const satisfies Record<RowOutcome, number>;

function reportOf({ digest, counts, rows }: DigestedPlan<unknown>): ImportReport {
  const told = rows
    .filter((row) => row.outcome !== "unchanged")
    .toSorted((a, b) => order[a.outcome] - order[b.outcome] || a.line - b.line);
  return {
    digest,
    counts,
    rows: told.slice(0, ROWS_SHOWN).map(({ events: _, ...row }) => row),
    more: Math.max(0, told.length - ROWS_SHOWN),
  };
}

type Unreadable = { readonly code: "fileUnreadable"; readonly problem: string };

/** What a file would do to the directory as it is, for those who may change it. Nothing is written. */
export async function getImportReport(
  viewer: Administrator,
  kind: ImportKind,
  content: string,
  reading?: Reading,
): Promise<Result<ImportReport, Extract<DirectoryRefusal, { code: "roleNotSufficient" }> | Unreadable>> {
  if (!may(viewer, "manageDirectory")) return err({ code: "roleNotSufficient" });
  const { db, now } = reading ?? (await currentReading());
  const plan = await (kind === "people" ? planPeopleFile(db, content, now) : planGroupsFile(db, content, now));
  return plan.ok ? ok(reportOf(plan.value)) : err({ code: "fileUnreadable", problem: plan.error });
}
