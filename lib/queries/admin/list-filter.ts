import { eq, inArray, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { accessPackages, assignmentPolicies, catalogs, people } from "@/db/schema";
import type { AccessPackageId, CatalogId, PersonId, PolicyId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import { contains, searchText } from "@/lib/queries/membership";
import type { Reading } from "@/lib/queries/reading";
import { type Administrator, packagesOfSeenCatalogs, seenCatalogs } from "./scope";

/** What a list is narrowed to. Each is the id of one, or a part of the names of several. */
export const aboutNames = ["person", "package", "catalog", "policy"] as const;
export type AboutFilter = Partial<Readonly<Record<(typeof aboutNames)[number], string | null>>>;

/** The parameters of an address as a filter. */
export const aboutFilterOf = (param: (name: string) => string | null | undefined): AboutFilter =>
  Object.fromEntries(aboutNames.map((name) => [name, searchText(param(name)) || null]));

/** Where the query keeps what the filter asks about; packages are joined under their own name. */
type Columns = {
  readonly personId: SQLWrapper;
  readonly personName: SQLWrapper;
  readonly personEmail: SQLWrapper;
  readonly policyId: SQLWrapper;
  readonly policySnapshot: SQLWrapper;
};

type Named = { readonly personId: SQLWrapper; readonly packageId: SQLWrapper };

/**
 * SQL: the person or the package of a row has this part of a name. Who and what has it is found once, before the rows,
 * which are then read by the indexes of both.
 */
export const isNamed = ({ personId, packageId }: Named, part: string): SQL => sql`(
  ${personId} = any(array(select ${people.id} from ${people} where ${contains(people.displayName, part)}))
  or ${packageId} = any(array(
    select ${accessPackages.id} from ${accessPackages} where ${contains(accessPackages.displayName, part)})))`;

/** SQL: the rows a filter stands for, in a query that joins their packages and people. */
export function aboutThese(db: Reading["db"], filter: AboutFilter, columns: Columns): (SQL | undefined)[] {
  const { person, package: wanted, catalog, policy } = filter;
  return [
    person
      ? isUuid(person)
        ? sql`${columns.personId} = ${person}::uuid`
        : or(contains(columns.personName, person), contains(columns.personEmail, person))
      : undefined,
    wanted
      ? isUuid(wanted)
        ? eq(accessPackages.id, wanted as AccessPackageId)
        : contains(accessPackages.displayName, wanted)
      : undefined,
    catalog
      ? isUuid(catalog)
        ? eq(accessPackages.catalogId, catalog as CatalogId)
        : inArray(
            accessPackages.catalogId,
            db.select({ id: catalogs.id }).from(catalogs).where(contains(catalogs.displayName, catalog)),
          )
      : undefined,
    policy
      ? isUuid(policy)
        ? sql`${columns.policyId} = ${policy}::uuid`
        : contains(sql`${columns.policySnapshot}->>'displayName'`, policy)
      : undefined,
  ];
}

/** The names of what a filter names by its id, as far as the viewer sees it (DEL-23). */
export async function namesInFilter(
  viewer: Administrator,
  { db }: Reading,
  { person, package: wanted, catalog, policy }: AboutFilter,
): Promise<Readonly<Record<string, string>>> {
  const found: { id: string; name: string }[] = [];
  const seenPackages = packagesOfSeenCatalogs(viewer);
  const { id, displayName: name } = accessPackages;
  if (isUuid(person)) {
    found.push(
      ...(await db
        .select({ id: people.id, name: people.displayName })
        .from(people)
        .where(eq(people.id, person as PersonId))),
    );
  }
  if (isUuid(wanted)) {
    const isIt = sql`${eq(id, wanted as AccessPackageId)} and ${seenPackages ?? sql`true`}`;
    found.push(...(await db.select({ id, name }).from(accessPackages).where(isIt)));
  }
  if (isUuid(catalog)) {
    const isIt = sql`${eq(catalogs.id, catalog as CatalogId)} and ${seenCatalogs(viewer) ?? sql`true`}`;
    found.push(...(await db.select({ id: catalogs.id, name: catalogs.displayName }).from(catalogs).where(isIt)));
  }
  if (isUuid(policy)) {
    const isIt = sql`${eq(assignmentPolicies.id, policy as PolicyId)} and ${seenPackages ?? sql`true`}`;
    found.push(
      ...(await db
        .select({ id: assignmentPolicies.id, name: assignmentPolicies.displayName })
        .from(assignmentPolicies)
        .innerJoin(accessPackages, eq(accessPackages.id, assignmentPolicies.packageId))
        .where(isIt)),
    );
  }
  return Object.fromEntries(found.map((each) => [each.id, each.name]));
}
