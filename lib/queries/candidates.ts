import { and, asc, eq, type SQL } from "drizzle-orm";
import { groups, isPerson, people } from "@/db/schema";
import type { Reader } from "@/lib/facts/reader";
import type { Candidate, Candidates } from "@/lib/views/candidates";
import { contains } from "./membership";

/** How many are shown of those a search finds. */
export const HITS_MAX = 20;

export const noCandidates: Candidates = { rows: [], isMore: false };

/** The first of those found. */
export const shownCandidates = (found: readonly Candidate[]): Candidates => ({
  rows: found.slice(0, HITS_MAX),
  isMore: found.length > HITS_MAX,
});

/** What helps to tell people of one name apart. */
export const detailOf = (...parts: readonly (string | null)[]): string | null =>
  parts.filter(Boolean).join(", ") || null;

/** People by a part of the name, among those the condition lets through; one more than is shown. */
export async function findPeople(reader: Reader, text: string, where: SQL | undefined): Promise<Candidate[]> {
  const { id, displayName, jobTitle, department } = people;
  const rows = await reader
    .select({ id, displayName, jobTitle, department })
    .from(people)
    .where(and(contains(displayName, text), isPerson, where))
    .orderBy(asc(displayName), asc(id))
    .limit(HITS_MAX + 1);
  return rows.map((row) => ({
    kind: "person",
    id: row.id,
    displayName: row.displayName,
    detail: detailOf(row.jobTitle, row.department),
  }));
}

/** DEL-4: services that are on, in the same way; for those who give roles, which is all that services can have. */
export async function findServices(reader: Reader, text: string): Promise<Candidate[]> {
  const { id, displayName } = people;
  const rows = await reader
    .select({ id, displayName })
    .from(people)
    .where(and(contains(displayName, text), eq(people.kind, "service"), eq(people.isEnabled, true)))
    .orderBy(asc(displayName), asc(id))
    .limit(HITS_MAX + 1);
  return rows.map((row) => ({ kind: "service", ...row, detail: null }));
}

/** Groups in the same way. */
export async function findGroups(reader: Reader, text: string, where: SQL | undefined): Promise<Candidate[]> {
  const { id, displayName } = groups;
  const rows = await reader
    .select({ id, displayName })
    .from(groups)
    .where(and(contains(displayName, text), where))
    .orderBy(asc(displayName), asc(id))
    .limit(HITS_MAX + 1);
  return rows.map((row) => ({ kind: "group", ...row, detail: null }));
}
