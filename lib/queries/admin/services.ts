import { and, asc, eq, gt, inArray, isNull, max, sql } from "drizzle-orm";
import { apiTokens, catalogs, identities, people, roleAssignments } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import type { PersonId } from "@/lib/engine/ids";
import { isService, loadService } from "@/lib/facts/services";
import { isUuid } from "@/lib/platform/ids";
import { listOwnTokens } from "@/lib/queries/api-tokens";
import { fromCursor, PAGE_SIZE, pageOf, toCursor } from "@/lib/queries/keyset";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Page } from "@/lib/views/page";
import type { ServiceRow, ServiceView } from "@/lib/views/services";
import { listHeldRoles } from "./people";
import type { Administrator } from "./scope";

const lowerName = sql<string>`lower(${people.displayName})`;

type Given = { readonly search?: string | null; readonly cursor?: string | null };

/**
 * The services by name, for those who look after the directory; none for everybody else.
 * @param issuer whose client ids are meant; null where the portal trusts none
 */
export async function listServices(
  viewer: Administrator,
  input: Given,
  issuer: string | null,
  reading?: Reading,
): Promise<Page<ServiceRow>> {
  if (!may(viewer, "manageDirectory")) return { rows: [], next: null };
  const now = reading ?? (await currentReading());
  const search = searchText(input.search);
  const after = fromCursor(input.cursor);
  const { id, displayName, isEnabled } = people;
  const found = await now.db
    .select({ id, displayName, isEnabled, clientId: identities.subject, name: lowerName })
    .from(people)
    .leftJoin(identities, and(eq(identities.personId, people.id), eq(identities.issuer, issuer ?? "")))
    .where(
      and(
        isService,
        search === "" ? undefined : contains(displayName, search),
        after ? sql`(${lowerName}, ${id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(lowerName), asc(id))
    .limit(PAGE_SIZE + 1);
  const { rows, next } = pageOf(found, (row) => toCursor(row.name, row.id));
  const [roles, used] = [await rolesOf(now, idsOf(rows)), await tokensOf(now, idsOf(rows))];
  return {
    next,
    rows: rows.map(({ name: _, ...row }) => ({
      ...row,
      roles: roles.filter(({ personId }) => personId === row.id).map(({ role, catalog }) => ({ role, catalog })),
      tokenCount: used.get(row.id)?.tokenCount ?? 0,
      lastUsedAt: used.get(row.id)?.lastUsedAt ?? null,
    })),
  };
}

const idsOf = (rows: readonly { readonly id: PersonId }[]): PersonId[] => rows.map(({ id }) => id);

const rolesOf = ({ db }: Reading, ids: PersonId[]) =>
  db
    .select({ personId: roleAssignments.personId, role: roleAssignments.role, catalog: catalogs.displayName })
    .from(roleAssignments)
    .leftJoin(catalogs, eq(catalogs.id, roleAssignments.catalogId))
    .where(inArray(roleAssignments.personId, ids))
    .orderBy(asc(roleAssignments.role), asc(catalogs.displayName));

async function tokensOf({ db, now }: Reading, ids: PersonId[]) {
  const isLive = and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now));
  const rows = await db
    .select({
      id: apiTokens.personId,
      tokenCount: sql<number>`count(*) filter (where ${isLive})::int`,
      lastUsedAt: max(apiTokens.lastUsedAt),
    })
    .from(apiTokens)
    .where(inArray(apiTokens.personId, ids))
    .groupBy(apiTokens.personId);
  return new Map(rows.map((row) => [row.id, row]));
}

/** One service with its tokens and roles, for those who look after the directory; null otherwise, and where there is none. */
export async function getService(
  viewer: Administrator,
  id: string,
  issuer: string | null,
  reading?: Reading,
): Promise<ServiceView | null> {
  if (!may(viewer, "manageDirectory") || !isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const serviceId = id as PersonId;
  const service = await loadService(now.db, serviceId, issuer);
  if (!service) return null;
  const [roles, tokens] = [await listHeldRoles(now, serviceId), await listOwnTokens({ personId: serviceId }, now)];
  return { ...service, roles, tokens };
}

/** Whether this is the id of a service, for those who may open its page. */
export async function isServiceOf(viewer: Administrator, id: string, reading?: Reading): Promise<boolean> {
  return (await getService(viewer, id, null, reading)) !== null;
}
