import { and, eq, ne, sql } from "drizzle-orm";
import { auditEvents, identities, people } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import type { Service, ServiceFacts, ServiceForm } from "@/lib/engine/service/service";
import { loadLastEditor } from "./last-editor";
import type { Reader } from "./reader";

/** SQL: a service, and no person. */
export const isService = eq(people.kind, "service");

/** A service as it is now, with its client id at this issuer; null where there is none. */
export async function loadService(reader: Reader, id: PersonId, issuer: string | null): Promise<Service | null> {
  const { displayName, isEnabled, version } = people;
  const [row] = await reader
    .select({ id: people.id, displayName, isEnabled, version, clientId: identities.subject })
    .from(people)
    .leftJoin(identities, and(eq(identities.personId, people.id), eq(identities.issuer, issuer ?? "")))
    .where(and(eq(people.id, id), isService));
  return row ?? null;
}

/** What a save of this form has to know of everything else. */
export async function loadServiceFacts(
  reader: Reader,
  { displayName, clientId }: ServiceForm,
  issuer: string | null,
  except: PersonId,
): Promise<ServiceFacts> {
  const isThatName = eq(sql`lower(${people.displayName})`, displayName.toLowerCase());
  const [holder] =
    clientId === null || issuer === null
      ? []
      : await reader
          .select({ displayName: people.displayName })
          .from(identities)
          .innerJoin(people, eq(people.id, identities.personId))
          .where(and(eq(identities.issuer, issuer), eq(identities.subject, clientId), ne(people.id, except)));
  return {
    isNameTaken: (await reader.$count(people, and(isThatName, isService, ne(people.id, except)))) > 0,
    hasIssuer: issuer !== null,
    clientIdHolder: holder?.displayName ?? null,
  };
}

/** ERR-50: who edited a service last; null where nobody has since it was added. */
export const loadServiceEditor = (reader: Reader, id: PersonId): Promise<string | null> =>
  loadLastEditor(reader, "serviceUpdated", eq(auditEvents.targetId, id));
