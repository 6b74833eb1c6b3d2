import { and, eq, inArray } from "drizzle-orm";
import { accessPackages, assignments, people, requests } from "@/db/schema";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** Whose access to what a row is about. */
export type RowName = { readonly person: string; readonly package: string };
type Names = ReadonlyMap<string, RowName>;

const byId = (rows: readonly (RowName & { readonly id: string })[]): Names => new Map(rows.map((row) => [row.id, row]));

/** Whom and what these assignments are about, as far as the viewer sees them (DEL-23). */
export async function nameAssignments(
  viewer: Administrator,
  ids: readonly AssignmentId[],
  reading?: Reading,
): Promise<Names> {
  const { db } = reading ?? (await currentReading());
  return byId(
    await db
      .select({ id: assignments.id, person: people.displayName, package: accessPackages.displayName })
      .from(assignments)
      .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
      .innerJoin(people, eq(people.id, assignments.targetId))
      .where(and(inArray(assignments.id, [...ids]), packagesOfSeenCatalogs(viewer))),
  );
}

/** The same of requests. */
export async function nameRequests(
  viewer: Administrator,
  ids: readonly RequestId[],
  reading?: Reading,
): Promise<Names> {
  const { db } = reading ?? (await currentReading());
  return byId(
    await db
      .select({ id: requests.id, person: people.displayName, package: accessPackages.displayName })
      .from(requests)
      .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
      .innerJoin(people, eq(people.id, requests.targetId))
      .where(and(inArray(requests.id, [...ids]), packagesOfSeenCatalogs(viewer))),
  );
}
