import { isUuid } from "@/lib/platform/ids";
import type { AccessOnChoice } from "@/lib/views/access-on";

/** What an address names by its id or by a part of the name, and what that can mean. */
export type Choice = {
  readonly typed: string;
  /** Null where it has to be chosen first. */
  readonly chosen: AccessOnChoice | null;
  readonly choices: readonly AccessOnChoice[];
};

/** The one that is meant, where only one can be; null where the address names nothing. */
export async function choiceOf(
  text: string | undefined,
  find: (text: string) => Promise<readonly AccessOnChoice[]>,
): Promise<Choice | null> {
  if (!text) return null;
  const choices = await find(text);
  const [only] = choices;
  const chosen = only && choices.length === 1 ? only : null;
  return { typed: isUuid(text) && !chosen ? "" : text, chosen, choices };
}
