import { z } from "zod";
import { gapKinds } from "@/lib/engine/coverage/gaps";

/** So many people, a few of them by name. */
const crowdSchema = z.object({ count: z.number(), names: z.array(z.string()) });

/** What saving a policy would change; crosses the wire as JSON. */
export const policyImpactSchema = z.object({
  /** For how many people access can be asked for under the policy. */
  before: z.number(),
  after: z.number(),
  gained: crowdSchema,
  /** `without`: those for whom no other policy of the package remains. */
  lost: crowdSchema.extend({ without: z.number() }),
  /** APP-32: stages in which a request would find nobody, as the policy would be. */
  gaps: z.array(
    z.object({
      kind: z.enum(gapKinds),
      /** Counted from 0. */
      stage: z.number(),
      stageCount: z.number(),
      durationDays: z.number(),
      forwardAfterDays: z.number().nullable(),
      affected: crowdSchema,
    }),
  ),
  /** WHO-53, WHO-55: what keeps the version it was made by. */
  openRequests: z.number(),
  activeAssignments: z.number(),
});
export type PolicyImpact = z.infer<typeof policyImpactSchema>;
