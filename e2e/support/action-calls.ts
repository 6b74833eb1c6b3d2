import { readFileSync } from "node:fs";
import type { App } from "./app";

/** What the build knows of the server actions: their public ids. */
type Manifest = { node: Record<string, { filename: string; exportedName: string }> };

/** Finds the id that a browser would send to call an action of the production build. */
function actionId(file: string, name: string): string {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as Manifest;
  const found = Object.entries(manifest.node).find(([, each]) => each.filename === file && each.exportedName === name);
  if (!found) throw new Error(`${name} of ${file} is not in the build`);
  return found[0];
}

/** What is sent to an action: values as they are, or a form behind the state that forms hand back. */
export type Sent =
  | { readonly values: readonly unknown[] }
  | { readonly form: Readonly<Record<string, string | readonly string[]>> };

export type ActionCall = {
  readonly file: string;
  readonly name: string;
  /** The page it is sent from. */
  readonly at: string;
  readonly sent: Sent;
};

export type ActionAnswer = {
  readonly status: number;
  /** Where the answer leads to instead of being one. */
  readonly redirect: string | null;
  /** What the action returned, and the page if it was read anew, as React writes it. */
  readonly body: string;
};

/** The codes of the refusals in an answer. */
export const codesIn = ({ body }: ActionAnswer): string[] =>
  [...body.matchAll(/"code":"(\w+)"/g)].map((match) => match[1] ?? "");

/** As React writes a call with a form in it: the state first, then the form, whose fields follow with its number. */
function encodedForm(form: Extract<Sent, { form: unknown }>["form"]): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) {
    for (const each of typeof value === "string" ? [value] : value) data.append(`_1_${name}`, each);
  }
  data.set("0", JSON.stringify([{ status: "idle" }, "$K1"]));
  return data;
}

/** Calls a server action as a browser does, without one. */
export async function callAction(
  app: App,
  call: ActionCall,
  options: { readonly cookie?: string; readonly headers?: Record<string, string>; readonly id?: string } = {},
): Promise<ActionAnswer> {
  const answer = await fetch(`${app.origin}${call.at}`, {
    method: "POST",
    redirect: "manual",
    headers: {
      accept: "text/x-component",
      "next-action": options.id ?? actionId(call.file, call.name),
      origin: app.origin,
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...("values" in call.sent ? { "content-type": "text/plain;charset=UTF-8" } : {}),
      ...options.headers,
    },
    body: "values" in call.sent ? JSON.stringify(call.sent.values) : encodedForm(call.sent.form),
  });
  const body = await answer.text();
  return { status: answer.status, redirect: answer.headers.get("x-action-redirect"), body };
}
