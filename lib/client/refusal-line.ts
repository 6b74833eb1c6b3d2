import { fieldIssueText } from "@/lib/engine/request/field-issue-text";
import { refusalTextAbout } from "@/lib/engine/request/refusal-text-about";
import type { Refusal } from "@/lib/engine/request/refusals";

/** A refusal as the one line of a list of results; `name` is whose access it is about. */
export function refusalLine(refusal: Refusal, name: string): string {
  if (refusal.code === "invalidForm") return refusal.issues.map(fieldIssueText).join(" ");
  const { title, detail, items = [] } = refusalTextAbout(refusal, name);
  // The title says already what they are.
  const names = "conflicts" in refusal ? refusal.conflicts.map(({ displayName }) => displayName) : items;
  const named = names.length > 0 ? `${title}: ${names.join(", ")}` : title;
  return detail ? `${named}. ${detail}` : named;
}
