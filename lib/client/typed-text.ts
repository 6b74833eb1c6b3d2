import { z } from "zod";

/** PostgreSQL stores no NUL and no half of a character. */
const unstorable = /\0|\p{Surrogate}/u;

/** What is wrong with a text, in words for its field, when it cannot be stored whatever its length; null for any other. */
export const storageProblem = (text: string): string | null =>
  unstorable.test(text)
    ? "This contains a character that cannot be stored. Type it again instead of pasting it."
    : null;

/** What people type, of this length at most. */
export const typedText = (maxChars: number) =>
  z
    .string()
    .max(maxChars, "This is too long.")
    .superRefine((text, context) => {
      const message = storageProblem(text);
      if (message) context.addIssue({ code: "custom", message });
    });
