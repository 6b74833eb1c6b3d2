import { inTransaction } from "@/db/client";
import { identities } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { actorOf } from "@/lib/engine/request/events";
import { loadPerson } from "@/lib/facts/people";
import type { Deps } from "./deps";
import { writePersonEvent } from "./write-audit";

/**
 * Remembers that an account at an issuer belongs to a person, so that from now on its subject alone says who signs in; all
 * names it has there where it has several. Of two first sign-ins at once one writes, and both are right. Gives back whether
 * anything was new; what belongs to somebody already stays theirs.
 */
export async function linkIdentity(
  deps: Deps,
  link: { readonly issuer: string; readonly subjects: readonly string[]; readonly personId: PersonId },
): Promise<boolean> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const person = await loadPerson(tx, link.personId);
    invariant(person, "somebody who is not there signs in nowhere");
    const { issuer } = link;
    const rows = link.subjects.map((subject) => ({ issuer, subject, personId: person.id, linkedAt: now }));
    const written = await tx
      .insert(identities)
      .values(rows)
      .onConflictDoNothing()
      .returning({ subject: identities.subject });
    if (written.length === 0) return false;
    await writePersonEvent(tx, {
      event: { kind: "identityLinked", at: now, personId: person.id, issuer },
      displayName: person.displayName,
      actor: actorOf(person),
      recordedAt: now,
    });
    return true;
  });
}
