"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { requireViewer, type Viewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, idle, invalid, refused } from "@/lib/client/action-state";
import { directoryRefused } from "@/lib/client/directory-refusal-notice";
import { storageProblem } from "@/lib/client/typed-text";
import { importLimits } from "@/lib/engine/import/table";
import { getImportReport, type ImportKind } from "@/lib/queries/admin/import-report";
import { liveDeps } from "@/lib/services/deps";
import { importGroups } from "@/lib/services/import-groups";
import { type ImportRefusal, importPeople } from "@/lib/services/import-people";
import type { ImportReport } from "@/lib/views/imports";

/** What the form shows afterwards: the answer of any form, and what the file would do. */
export type ImportState = { readonly state: ActionState; readonly report: ImportReport | null };

const input = z.object({
  content: z
    .string()
    .min(1, "Choose a file, or paste its rows.")
    .max(importLimits.bytesMax, "It is too big. Split it into several files.")
    .superRefine((text, context) => {
      const message = storageProblem(text);
      if (message) context.addIssue({ code: "custom", message });
    }),
  /** The plan that is agreed to; nothing is written without one. */
  digest: z.string().regex(/^([0-9a-f]{64})?$/u),
});

const verbs = { people: importPeople, groups: importGroups } as const;

/** What was typed is with the form anyway, and may be long: no answer carries it back. */
const nothingTyped = () => new FormData();

const atContent = (message: string): ImportState => ({
  state: invalid(nothingTyped(), { issues: [{ path: ["content"], message }] }),
  report: null,
});

const noun = { people: ["person", "people"], groups: ["row of groups", "rows of groups"] } as const;

async function look(viewer: Viewer, kind: ImportKind, content: string): Promise<ImportState> {
  const report = await getImportReport(viewer, kind, content);
  if (report.ok) return { state: idle, report: report.value };
  if (report.error.code === "fileUnreadable") return atContent(report.error.problem);
  return { state: directoryRefused(nothingTyped(), report.error), report: null };
}

async function answerTo(
  refusal: ImportRefusal,
  viewer: Viewer,
  kind: ImportKind,
  content: string,
): Promise<ImportState> {
  switch (refusal.code) {
    case "fileUnreadable":
      return atContent(refusal.problem);
    case "importHasErrors":
      return { ...(await look(viewer, kind, content)), state: refused(nothingTyped(), errorsNotice) };
    case "importChanged":
      return { ...(await look(viewer, kind, content)), state: refused(nothingTyped(), changedNotice) };
    default:
      return { state: directoryRefused(nothingTyped(), refusal), report: null };
  }
}

const errorsNotice = {
  code: "importHasErrors",
  title: "Nothing was imported",
  detail: "A file is imported as a whole or not at all. Correct the rows with an error first.",
};

const changedNotice = {
  code: "importChanged",
  title: "Nothing was imported: the directory has changed since you looked",
  detail: "Below is what the file would do now. Import it again if that is what you want.",
};

/** Looks at a file and, once what it does is agreed to, writes all of it or nothing. */
async function importFile(viewer: Viewer, kind: ImportKind, form: FormData): Promise<ImportState> {
  const parsed = input.safeParse(fieldsOf(form));
  if (!parsed.success) return { state: invalid(nothingTyped(), parsed.error), report: null };
  const { content, digest } = parsed.data;
  if (digest === "") return look(viewer, kind, content);
  const imported = await verbs[kind](liveDeps(), { actorId: viewer.personId, content, digest });
  if (!imported.ok) return answerTo(imported.error, viewer, kind, content);
  refresh();
  const { written } = imported.value;
  const message =
    written === 0
      ? "The directory said all of this already. Nothing was changed."
      : `Imported: ${written.toLocaleString("en")} ${noun[kind][written === 1 ? 0 : 1]} written.`;
  return { state: done(message), report: null };
}

/** A file of people. */
export async function importPeopleAction(_state: ImportState, form: FormData): Promise<ImportState> {
  return importFile(await requireViewer(), "people", form);
}

/** A file of groups. */
export async function importGroupsAction(_state: ImportState, form: FormData): Promise<ImportState> {
  return importFile(await requireViewer(), "groups", form);
}
