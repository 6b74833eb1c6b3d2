import { createHash } from "node:crypto";
import { and, inArray, sql } from "drizzle-orm";
import { groupMembers, groups, isPerson, people } from "@/db/schema";
import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { GroupEvent } from "@/lib/engine/group/events";
import type { GroupId, Id, PersonId } from "@/lib/engine/ids";
import { type GroupImportRow, groupColumns, membershipKey, planGroupsImport } from "@/lib/engine/import/groups";
import { type PeopleRow, peopleColumns, planPeopleImport } from "@/lib/engine/import/people";
import { type ImportPlan, keyOf, listOf, namedRows } from "@/lib/engine/import/table";
import { err, ok, type Result } from "@/lib/engine/result";
import { type FileProblem, readCsv } from "@/lib/format/read-csv";
import { newId } from "@/lib/platform/ids";
import { loadGroupNames, loadNestings } from "./groups";
import { loadManagersOfAll, loadPersonRecords } from "./person-records";
import type { Reader } from "./reader";

/** A plan with what tells it from any other: the file, and what it would do to the directory as it is. */
export type DigestedPlan<Event> = ImportPlan<Event> & { readonly digest: string };

function digested<Event>(content: string, plan: ImportPlan<Event>): DigestedPlan<Event> {
  const said = plan.rows.map(({ line, name, outcome, changes, issues }) => [line, name, outcome, changes, issues]);
  // A form sends the ends of lines in its own way.
  const plain = content.replaceAll("\r\n", "\n");
  const digest = createHash("sha256")
    .update(JSON.stringify([plain, said]))
    .digest("hex");
  return { ...plan, digest };
}

/** One new id for each key. */
function idsAt<Of extends Id<string>>(now: Date): (key: string) => Of {
  const ids = new Map<string, Of>();
  return (key) => {
    const id = ids.get(key) ?? (newId(now) as Of);
    ids.set(key, id);
    return id;
  };
}

/** How many texts one query is asked about. */
const BATCH = 1_000;

async function inBatches<Key, Row>(keys: readonly Key[], read: (part: Key[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < keys.length; at += BATCH) rows.push(...(await read(keys.slice(at, at + BATCH))));
  return rows;
}

const keysOf = (names: readonly (string | undefined)[]): string[] => [
  ...new Set(names.map((name) => keyOf(name ?? "")).filter((key) => key !== "")),
];

/** The people a file names by their sign-in names, in the order of their ids. */
async function findNamedPeople(reader: Reader, keys: readonly string[]): Promise<ReadonlyMap<string, NamedPerson>> {
  const rows = await inBatches(keys, (part) =>
    reader
      .select({ personId: people.id, displayName: people.displayName, upn: people.userPrincipalName })
      .from(people)
      .where(and(inArray(sql`lower(${people.userPrincipalName})`, part), isPerson)),
  );
  return new Map(rows.map(({ upn, ...person }) => [keyOf(upn), person]));
}

const namesIn = ({ cells }: PeopleRow) => [cells.userPrincipalName, cells.manager, ...listOf(cells.sponsors)];

/** The rows of a file of people; in words, why there are none. */
export function readPeopleFile(content: string): Result<readonly PeopleRow[], FileProblem> {
  const table = readCsv(content);
  return table.ok ? namedRows(table.value, peopleColumns, ["userPrincipalName"]) : table;
}

/** Whom a file of people is about and names, as far as they are in the directory. */
export const findPeopleIn = async (reader: Reader, rows: readonly PeopleRow[]): Promise<PersonId[]> => [
  ...new Set([...(await findNamedPeople(reader, keysOf(rows.flatMap(namesIn)))).values()].map((each) => each.personId)),
];

/** What a file of people would do to the directory as it is. */
export async function planPeopleFile(
  reader: Reader,
  content: string,
  now: Date,
): Promise<Result<DigestedPlan<PersonEvent>, FileProblem>> {
  const rows = readPeopleFile(content);
  if (!rows.ok) return err(rows.error);
  const ids = await findPeopleIn(reader, rows.value);
  const records = await inBatches(ids, async (part) => [...(await loadPersonRecords(reader, part)).values()]);
  const mails = keysOf(rows.value.flatMap(({ cells }) => [cells.mail || cells.userPrincipalName]));
  const holders = await inBatches(mails, (part) =>
    reader
      .select({ email: people.email, upn: people.userPrincipalName, displayName: people.displayName })
      .from(people)
      .where(inArray(sql`lower(${people.email})`, part)),
  );
  const facts = {
    people: new Map(records.map((record) => [keyOf(record.userPrincipalName), record])),
    mailHolders: new Map(
      holders.map(({ email, upn, displayName }) => [keyOf(email), { key: keyOf(upn), displayName }]),
    ),
    managers: await loadManagersOfAll(reader, ids),
  };
  return ok(digested(content, planPeopleImport(rows.value, facts, idsAt<PersonId>(now), now)));
}

/** The rows of a file of groups; in words, why there are none. */
export function readGroupsFile(content: string): Result<readonly GroupImportRow[], FileProblem> {
  const table = readCsv(content);
  return table.ok ? namedRows(table.value, groupColumns, ["displayName"]) : table;
}

const membersIn = ({ cells }: GroupImportRow) => [...listOf(cells.members), ...listOf(cells.owners)];

/** Whom a file of groups puts into one, as far as they are in the directory. */
export const findMembersIn = (reader: Reader, rows: readonly GroupImportRow[]) =>
  findNamedPeople(reader, keysOf(rows.flatMap(membersIn)));

/** What a file of groups would do to the directory as it is. */
export async function planGroupsFile(
  reader: Reader,
  content: string,
  now: Date,
): Promise<Result<DigestedPlan<GroupEvent>, FileProblem>> {
  const rows = readGroupsFile(content);
  if (!rows.ok) return err(rows.error);
  const keys = keysOf(rows.value.flatMap(({ cells }) => [cells.displayName, ...listOf(cells.groups)]));
  const { id, displayName, description, version } = groups;
  const found = await inBatches(keys, (part) =>
    reader
      .select({ id, displayName, description, version })
      .from(groups)
      .where(inArray(sql`lower(${groups.displayName})`, part)),
  );
  const named = await findMembersIn(reader, rows.value);
  const groupIds = found.map((group) => group.id);
  const nestings = await loadNestings(reader);
  const names = await loadGroupNames(
    reader,
    nestings.flatMap((each) => [each.parentId, each.childId]),
  );
  const facts = {
    groups: new Map(found.map((group) => [keyOf(group.displayName), group])),
    people: named,
    memberships: await loadMemberships(reader, groupIds, [...named.values()]),
    nestings,
    nameOf: (groupId: GroupId) => names.get(groupId),
  };
  return ok(digested(content, planGroupsImport(rows.value, facts, idsAt<GroupId>(now), now)));
}

/** Which of these people are in which of these groups, and as what. */
async function loadMemberships(
  reader: Reader,
  groupIds: readonly GroupId[],
  named: readonly NamedPerson[],
): Promise<ReadonlySet<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await inBatches(
    named.map((each) => each.personId),
    (part) =>
      reader
        .select({ groupId: groupMembers.groupId, personId: groupMembers.personId, role: groupMembers.role })
        .from(groupMembers)
        .where(and(inArray(groupMembers.groupId, [...groupIds]), inArray(groupMembers.personId, part))),
  );
  return new Set(rows.map(({ groupId, role, personId }) => membershipKey(groupId, role, personId)));
}
