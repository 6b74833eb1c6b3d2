import { and, asc, eq, inArray, isNull, ne, notExists, notInArray, type SQL } from "drizzle-orm";
import {
  accessPackages,
  catalogs,
  groups,
  incompatibleGroups,
  incompatiblePackages,
  overridePackages,
} from "@/db/schema";
import { catalogsFor, mayIn } from "@/lib/auth/permissions";
import type { AccessPackageId, CatalogId } from "@/lib/engine/ids";
import { loadGivenGroupIds } from "@/lib/facts/separation-of-duties";
import { isUuid } from "@/lib/platform/ids";
import { findGroups, HITS_MAX, noCandidates, shownCandidates } from "@/lib/queries/candidates";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Candidate, Candidates } from "@/lib/views/candidates";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** What is looked for: something to exclude, or a package this one is an exception to. */
export const counterpartPurposes = ["package", "group", "override"] as const;
export type CounterpartPurpose = (typeof counterpartPurposes)[number];

async function findPackages({ db }: Reading, text: string, where: SQL | undefined): Promise<Candidate[]> {
  const rows = await db
    .select({ id: accessPackages.id, displayName: accessPackages.displayName, detail: catalogs.displayName })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(contains(accessPackages.displayName, text), isNull(accessPackages.deletedAt), where))
    .orderBy(asc(accessPackages.displayName), asc(accessPackages.id))
    .limit(HITS_MAX + 1);
  return rows.map((row) => ({ kind: "package", ...row }));
}

/** SQL: not this package, and not what one of its lists names already. */
function isNew({ db }: Reading, packageId: AccessPackageId, purpose: "package" | "override"): SQL | undefined {
  const { table, owner, named } =
    purpose === "package"
      ? {
          table: incompatiblePackages,
          owner: incompatiblePackages.packageId,
          named: incompatiblePackages.incompatiblePackageId,
        }
      : { table: overridePackages, owner: overridePackages.packageId, named: overridePackages.overriddenPackageId };
  const entry = db
    .select({ id: named })
    .from(table)
    .where(and(eq(owner, packageId), eq(named, accessPackages.id)));
  return and(ne(accessPackages.id, packageId), notExists(entry));
}

/** SOD-34: the packages whose separation of duties is the viewer's. */
function isConfigurable(viewer: Administrator): SQL | undefined {
  const theirs = catalogsFor(viewer, "configureSeparationOfDuties");
  return theirs === "all" ? undefined : inArray(accessPackages.catalogId, [...theirs] as CatalogId[]);
}

/**
 * SOD-6, SDA-13: what an editor may put on the lists of a package, by a part of the name. Packages come from catalogs the
 * viewer has a role in and from no other, so that a search tells nobody what else there is (DEL-23); for an exception
 * (SOD-34) from those the viewer may change. Groups come from the whole directory (SDA-10), but for those the package
 * itself gives (SOD-9). Nothing for whoever may not configure the package.
 */
export async function findCounterparts(
  viewer: Administrator,
  input: { readonly packageId: string; readonly purpose: CounterpartPurpose; readonly search: string },
  reading?: Reading,
): Promise<Candidates> {
  const now = reading ?? (await currentReading());
  const text = searchText(input.search);
  if (text === "" || !isUuid(input.packageId)) return noCandidates;
  const packageId = input.packageId as AccessPackageId;
  const [wanted] = await now.db
    .select({ catalogId: accessPackages.catalogId })
    .from(accessPackages)
    .where(and(eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt)));
  if (!wanted || !mayIn(viewer, "configureSeparationOfDuties", wanted.catalogId)) return noCandidates;
  switch (input.purpose) {
    case "package":
      return shownCandidates(
        await findPackages(now, text, and(packagesOfSeenCatalogs(viewer), isNew(now, packageId, "package"))),
      );
    case "override":
      return shownCandidates(
        await findPackages(now, text, and(isConfigurable(viewer), isNew(now, packageId, "override"))),
      );
    case "group": {
      const given = [...(await loadGivenGroupIds(now.db, packageId))];
      const entry = now.db
        .select({ id: incompatibleGroups.groupId })
        .from(incompatibleGroups)
        .where(and(eq(incompatibleGroups.packageId, packageId), eq(incompatibleGroups.groupId, groups.id)));
      return shownCandidates(await findGroups(now.db, text, and(notExists(entry), notInArray(groups.id, given))));
    }
  }
}
