import { and, eq, isNull, sql } from "drizzle-orm";
import { accessPackages, assignments, catalogs } from "@/db/schema";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdminDashboard } from "@/lib/views/admin";
import { type AssignmentFilterState, inFilterState } from "./assignments";
import { countPending, listAdminRequests } from "./requests";
import { type Administrator, packagesOfSeenCatalogs, seenCatalogs } from "./scope";

const RECENT = 8;

async function countAssignments({ db, now }: Reading, viewer: Administrator, state: AssignmentFilterState) {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(and(packagesOfSeenCatalogs(viewer), inFilterState(state, now)));
  return row?.count ?? 0;
}

/** CAT-19: the state of the catalogs the viewer sees, in numbers that each lead to their list. */
export async function getDashboard(viewer: Administrator, reading?: Reading): Promise<AdminDashboard> {
  const now = reading ?? (await currentReading());
  const { db } = now;
  const pending = await countPending(viewer, now);
  const recent = await listAdminRequests(viewer, { size: RECENT }, now);
  return {
    catalogs: await db.$count(catalogs, seenCatalogs(viewer)),
    packages: await db.$count(accessPackages, and(packagesOfSeenCatalogs(viewer), isNull(accessPackages.deletedAt))),
    activeAssignments: await countAssignments(now, viewer, "active"),
    pendingRequests: pending.pending,
    stuckRequests: pending.stuck,
    failedDeliveries: await countAssignments(now, viewer, "problems"),
    recent: recent.rows,
  };
}
