import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  accessPackages,
  assignmentPolicies,
  assignments,
  catalogs,
  packageResourceRoles,
  requests,
  resourceRoles,
  resources,
} from "@/db/schema";
import type { AccessPackageId, CatalogId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import { isActiveNow } from "@/lib/queries/access";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "@/lib/queries/keyset";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AdminPackageDetail, AdminPackageRow } from "@/lib/views/admin";
import type { Page } from "@/lib/views/page";
import { listPolicies } from "./policies";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

const lowerName = sql<string>`lower(${accessPackages.displayName})`;

const selectPackages = ({ db, now }: Reading) =>
  db
    .select({
      id: accessPackages.id,
      displayName: accessPackages.displayName,
      description: accessPackages.description,
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
      isHidden: accessPackages.isHidden,
      version: accessPackages.version,
      name: lowerName,
      policyCount: sql<number>`(select count(*)::int from ${assignmentPolicies}
        where ${assignmentPolicies.packageId} = ${accessPackages.id} and ${assignmentPolicies.deletedAt} is null)`,
      holderCount: sql<number>`(select count(*)::int from ${assignments}
        where ${assignments.packageId} = ${accessPackages.id} and ${isActiveNow(now)})`,
      pendingCount: sql<number>`(select count(*)::int from ${requests}
        where ${requests.packageId} = ${accessPackages.id} and ${requests.state} = 'pendingApproval')`,
    })
    .from(accessPackages)
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId));

/** The lower-case name is there to page by. */
const shownRow = <Row extends AdminPackageRow & { name: string; version: number }>({
  name: _name,
  version: _version,
  ...row
}: Row): AdminPackageRow => row;

/** Packages of the catalogs the viewer sees, or of one of these, by name. */
export async function listAdminPackages(
  viewer: Administrator,
  input: {
    readonly search?: string | null;
    readonly cursor?: string | null;
    readonly catalogId?: CatalogId;
  } = {},
  reading?: Reading,
): Promise<Page<AdminPackageRow>> {
  const now = reading ?? (await currentReading());
  const search = searchText(input.search);
  const after = fromCursor(input.cursor);
  const rows = await selectPackages(now)
    .where(
      and(
        packagesOfSeenCatalogs(viewer),
        input.catalogId && eq(accessPackages.catalogId, input.catalogId),
        isNull(accessPackages.deletedAt),
        search === "" ? undefined : contains(accessPackages.displayName, search),
        after ? sql`(${lowerName}, ${accessPackages.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(lowerName), asc(accessPackages.id))
    .limit(PAGE_SIZE + 1);
  const page = pageOf(rows, (row) => toCursor(row.name, row.id));
  return { next: page.next, rows: page.rows.map(shownRow) };
}

const listRoles = ({ db }: Reading, packageId: AccessPackageId) =>
  db
    .select({
      id: resourceRoles.id,
      resourceName: resources.displayName,
      resourceDescription: resources.description,
      roleName: resourceRoles.displayName,
      originSystem: resources.originSystem,
      groupId: resources.groupId,
    })
    .from(packageResourceRoles)
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(eq(packageResourceRoles.packageId, packageId))
    .orderBy(asc(resources.displayName), asc(resourceRoles.displayName));

/** One package with everything configured on it; null where there is none or its catalog is not the viewer's. */
export async function getAdminPackage(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<AdminPackageDetail | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const packageId = id as AccessPackageId;
  const [row] = await selectPackages(now).where(
    and(packagesOfSeenCatalogs(viewer), eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt)),
  );
  if (!row) return null;
  return {
    ...shownRow(row),
    version: row.version,
    resourceRoles: await listRoles(now, packageId),
    policies: await listPolicies(db, packageId),
  };
}
