import { z } from "zod";
import type { PersonId } from "@/lib/engine/ids";
import { log } from "@/lib/platform/log";
import { liveDeps } from "@/lib/services/deps";
import { linkIdentity } from "@/lib/services/link-identity";
import { findPersonByEmail, findPersonByIdentity } from "./people";
import type { SignInProblem } from "./safe-path";

/** The claims of an id_token that decide who somebody is; anything longer than these limits is not a claim we know. */
const claimsSchema = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().max(320).optional().catch(undefined),
  // Only the boolean true: some issuers send "true" or nothing for addresses that nobody checked.
  email_verified: z.boolean().optional().catch(undefined),
});

export type AdmissionDecision = { admitted: true; personId: PersonId } | { admitted: false; problem: SignInProblem };

/**
 * Whom the claims stand for: the person linked to (issuer, subject); otherwise the enabled person with the verified
 * e-mail address, who is linked now. Nobody gets an account by signing in.
 */
export async function admitClaims(raw: unknown): Promise<AdmissionDecision> {
  const parsed = claimsSchema.safeParse(raw);
  if (!parsed.success) return refuse("failed");
  const claims = parsed.data;

  const linked = await findPersonByIdentity(claims.iss, claims.sub);
  if (linked) return linked.isEnabled ? { admitted: true, personId: linked.id } : refuse("disabled");

  if (!claims.email) return refuse("unknown");
  if (claims.email_verified !== true) return refuse("unverified");
  const person = await findPersonByEmail(claims.email);
  if (!person) return refuse("unknown");
  if (!person.isEnabled) return refuse("disabled");
  await linkIdentity(liveDeps(), { issuer: claims.iss, subject: claims.sub, personId: person.id });
  log.info("identity linked", { personId: person.id });
  return { admitted: true, personId: person.id };
}

function refuse(problem: SignInProblem): AdmissionDecision {
  log.info("sign-in refused", { problem });
  return { admitted: false, problem };
}
