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
  // Entra's name for an account in all applications alike, while `sub` is another in each; other issuers let people choose theirs.
  oid: z.uuid().optional().catch(undefined),
  tid: z.uuid().optional().catch(undefined),
  email: z.string().max(320).optional().catch(undefined),
  // Only the boolean true: some issuers send "true" or nothing for addresses that nobody checked.
  email_verified: z.boolean().optional().catch(undefined),
});

export type AdmissionDecision = { admitted: true; personId: PersonId } | { admitted: false; problem: SignInProblem };

/** By what the account is known at its issuer: to this application, and to those that call the API for the person. */
const subjectsOf = ({ sub, oid, tid }: z.infer<typeof claimsSchema>): string[] =>
  oid && tid && oid !== sub ? [sub, oid] : [sub];

/**
 * Whom the claims stand for: the person linked to (issuer, subject); otherwise the enabled person with the verified
 * e-mail address, who is linked now. Nobody gets an account by signing in.
 */
export async function admitClaims(raw: unknown): Promise<AdmissionDecision> {
  const parsed = claimsSchema.safeParse(raw);
  if (!parsed.success) return refuse("failed");
  const claims = parsed.data;

  const linked = await findPersonByIdentity(claims.iss, claims.sub);
  if (linked?.isEnabled === false) return refuse("disabled");
  if (linked) return admit(claims, linked.id, subjectsOf(claims).slice(1));

  if (!claims.email) return refuse("unknown");
  if (claims.email_verified !== true) return refuse("unverified");
  const person = await findPersonByEmail(claims.email);
  if (!person) return refuse("unknown");
  if (!person.isEnabled) return refuse("disabled");
  return admit(claims, person.id, subjectsOf(claims));
}

async function admit(
  { iss: issuer }: z.infer<typeof claimsSchema>,
  personId: PersonId,
  subjects: readonly string[],
): Promise<AdmissionDecision> {
  const isNew = subjects.length > 0 && (await linkIdentity(liveDeps(), { issuer, subjects, personId }));
  if (isNew) log.info("identity linked", { personId });
  return { admitted: true, personId };
}

function refuse(problem: SignInProblem): AdmissionDecision {
  log.info("sign-in refused", { problem });
  return { admitted: false, problem };
}
