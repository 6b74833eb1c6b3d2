import type { z } from "zod";
import { type PolicyForm, policyFormSchema } from "@/lib/engine/policy/form";
import { err, ok, type Result } from "@/lib/engine/result";
import { storageProblem } from "./typed-text";

/** The longest policy the portal reads, as JSON, in characters: 20 questions with 50 translated choices fit in. */
export const POLICY_CHARS_MAX = 500_000;

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };
type Unreadable = { readonly issues: readonly Issue[] };

/** What is said at a field for which the schema itself has no words. */
function messageOf(problem: z.core.$ZodRawIssue): string {
  const field = problem.path?.at(-1);
  if (field === "languageCode") return "Use a language code such as de or pt-BR.";
  switch (problem.code) {
    case "too_small":
      return problem.origin === "string" ? "Fill this in." : `At least ${problem.minimum}.`;
    case "too_big":
      return problem.origin === "string"
        ? `This is too long: at most ${problem.maximum} characters.`
        : `At most ${problem.maximum}.`;
    case "invalid_union":
      return "Choose fewer people and groups.";
    case "invalid_type":
      if (problem.expected === "date") return "Choose a day.";
      return problem.expected === "number" || problem.expected === "int" ? "Enter a whole number." : "Fill this in.";
    default:
      return "This cannot be used.";
  }
}

/** Every text that cannot be stored, wherever in the form it stands. */
function unstorable(value: unknown, path: readonly PropertyKey[] = []): Issue[] {
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

function parsedJson(text: unknown): unknown {
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
  const parsed = policyFormSchema.safeParse(json, { error: messageOf });
  if (!parsed.success) return err(parsed.error);
  const issues = unstorable(parsed.data);
  return issues.length > 0 ? err({ issues }) : ok(parsed.data);
}
