import { z } from "zod";

/** Somebody, a group, a service or a package that a search offers for a choice; crosses the wire as JSON. */
export const candidateSchema = z.object({
  kind: z.enum(["person", "group", "service", "package"]),
  id: z.string(),
  displayName: z.string(),
  /** Job title and department of a person, the catalog of a package. */
  detail: z.string().nullable(),
});
export type Candidate = z.infer<typeof candidateSchema>;

export const candidatesSchema = z.object({
  rows: z.array(candidateSchema),
  /** There are more than are shown. */
  isMore: z.boolean(),
});
export type Candidates = z.infer<typeof candidatesSchema>;
