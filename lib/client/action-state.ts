/** What a server action hands back to the form that called it. Browser-safe; actions and components share it. */

/** Why the rules said no, in words for the person who asked. */
export type RefusalNotice = {
  /** The refusal's code, for tests and for the page to react to; never shown. */
  code: string;
  title: string;
  detail?: string;
  /** Named conflicts, missing roles and the like, one per line. */
  items?: readonly string[];
  /** Where the next step is. */
  next?: { label: string; href: string };
};

export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export type ActionState =
  | { status: "idle" }
  | { status: "invalid"; values: FormValues; errors: Readonly<Record<string, string>> }
  | { status: "refused"; values: FormValues; refusal: RefusalNotice }
  | { status: "done"; message?: string };

export const idle: ActionState = { status: "idle" };

/** What zod reports, as far as a form needs it. */
type Issues = { issues: readonly { path: readonly PropertyKey[]; message: string }[] };

/** The fields of a form as an action is to read them; none for something else in the form's place, as a hand-made call may have. */
export const fieldsOf = (form: unknown): Record<string, FormDataEntryValue> =>
  form instanceof FormData ? Object.fromEntries(form) : {};

/** The submitted values, so that nothing typed is lost: fields with the same name become a list, files are left out. */
export function formValues(form: FormData): FormValues {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of form instanceof FormData ? form : []) {
    if (typeof value !== "string" || name.startsWith("$") || name in Object.prototype) continue;
    const before = values[name];
    values[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return values;
}

/** Invalid input: the first message per field, at the field named like the path ("answers.0" for nested values). */
export function invalid(form: FormData, error: Issues): ActionState {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) errors[issue.path.join(".")] ??= issue.message;
  return { status: "invalid", values: formValues(form), errors };
}

/** The rules said no. */
export function refused(form: FormData, refusal: RefusalNotice): ActionState {
  return { status: "refused", values: formValues(form), refusal };
}

/** It worked and the page stays; the message is announced. */
export function done(message?: string): ActionState {
  return message === undefined ? { status: "done" } : { status: "done", message };
}
