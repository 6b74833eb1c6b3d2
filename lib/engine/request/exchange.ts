import { z } from "zod";
import type { PersonId } from "@/lib/engine/ids";

const namedPersonSchema = z.object({
  personId: z.uuid().transform((id) => id as PersonId),
  displayName: z.string(),
});

/** An approver's question to the requestor, which stops the clock of its stage until it is answered. */
export const informationExchangeSchema = z.object({
  /** The stage in which it was asked, counted from 0. */
  stage: z.int().min(0),
  question: z.string(),
  askedBy: namedPersonSchema,
  askedAt: z.coerce.date(),
  /** From this instant on the request is closed for want of an answer. */
  answerBy: z.coerce.date(),
  answer: z.object({ text: z.string(), by: namedPersonSchema, at: z.coerce.date() }).nullable(),
});
export type InformationExchange = z.infer<typeof informationExchangeSchema>;
