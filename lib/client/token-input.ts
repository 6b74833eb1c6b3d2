import { z } from "zod";
import { typedText } from "@/lib/client/typed-text";
import { limits } from "@/lib/engine/limits";
import { tokenWishSchema } from "@/lib/engine/token/token";

const { displayName, scopes, days } = tokenWishSchema.shape;

/** What the form that makes a token sends. */
export const tokenInput = z.object({
  displayName: typedText(limits.nameChars * 2).pipe(displayName),
  scopes: z.preprocess((given) => [given ?? []].flat(), scopes),
  days: z
    .string()
    .transform((typed) => (/^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : Number.NaN))
    .pipe(days),
});
