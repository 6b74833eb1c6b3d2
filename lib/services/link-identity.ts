import { inTransaction } from "@/db/client";
import { identities } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { loadPerson } from "@/lib/facts/people";
import type { Deps } from "./deps";
import { writePersonEvent } from "./write-audit";

/**
 * Remembers that an account at an issuer belongs to a person, so that from now on its subject alone says who signs in.
 * Of two first sign-ins at once one writes, and both are right.
 */
export async function linkIdentity(
  deps: Deps,
  link: { readonly issuer: string; readonly subject: string; readonly personId: PersonId },
): Promise<void> {
  const now = await deps.clock.now();
  await inTransaction(deps.db, async (tx) => {
    const person = await loadPerson(tx, link.personId);
    invariant(person, "somebody who is not there signs in nowhere");
    const written = await tx
      .insert(identities)
      .values({ ...link, linkedAt: now })
      .onConflictDoNothing()
      .returning({ subject: identities.subject });
    if (written.length === 0) return;
    const { id: personId, displayName } = person;
    await writePersonEvent(tx, {
      event: { kind: "identityLinked", at: now, personId, issuer: link.issuer },
      displayName,
      actor: { kind: "person", personId, displayName },
      recordedAt: now,
    });
  });
}
