import { and, inArray, isNull } from "drizzle-orm";
import { accessPackages, assignments, catalogs } from "@/db/schema";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdminDashboard } from "@/lib/views/admin";
import { type AssignmentFilterState, inFilterState } from "./assignments";
import { countPending, listAdminRequests } from "./requests";
import { type Administrator, packagesOfSeenCatalogs, seenCatalogs } from "./scope";

const RECENT = 8;

function countAssignments({ db, now }: Reading, viewer: Administrator, state: AssignmentFilterState) {
  const theirs = packagesOfSeenCatalogs(viewer);
  // Whoever sees all is counted for from an index alone.
  const packageIds = theirs && db.select({ id: accessPackages.id }).from(accessPackages).where(theirs);
  const isSeen = packageIds && inArray(assignments.packageId, packageIds);
  return db.$count(assignments, and(isSeen, inFilterState(state, now)));
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
