import { and, asc, eq, exists, isNull, notExists, type SQL, sql } from "drizzle-orm";
import { directoryResourceOwners, directoryResources, groupMembers, groups, resources } from "@/db/schema";
import { may, mayIn } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import { rolesOfApplication, rolesOfGroup } from "@/lib/engine/catalog/resources";
import type { CatalogId, PersonId } from "@/lib/engine/ids";
import type { Reader } from "@/lib/facts/reader";
import { contains, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AddableResource, AddableResources } from "@/lib/views/resources";

const SHOWN = 50;

type Wanted = {
  /** Null for a catalog that is still to be made, which has nothing yet. */
  readonly catalogId: CatalogId | null;
  readonly text: string;
  /** Only what this person owns; null for everything. */
  readonly ownerId: PersonId | null;
};

const one = { one: sql`1` };

/** SQL: no resource of the catalog is that very thing (CAT-39). */
const isNew = (reader: Reader, catalogId: CatalogId | null, isIt: SQL | undefined): SQL | undefined =>
  catalogId === null
    ? undefined
    : notExists(
        reader
          .select(one)
          .from(resources)
          .where(and(eq(resources.catalogId, catalogId), isNull(resources.deletedAt), isIt)),
      );

async function findGroups(reader: Reader, { catalogId, text, ownerId }: Wanted): Promise<AddableResource[]> {
  const { id, displayName, description } = groups;
  const isIt = and(eq(resources.originSystem, "AadGroup"), eq(resources.groupId, id));
  const isOwned =
    ownerId &&
    exists(
      reader
        .select(one)
        .from(groupMembers)
        .where(and(eq(groupMembers.groupId, id), eq(groupMembers.personId, ownerId), eq(groupMembers.role, "owner"))),
    );
  const rows = await reader
    .select({ originId: id, displayName, description })
    .from(groups)
    .where(and(contains(displayName, text), isNew(reader, catalogId, isIt), isOwned ?? undefined))
    .orderBy(asc(sql`lower(${displayName})`))
    .limit(SHOWN + 1);
  const roles = rolesOfGroup.map((role) => role.displayName);
  return rows.map((row) => ({ ...row, originSystem: "AadGroup", roles: [...roles] }));
}

async function findOthers(reader: Reader, { catalogId, text, ownerId }: Wanted): Promise<AddableResource[]> {
  const { id, originSystem, originId, displayName, description, roles } = directoryResources;
  const isIt = and(eq(resources.originSystem, originSystem), eq(resources.originId, originId));
  const isOwned =
    ownerId &&
    exists(
      reader
        .select(one)
        .from(directoryResourceOwners)
        .where(and(eq(directoryResourceOwners.resourceId, id), eq(directoryResourceOwners.personId, ownerId))),
    );
  const rows = await reader
    .select({ originSystem, originId, displayName, description, roles })
    .from(directoryResources)
    .where(and(contains(displayName, text), isNew(reader, catalogId, isIt), isOwned ?? undefined))
    .orderBy(asc(sql`lower(${displayName})`))
    .limit(SHOWN + 1);
  return rows.map((row) => ({ ...row, roles: rolesOfApplication(row.roles).map((role) => role.displayName) }));
}

/** P12, P24: whether somebody may put resources into a catalog; null for one they are about to make (CAT-22). */
export const mayAddTo = (viewer: Pick<Viewer, "roles">, catalogId: string | null): boolean =>
  catalogId === null ? may(viewer, "createCatalog") : mayIn(viewer, "manageResources", catalogId);

/**
 * CAT-43, DEL-30: what the viewer may put into a catalog that is not in it yet, by a part of the name: everything for
 * governance administrators, what they own for owners of the catalog. Null for a catalog they are about to make.
 */
export async function findAddableResources(
  viewer: Pick<Viewer, "personId" | "roles">,
  catalogId: CatalogId | null,
  search: string | null | undefined,
  reading?: Reading,
): Promise<AddableResources> {
  if (!mayAddTo(viewer, catalogId)) return { rows: [], isMore: false };
  const { db } = reading ?? (await currentReading());
  const ownerId = may(viewer, "manageDirectory") ? null : viewer.personId;
  const wanted = { catalogId, text: searchText(search), ownerId };
  const found = [...(await findGroups(db, wanted)), ...(await findOthers(db, wanted))];
  found.sort((a, b) => a.displayName.localeCompare(b.displayName));
  return { rows: found.slice(0, SHOWN), isMore: found.length > SHOWN };
}
