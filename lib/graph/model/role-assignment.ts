import { and, inArray, type SQL, sql } from "drizzle-orm";
import { catalogs, groups, people, roleAssignments } from "@/db/schema";
import { roleNames } from "@/db/schema/enums";
import { catalogsFor, may } from "@/lib/auth/permissions";
import type { Viewer } from "@/lib/auth/viewer";
import type { CatalogId, PersonId } from "@/lib/engine/ids";
import { isService } from "@/lib/facts/services";
import { byId, type Contained, type Entity, type EntityType, type ReadContext } from "@/lib/graph/read/entity";
import { group, user } from "./directory";
import { roleDefinitionId, roleDefinitionJson } from "./role-definition";

/** Where a role holds: everywhere, or in one catalog. */
export const EVERYWHERE = "/";
export const appScopeIdOf = (catalogId: string | null): string =>
  catalogId === null ? EVERYWHERE : `/AccessPackageCatalog/${catalogId}`;

const appScopeId = sql`case when ${roleAssignments.catalogId} is null then '/'
  else '/AccessPackageCatalog/' || ${roleAssignments.catalogId}::text end`;

const definitionId = sql`case ${roleAssignments.role} ${sql.join(
  roleNames.map((role) => sql`when ${role} then ${roleDefinitionId(role)}::uuid`),
  sql` `,
)} end`;

const principalId = sql`coalesce(${roleAssignments.personId}, ${roleAssignments.groupId})`;

/** P1, DEL-23: the roles of catalogs are for those who see the catalog, those that hold everywhere for who sees it all. */
function administered(viewer: Viewer): SQL | undefined {
  if (may(viewer, "viewEverything")) return undefined;
  const seen = catalogsFor(viewer, "viewCatalog");
  if (seen === "all") return sql`${roleAssignments.catalogId} is not null`;
  return seen.length === 0 ? sql`false` : inArray(roleAssignments.catalogId, seen as CatalogId[]);
}

const rowsOf = ({ reading }: ReadContext, ids: readonly string[]) =>
  reading.db
    .select()
    .from(roleAssignments)
    .where(inArray(roleAssignments.id, [...ids]));
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const each = async (
  context: ReadContext,
  ids: readonly string[],
  entityOf: (row: Row) => Entity | undefined,
): Promise<Contained> =>
  new Map(
    (await rowsOf(context, ids)).map((row): [string, Entity[]] => {
      const found = entityOf(row);
      return [row.id, found ? [found] : []];
    }),
  );

/** Services, which are nothing but principals. */
async function servicesOf({ reading }: ReadContext, ids: readonly PersonId[]): Promise<ReadonlyMap<string, Entity>> {
  const rows = await reading.db
    .select({ id: people.id, displayName: people.displayName })
    .from(people)
    .where(and(inArray(people.id, [...ids]), isService));
  return byId(rows.map((row) => ({ "@odata.type": "#microsoft.graph.servicePrincipal", ...row })));
}

/** Who holds it: a person, a group or a service, told by whoever may see the role. */
async function principals(context: ReadContext, ids: readonly string[]): Promise<Contained> {
  const rows = await rowsOf(context, ids);
  const personIds = rows.flatMap(({ personId }) => personId ?? []);
  const groupIds = rows.flatMap(({ groupId }) => groupId ?? []);
  const found = new Map([
    ...(await user.load(context, personIds)),
    ...(await group.load(context, groupIds)),
    ...(await servicesOf(context, personIds)),
  ]);
  return each(context, ids, (row) => found.get(row.personId ?? row.groupId ?? ""));
}

async function appScopes(context: ReadContext, ids: readonly string[]): Promise<Contained> {
  const catalogIds = (await rowsOf(context, ids)).flatMap((row) => row.catalogId ?? []);
  const named = await context.reading.db
    .select({ id: catalogs.id, displayName: catalogs.displayName })
    .from(catalogs)
    .where(inArray(catalogs.id, catalogIds));
  return each(context, ids, ({ catalogId }) => {
    const displayName = named.find(({ id }) => id === catalogId)?.displayName ?? "Everywhere";
    const type = catalogId === null ? "Directory" : "AccessPackageCatalog";
    return { id: appScopeIdOf(catalogId), displayName, type };
  });
}

/** DEL-3: who administers what. */
export const roleAssignment: EntityType = {
  name: "unifiedRoleAssignment",
  properties: ["id", "principalId", "roleDefinitionId", "directoryScopeId", "appScopeId", "condition"],
  fields: {
    id: { kind: "id", sql: roleAssignments.id },
    principalId: { kind: "id", sql: principalId },
    "principal/id": { kind: "id", sql: principalId },
    roleDefinitionId: { kind: "id", sql: definitionId },
    "roleDefinition/id": { kind: "id", sql: definitionId },
    appScopeId: { kind: "text", sql: appScopeId },
    directoryScopeId: { kind: "text", sql: sql`'/'` },
  },
  navigations: {
    principal: { kind: "contained", isCollection: false, load: principals },
    roleDefinition: {
      kind: "contained",
      isCollection: false,
      load: (context, ids) => each(context, ids, ({ role }) => roleDefinitionJson(role)),
    },
    appScope: { kind: "contained", isCollection: false, load: appScopes },
  },
  source: sql`${roleAssignments} left join ${people} on ${people.id} = ${roleAssignments.personId}
    left join ${groups} on ${groups.id} = ${roleAssignments.groupId}`,
  id: roleAssignments.id,
  exists: undefined,
  administered,
  own: null,
  load: async (context, ids) =>
    byId(
      (await rowsOf(context, ids)).map((row) => ({
        id: row.id,
        principalId: row.personId ?? row.groupId,
        roleDefinitionId: roleDefinitionId(row.role),
        directoryScopeId: EVERYWHERE,
        appScopeId: appScopeIdOf(row.catalogId),
        condition: null,
      })),
    ),
};
