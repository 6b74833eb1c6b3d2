import { and, asc, eq, ilike, inArray, or } from "drizzle-orm";
import { database } from "@/db/client";
import { isPerson, kindOfPerson, people } from "@/db/schema";
import { demoPersonas } from "@/db/seed/personas";
import { env } from "@/lib/platform/env";
import { invariant } from "@/lib/platform/invariant";

/** Somebody the demo can be entered as. */
export type DemoPerson = {
  id: string;
  displayName: string;
  jobTitle: string | null;
  department: string | null;
  kind: "member" | "guest";
  /** What there is to see through this person's eyes; only the suggested ones have it. */
  shows: string | null;
};

const columns = {
  id: people.id,
  displayName: people.displayName,
  email: people.email,
  jobTitle: people.jobTitle,
  department: people.department,
  kind: kindOfPerson,
};

/** The people worth looking at first, in the seed's order. */
export async function suggestedDemoPeople(): Promise<DemoPerson[]> {
  invariant(env().demo, "the demo's people are offered only in the demo");
  const emails = demoPersonas.map((persona) => persona.email);
  const found = await database()
    .select(columns)
    .from(people)
    .where(and(eq(people.isEnabled, true), isPerson, inArray(people.email, emails)));
  return demoPersonas.flatMap(({ email, shows }) => {
    const person = found.find((row) => row.email === email);
    return person ? [{ ...withoutEmail(person), shows }] : [];
  });
}

/** People whose name, title or department contains the text. */
export async function searchDemoPeople(text: string, limit: number): Promise<DemoPerson[]> {
  invariant(env().demo, "the demo's people are offered only in the demo");
  const pattern = `%${text
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, "\\$&")}%`;
  const found = await database()
    .select(columns)
    .from(people)
    .where(
      and(
        eq(people.isEnabled, true),
        isPerson,
        or(ilike(people.displayName, pattern), ilike(people.jobTitle, pattern), ilike(people.department, pattern)),
      ),
    )
    .orderBy(asc(people.displayName), asc(people.id))
    .limit(limit);
  return found.map((row) => ({ ...withoutEmail(row), shows: null }));
}

function withoutEmail({ email: _, ...person }: { email: string } & Omit<DemoPerson, "shows">) {
  return person;
}
