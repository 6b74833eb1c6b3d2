import { and, eq, inArray, ne, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isPerson, kindOfPerson, people, personSponsors } from "@/db/schema";
import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import type { PersonForm, PersonRecord } from "@/lib/engine/person/person";
import type { PersonFacts } from "@/lib/engine/person/save";
import { loadNames } from "./groups";
import type { Reader } from "./reader";

const manager = alias(people, "manager");

/** People as the directory has them now; ids of nobody, and of services, are left out. */
export async function loadPersonRecords(
  reader: Reader,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, PersonRecord>> {
  const { id, displayName, email, userPrincipalName, jobTitle, department, preferredLanguage, version } = people;
  const texts = { displayName, email, userPrincipalName, kind: kindOfPerson, jobTitle, department, preferredLanguage };
  const rows = await reader
    .select({ id, version, ...texts, manager: { personId: manager.id, displayName: manager.displayName } })
    .from(people)
    .leftJoin(manager, eq(manager.id, people.managerId))
    .where(and(inArray(people.id, [...ids]), isPerson));
  const sponsors = await loadSponsors(reader, ids);
  return new Map(rows.map((row) => [row.id, { ...row, sponsors: sponsors.get(row.id) ?? [] }]));
}

async function loadSponsors(reader: Reader, ids: readonly PersonId[]): Promise<Map<PersonId, NamedPerson[]>> {
  const rows = await reader
    .select({ of: personSponsors.personId, personId: people.id, displayName: people.displayName })
    .from(personSponsors)
    .innerJoin(people, eq(people.id, personSponsors.sponsorId))
    .where(inArray(personSponsors.personId, [...ids]))
    .orderBy(people.displayName, people.id);
  const found = new Map<PersonId, NamedPerson[]>();
  for (const { of, ...sponsor } of rows) found.set(of, [...(found.get(of) ?? []), sponsor]);
  return found;
}

export const loadPersonRecord = async (reader: Reader, id: PersonId): Promise<PersonRecord | null> =>
  (await loadPersonRecords(reader, [id])).get(id) ?? null;

/** APP-31: somebody, their manager and so on, to the top or to where a circle closes; nothing for nobody. */
export async function loadManagersAbove(reader: Reader, from: PersonId | null): Promise<NamedPerson[]> {
  if (!from) return [];
  const { rows } = await reader.execute<{ id: PersonId; display_name: string }>(sql`
    with recursive above(id, display_name, manager_id, path) as (
      select ${people.id}, ${people.displayName}, ${people.managerId}, array[${people.id}]
      from ${people} where ${people.id} = ${from}
      union all
      select next.id, next.display_name, next.manager_id, path || next.id
      from above join ${people} next on next.id = above.manager_id
      where next.id <> all(path)
    )
    select id, display_name from above order by cardinality(path)`);
  return rows.map((row) => ({ personId: row.id, displayName: row.display_name }));
}

/** What a save of this form has to know of everybody else. */
export async function loadPersonFacts(reader: Reader, form: PersonForm, except: PersonId): Promise<PersonFacts> {
  const holderOf = async (column: SQLWrapper, value: string): Promise<string | null> => {
    const [row] = await reader
      .select({ name: people.displayName })
      .from(people)
      .where(and(eq(sql`lower(${column})`, value.toLowerCase()), ne(people.id, except)));
    return row?.name ?? null;
  };
  return {
    emailHolder: await holderOf(people.email, form.email),
    userPrincipalNameHolder: await holderOf(people.userPrincipalName, form.userPrincipalName),
    named: await loadNames(reader, [...(form.managerId ? [form.managerId] : []), ...form.sponsorIds]),
    managersAbove: await loadManagersAbove(reader, form.managerId),
  };
}

/** The manager of each of these people and of everybody above them; those without one are left out. */
export async function loadManagersOfAll(
  reader: Reader,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, NamedPerson>> {
  if (ids.length === 0) return new Map();
  const { rows } = await reader.execute<{ id: PersonId; manager_id: PersonId; display_name: string }>(sql`
    with recursive above(id) as (
      select unnest(${sql.param(`{${ids.join(",")}}`)}::uuid[])
      union
      select ${people.managerId} from above join ${people} on ${people.id} = above.id
      where ${people.managerId} is not null
    )
    select person.id, manager.id as manager_id, manager.display_name from above
    join ${people} person on person.id = above.id
    join ${people} manager on manager.id = person.manager_id`);
  return new Map(rows.map((row) => [row.id, { personId: row.manager_id, displayName: row.display_name }]));
}
