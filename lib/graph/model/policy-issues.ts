import type { InputIssue } from "@/lib/engine/policy/form-input";
import { GraphProblem } from "@/lib/graph/problem";

/** How the API calls what the form names by its unit. */
const names: Readonly<Record<string, string>> = {
  durationDays: "durationBeforeAutomaticDenial",
  escalationAfterDays: "durationBeforeEscalation",
  days: "duration",
  hours: "duration",
};

/** ERR-44: everything that is wrong with a policy, each with the property it is about. */
export function invalidPolicy(issues: readonly InputIssue[]): GraphProblem {
  const details = issues.map(({ path, message }) => ({
    code: "PolicyInvalid",
    message,
    target: path.map((part) => names[String(part)] ?? String(part)).join("."),
  }));
  const [first] = details;
  const words = first ? ` ${first.target}: ${first.message}` : "";
  return new GraphProblem(400, "PolicyInvalid", `The policy cannot be saved like this.${words}`, { details });
}
