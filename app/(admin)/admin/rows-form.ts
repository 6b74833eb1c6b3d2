import { refresh } from "next/cache";
import { z } from "zod";
import { done, fieldsOf, invalid, refused } from "@/lib/client/action-state";
import { refusalLine } from "@/lib/client/refusal-line";
import { refusalNoticeAbout } from "@/lib/client/refusal-notice";
import { typedText } from "@/lib/client/typed-text";
import { limits } from "@/lib/engine/limits";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { Result } from "@/lib/engine/result";
import type { RowName } from "@/lib/queries/admin/row-names";
import type { RowResult, RowsOutcome } from "@/lib/views/row-results";

/** The rows a form names, as many as one may; each once. */
export const rowIds = <Id extends string>() =>
  z
    .array(z.uuid())
    .min(1, "Select at least one row.")
    .max(limits.rowsAtOnceMax, `At most ${limits.rowsAtOnceMax} at once. Select fewer, or narrow the list.`)
    .transform((ids) => [...new Set(ids)] as Id[]);

/** NOT-28: why; those whom it concerns read it. */
export const reasonInput = typedText(limits.justificationChars)
  .trim()
  .min(1, "Say why; it is kept, and told to the holder.");

/** What was sent, with all rows it names. */
export const rowsOf = (form: unknown) => ({
  ...fieldsOf(form),
  ids: form instanceof FormData ? form.getAll("id") : [],
});

/** What is wrong with the rows has no field of its own and is said above the form. */
export const invalidRows = (form: FormData, error: z.ZodError): RowsOutcome => ({
  state: invalid(form, {
    issues: error.issues.map(({ path, message }) => ({ path: path[0] === "ids" ? [] : path, message })),
  }),
  results: [],
});

type Results = readonly { readonly id: string; readonly result: Result<unknown, Refusal> }[];

const unknown: RowName = { person: "Somebody", package: "something that is not there for you" };

/** What a form about rows answers: the refusal where it was about one, otherwise what became of each. */
export function rowsOutcome(
  form: FormData,
  results: Results,
  names: ReadonlyMap<string, RowName>,
  success: string,
): RowsOutcome {
  const rows = results.map(({ id, result }): RowResult => {
    const { person, package: of } = names.get(id) ?? unknown;
    const words = result.ok ? success : refusalLine(result.error, person);
    return { id, label: `${person}, ${of}`, isDone: result.ok, words };
  });
  const [only] = results;
  if (only && results.length === 1 && !only.result.ok) {
    return {
      state: refused(form, refusalNoticeAbout(only.result.error, names.get(only.id)?.person ?? "")),
      results: rows,
    };
  }
  refresh();
  const made = rows.filter((row) => row.isDone).length;
  return { state: done(`${made} of ${rows.length} done.`), results: rows };
}
