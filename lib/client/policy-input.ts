import type { PolicyForm } from "@/lib/engine/policy/form";
import { type InputIssue, readPolicyForm } from "@/lib/engine/policy/form-input";
import { err, ok, type Result } from "@/lib/engine/result";
import { storageProblem } from "./typed-text";

/** The longest policy the portal reads, as JSON, in characters: 20 questions with 50 translated choices fit in. */
export const POLICY_CHARS_MAX = 500_000;

type Unreadable = { readonly issues: readonly InputIssue[] };

/** Every text that cannot be stored, wherever in the form it stands. */
export function unstorable(value: unknown, path: readonly PropertyKey[] = []): InputIssue[] {
  if (typeof value === "string") {
    const message = storageProblem(value);
    return message ? [{ path, message }] : [];
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, each]) => unstorable(each, [...path, name]));
}

const notReadable: Unreadable = {
  issues: [{ path: [], message: "The policy could not be read. Load the page again and try once more." }],
};

/** What a form sent as JSON; undefined for anything else, and for more than the portal reads. */
export function parsedJson(text: unknown): unknown {
  if (typeof text !== "string" || text.length > POLICY_CHARS_MAX) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The policy that an editor sent as JSON; what is wrong with it has the path of its field. */
export function policyInput(text: unknown): Result<PolicyForm, Unreadable> {
  const json = parsedJson(text);
  if (typeof json !== "object" || json === null || Array.isArray(json)) return err(notReadable);
  const read = readPolicyForm(json);
  if (!read.ok) return read;
  const issues = unstorable(read.value);
  return issues.length > 0 ? err({ issues }) : ok(read.value);
}
