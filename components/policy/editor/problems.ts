import { createContext, use } from "react";
import type { ActionState } from "@/lib/client/action-state";

/** A step into the form that was sent: a field, or what has this key in a list. */
export type Step = string | { readonly key: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The form as it was when the messages were written, in the field that holds it. */
function sentWith(state: ActionState, field: string): unknown {
  const text = state.status === "invalid" ? state.values[field] : undefined;
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What stands at a path, and the path with places in lists for keys; a place of -1 for what is not there. */
function resolved(form: unknown, path: readonly Step[]): { readonly name: string; readonly value: unknown } {
  let value = form;
  const names: string[] = [];
  for (const step of path) {
    const name =
      typeof step === "string"
        ? step
        : String(Array.isArray(value) ? value.findIndex((each) => isRecord(each) && each.key === step.key) : -1);
    names.push(name);
    value = isRecord(value) ? value[name] : undefined;
  }
  return { name: names.join("."), value };
}

type ProblemAt = (...path: readonly Step[]) => string | undefined;

/**
 * What is said about a part of a form, as long as that part is as it was when it was judged. Parts of lists are found by
 * their keys, so a message stays with its stage, question or choice wherever that is moved, and goes away with it.
 */
export const problemsIn =
  (errors: Readonly<Record<string, string>>, judged: unknown, current: unknown): ProblemAt =>
  (...path) => {
    const then = resolved(judged, path);
    const problem = errors[then.name];
    if (problem === undefined) return undefined;
    return JSON.stringify(then.value) === JSON.stringify(resolved(current, path).value) ? problem : undefined;
  };

/** What the last save says about a part of what was sent as JSON, a policy mostly. */
export const problemsOf = (state: ActionState, current: unknown, field = "policy"): ProblemAt =>
  state.status === "invalid" ? problemsIn(state.errors, sentWith(state, field), current) : () => undefined;

export const Problems = createContext<ProblemAt>(() => undefined);

/** What is wrong with a part of the policy, by its path. */
export const useProblems = () => use(Problems);
