import { and, asc, desc, eq, exists, lt } from "drizzle-orm";
import { accessPackages, assignments, isPerson, people } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { AccessPackageId, AssignmentId, PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { isUuid } from "@/lib/platform/ids";
import { detailOf } from "@/lib/queries/candidates";
import { PAGE_SIZE, pageOf } from "@/lib/queries/keyset";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AccessOnChoice, HeldAccess } from "@/lib/views/access-on";
import type { Page } from "@/lib/views/page";
import { loadAccessHistories, wasHeldAt } from "./access-history";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** Whose access, or access to what, or both; and when. */
export type AccessOnFilter = {
  readonly at: Date;
  readonly personId: PersonId | null;
  readonly packageId: AccessPackageId | null;
};

type Place = { readonly cursor?: string | null; readonly size?: number };

/** Access that was there at an instant, to packages of the catalogs the viewer sees; what was given last comes first. */
export async function listAccessOn(
  viewer: Administrator,
  { at, personId, packageId }: AccessOnFilter,
  { cursor, size = PAGE_SIZE }: Place = {},
  reading?: Reading,
): Promise<Page<HeldAccess>> {
  const { db } = reading ?? (await currentReading());
  const rows = await db
    .select({
      assignmentId: assignments.id,
      person: { id: people.id, displayName: people.displayName, email: people.email },
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      policySnapshot: assignments.policySnapshot,
      startAt: assignments.startAt,
      endAt: assignments.endAt,
      expiredAt: assignments.expiredAt,
      endReason: assignments.endReason,
    })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.targetId))
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(
      and(
        packagesOfSeenCatalogs(viewer),
        personId ? eq(assignments.targetId, personId) : undefined,
        packageId ? eq(assignments.packageId, packageId) : undefined,
        isUuid(cursor) ? lt(assignments.id, cursor as AssignmentId) : undefined,
        wasHeldAt(at),
      ),
    )
    .orderBy(desc(assignments.id))
    .limit(size + 1);
  const page = pageOf(rows, (row) => row.assignmentId, size);
  const held = page.rows.map(({ assignmentId, person }) => ({ assignmentId, personId: person.id }));
  const histories = await loadAccessHistories(db, held, at);
  return {
    next: page.next,
    rows: page.rows.map(({ policySnapshot, expiredAt, endReason, ...row }) => {
      const history = histories.get(row.assignmentId);
      return {
        ...row,
        ...history?.period,
        policyName: policySnapshot.displayName,
        ended: expiredAt && endReason ? { at: expiredAt, reason: endReason } : null,
        roles: history?.roles ?? [],
        givenBy: history?.givenBy ?? [],
      };
    }),
  };
}

const PART_SIZE = 500;

/** LIM-37: the same over all its pages, in parts. */
export async function* readAccessOn(
  viewer: Administrator,
  filter: AccessOnFilter,
  reading?: Reading,
): AsyncGenerator<readonly HeldAccess[]> {
  let cursor: string | null = null;
  for (let left: number = limits.csvRowsMax; left > 0; left -= PART_SIZE) {
    const page: Page<HeldAccess> = await listAccessOn(viewer, filter, { cursor, size: PART_SIZE }, reading);
    if (page.rows.length > 0) yield page.rows;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** More of one name say that more of it has to be typed. */
const CHOICES_MAX = 20;

/**
 * CAT-19: people by their id or a part of the name; for those who see single catalogs only whoever was ever given
 * something there.
 */
export async function findHolders(viewer: Administrator, wanted: string, reading?: Reading): Promise<AccessOnChoice[]> {
  const { db } = reading ?? (await currentReading());
  const everGiven = db
    .select({ id: assignments.id })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(and(eq(assignments.targetId, people.id), packagesOfSeenCatalogs(viewer)));
  const { id, displayName, jobTitle, department } = people;
  const rows = await db
    .select({ id, displayName, jobTitle, department })
    .from(people)
    .where(
      and(
        isPerson,
        isUuid(wanted) ? eq(id, wanted as PersonId) : contains(displayName, searchText(wanted)),
        may(viewer, "viewEverything") ? undefined : exists(everGiven),
      ),
    )
    .orderBy(asc(displayName), asc(id))
    .limit(CHOICES_MAX);
  return rows.map((row) => ({
    id: row.id,
    displayName: row.displayName,
    detail: detailOf(row.jobTitle, row.department),
  }));
}

/** Packages of the catalogs the viewer sees, by their id or a part of the name; also those that were deleted since. */
export async function findHeldPackages(
  viewer: Administrator,
  wanted: string,
  reading?: Reading,
): Promise<AccessOnChoice[]> {
  const { db } = reading ?? (await currentReading());
  const { id, displayName, deletedAt } = accessPackages;
  const rows = await db
    .select({ id, displayName, deletedAt })
    .from(accessPackages)
    .where(
      and(
        packagesOfSeenCatalogs(viewer),
        isUuid(wanted) ? eq(id, wanted as AccessPackageId) : contains(displayName, searchText(wanted)),
      ),
    )
    .orderBy(asc(displayName), asc(id))
    .limit(CHOICES_MAX);
  return rows.map((row) => ({ id: row.id, displayName: row.displayName, detail: row.deletedAt ? "Deleted" : null }));
}
