import { and, eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { identities, isPerson, kindOfPerson, people } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { loadRoles } from "@/lib/facts/roles";
import type { HeldRole } from "./permissions";

const columns = {
  id: people.id,
  displayName: people.displayName,
  email: people.email,
  kind: kindOfPerson,
  isEnabled: people.isEnabled,
};

/** A person's own row, enabled or not; services sign in nowhere. */
export async function findPerson(personId: string) {
  const rows = await database()
    .select(columns)
    .from(people)
    .where(and(eq(people.id, personId as PersonId), isPerson))
    .limit(1);
  return rows[0];
}

/** The roles a person holds, directly or through a group at any depth (DEL-4). */
export const rolesOf = (personId: string): Promise<HeldRole[]> => loadRoles(database(), personId as PersonId);

/** The person linked to an account at an issuer. */
export async function findPersonByIdentity(issuer: string, subject: string) {
  const rows = await database()
    .select(columns)
    .from(identities)
    .innerJoin(people, eq(people.id, identities.personId))
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject), isPerson))
    .limit(1);
  return rows[0];
}

/** The person with this e-mail address, whatever its case. */
export async function findPersonByEmail(email: string) {
  const rows = await database()
    .select(columns)
    .from(people)
    .where(and(eq(sql`lower(${people.email})`, email.toLowerCase()), isPerson))
    .limit(1);
  return rows[0];
}
