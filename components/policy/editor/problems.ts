import { createContext, use } from "react";
import type { ActionState } from "@/lib/client/action-state";

/** A step into the form that was sent: a field, or what has this key in a list. */
export type Step = string | { readonly key: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The form as it was when the messages were written. */
function sentWith(state: ActionState): unknown {
  const text = state.status === "invalid" ? state.values.policy : undefined;
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What the last save says about a part of the policy. Parts of lists are found by their keys, so a message stays with
 * its stage, question or choice wherever that is moved, and goes away with it.
 */
export function problemsOf(state: ActionState): (...path: readonly Step[]) => string | undefined {
  const sent = sentWith(state);
  if (state.status !== "invalid") return () => undefined;
  return (...path) => {
    let at = sent;
    const found: string[] = [];
    for (const step of path) {
      const name =
        typeof step === "string"
          ? step
          : String(Array.isArray(at) ? at.findIndex((each) => isRecord(each) && each.key === step.key) : -1);
      found.push(name);
      at = isRecord(at) ? at[name] : undefined;
    }
    return state.errors[found.join(".")];
  };
}

export const Problems = createContext<ReturnType<typeof problemsOf>>(() => undefined);

/** What is wrong with a part of the policy, by its path. */
export const useProblems = () => use(Problems);
