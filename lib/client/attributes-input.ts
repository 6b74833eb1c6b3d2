import { z } from "zod";
import { type AttributeInput, attributeSchema } from "@/lib/engine/policy/attributes";
import { type InputIssue, messageOf } from "@/lib/engine/policy/form-input";
import { err, ok, type Result } from "@/lib/engine/result";
import { parsedJson, unstorable } from "./policy-input";

/** More than anybody asks of a profile; a form with more was made by hand. */
const ATTRIBUTES_MAX = 50;

type Unreadable = { readonly issues: readonly InputIssue[] };

/** As the editor sends it: a question, and what of the profile answers it. */
const sentSchema = z.object({ questions: z.array(z.record(z.string(), z.unknown())).max(ATTRIBUTES_MAX) });

const attributeOf = ({ kind, isSingleLineQuestion, choices, ...sent }: Record<string, unknown>) => ({
  ...sent,
  format: kind === "multipleChoice" ? { kind, choices } : { kind, isSingleLine: isSingleLineQuestion },
});

/** Where the editor shows it: what belongs to the format stands with the question itself. */
function pathIn(index: number, [part, ...rest]: readonly PropertyKey[]): PropertyKey[] {
  return ["questions", index, ...(part === "format" ? rest : part === undefined ? [] : [part, ...rest])];
}

function wordsOf({ path, message }: InputIssue): string {
  return path[0] === "name" ? "Choose a text of the profile, or type the full name of an extension." : message;
}

/** CAT-46, CAT-47: the attributes an editor sent as JSON; what is wrong with one has the path of its field. */
export function attributesInput(text: unknown): Result<AttributeInput[], Unreadable> {
  const sent = sentSchema.safeParse(parsedJson(text));
  if (!sent.success) {
    return err({ issues: [{ path: [], message: "This could not be read. Load the page again and try once more." }] });
  }
  const issues: InputIssue[] = [];
  const names = sent.data.questions.map(({ name }) => name);
  const attributes = sent.data.questions.flatMap((question, index) => {
    const parsed = attributeSchema.safeParse(attributeOf(question), { error: messageOf });
    const problems = parsed.success ? unstorable(parsed.data) : parsed.error.issues;
    issues.push(...problems.map((issue) => ({ path: pathIn(index, issue.path), message: wordsOf(issue) })));
    if (names.indexOf(question.name) !== index) {
      issues.push({ path: pathIn(index, ["name"]), message: "Each text of the profile once." });
    }
    return parsed.success ? [parsed.data] : [];
  });
  return issues.length > 0 ? err({ issues }) : ok(attributes);
}
