import type { z } from "zod";
import { err, ok, type Result } from "@/lib/engine/result";
import { type PolicyForm, policyFormSchema } from "./form";

/** What is wrong with what was typed: where it stands, and what to do about it. */
export type InputIssue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** What is said at a field for which the schema itself has no words. */
export function messageOf(problem: z.core.$ZodRawIssue): string {
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

/** A policy as its editor sends it; what is wrong with a part of it has the path of its field. */
export function readPolicyForm(input: unknown): Result<PolicyForm, { readonly issues: readonly InputIssue[] }> {
  const parsed = policyFormSchema.safeParse(input, { error: messageOf });
  return parsed.success ? ok(parsed.data) : err(parsed.error);
}
