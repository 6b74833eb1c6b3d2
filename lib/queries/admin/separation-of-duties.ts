import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import {
  accessPackages,
  catalogs,
  groups,
  incompatibleGroups,
  incompatiblePackages,
  overridePackages,
} from "@/db/schema";
import { may, mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { PackageMention } from "@/lib/views/admin";
import type { DutiesEntry, DutiesView } from "@/lib/views/separation-of-duties";
import { holdersInGroup, holdersOfBothPackages } from "./additional-access";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

const other = alias(accessPackages, "other");
const unknown = sql<number | null>`null`;

type Found = {
  readonly id: string;
  readonly displayName: string;
  readonly catalogId: string;
  readonly catalogName: string;
  readonly holdersOfBoth: number | null;
};

/** SOD-11: the lists of a package, of a catalog the viewer sees; null where there is none. */
export async function getSeparationOfDuties(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<DutiesView | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const packageId = id as AccessPackageId;
  const [wanted] = await db
    .select({ displayName: accessPackages.displayName, catalogId: accessPackages.catalogId })
    .from(accessPackages)
    .where(and(eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt), packagesOfSeenCatalogs(viewer)));
  if (!wanted) return null;
  const tells = mayIn(viewer, "viewAdditionalAccess", wanted.catalogId);
  const sees = (catalogId: string) => mayIn(viewer, "viewCatalog", catalogId);
  const named = (
    table: typeof incompatiblePackages | typeof overridePackages,
    column: PgColumn,
    where: SQL,
    isCounted: boolean,
  ): Promise<Found[]> =>
    db
      .select({
        id: other.id,
        displayName: other.displayName,
        catalogId: catalogs.id,
        catalogName: catalogs.displayName,
        holdersOfBoth: isCounted ? holdersOfBothPackages(now, packageId, other.id) : unknown,
      })
      .from(table)
      .innerJoin(other, and(eq(other.id, column), isNull(other.deletedAt)))
      .innerJoin(catalogs, eq(catalogs.id, other.catalogId))
      .where(where)
      .orderBy(asc(sql`lower(${other.displayName})`), asc(other.id));
  const { packageId: listing, incompatiblePackageId: listed } = incompatiblePackages;
  const { packageId: overriding, overriddenPackageId: overridden } = overridePackages;
  const excludes = await named(incompatiblePackages, listed, eq(listing, packageId), tells);
  const excludedBy = await named(incompatiblePackages, listing, eq(listed, packageId), tells);
  const groupsListed = await db
    .select({
      id: groups.id,
      displayName: groups.displayName,
      holdersOfBoth: tells ? holdersInGroup(now, packageId, groups.id) : unknown,
    })
    .from(incompatibleGroups)
    .innerJoin(groups, eq(groups.id, incompatibleGroups.groupId))
    .where(eq(incompatibleGroups.packageId, packageId))
    .orderBy(asc(groups.displayName));
  const entry = (mutual: readonly Found[]) => {
    const ids = new Set(mutual.filter(({ catalogId }) => sees(catalogId)).map((each) => each.id));
    return ({ catalogId, catalogName, ...row }: Found): DutiesEntry =>
      sees(catalogId)
        ? { ...row, catalogName, canOpen: true, isMutual: ids.has(row.id) }
        : // Who holds what in a catalog the viewer has no role in is not told, nor what that package declares.
          { ...row, catalogName: null, canOpen: false, isMutual: false, holdersOfBoth: null };
  };
  const mention = ({ id: otherId, displayName, catalogId }: Found): PackageMention => ({
    id: otherId,
    displayName,
    canOpen: sees(catalogId),
  });
  const namedBy = excludedBy.map(entry(excludes));
  const canOpen = may(viewer, "viewEverything");
  const bundles = await named(overridePackages, overridden, eq(overriding, packageId), false);
  const bundledBy = await named(overridePackages, overriding, eq(overridden, packageId), false);
  return {
    id,
    displayName: wanted.displayName,
    mayConfigure: mayIn(viewer, "configureSeparationOfDuties", wanted.catalogId),
    incompatiblePackages: excludes.map(entry(excludedBy)),
    incompatibleGroups: groupsListed.map((row) => ({ ...row, canOpen, catalogName: null, isMutual: false })),
    incompatibleWith: namedBy.filter((each) => each.canOpen),
    incompatibleWithElsewhere: namedBy.filter((each) => !each.canOpen).length,
    overrides: bundles.map(mention),
    overriddenBy: bundledBy.map(mention).filter((each) => each.canOpen),
  };
}
