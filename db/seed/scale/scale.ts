import type { Database } from "@/db/client";
import { addDays } from "@/lib/engine/time";
import { seedManyCatalogs } from "./catalogs";
import { seedTeams } from "./groups";
import { liveManyYears } from "./history";
import { seedManyPackages } from "./packages";
import { seedEmployees } from "./people";

/** How large the company is; at most 200 catalogs, for whose names there are words. */
export type Size = {
  readonly people: number;
  readonly catalogs: number;
  readonly packages: number;
  readonly assignments: number;
};

/** 100,000 people, 20,000 packages with 25,000 policies, 300,000 assignments and some 200,000 requests that are kept. */
export const large: Size = { people: 100_000, catalogs: 200, packages: 20_000, assignments: 300_000 };

/**
 * Adds a large group of companies to a migrated database. All that happened in it is what the engine says would happen;
 * only the writing is done in bulk.
 * @param tell hears what is being made
 */
export async function seedScale(
  db: Database,
  size: Size,
  { now = new Date(), tell = () => {} }: { readonly now?: Date; readonly tell?: (line: string) => void } = {},
): Promise<{ readonly requests: number; readonly assignments: number; readonly entries: number }> {
  const founded = addDays(now, -1_200);
  tell(`${size.people.toLocaleString("en")} people in teams and departments …`);
  const people = await seedEmployees(db, size.people, founded);
  await seedTeams(db, people, founded);
  tell(`${size.packages.toLocaleString("en")} packages in ${size.catalogs} catalogs …`);
  const catalogs = await seedManyCatalogs(db, size.catalogs, people, founded);
  const packages = await seedManyPackages(db, size.packages, catalogs, founded);
  tell(`${size.assignments.toLocaleString("en")} assignments over three years …`);
  const { counts } = await liveManyYears(db, { people, catalogs, packages }, size.assignments, now);
  return counts;
}
