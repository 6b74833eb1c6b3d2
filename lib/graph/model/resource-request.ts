import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { auditEvents, catalogs } from "@/db/schema";
import { type CatalogEvent, catalogActivities } from "@/lib/engine/catalog/events";
import type { EventId } from "@/lib/engine/ids";
import { byId, type EntityType, one, type ReadContext, through } from "@/lib/graph/read/entity";
import { seenCatalogs } from "@/lib/queries/admin/scope";
import { catalog } from "./catalog";
import { resource } from "./resource";
import { instantText } from "./values";

/** What happens to the resources of a catalog, by the names of the API. */
const requestTypes = {
  resourceAdded: "adminAdd",
  resourceAttributesChanged: "adminUpdate",
  resourceRemoved: "adminRemove",
} as const satisfies Partial<Record<CatalogEvent["kind"], string>>;
type Kind = keyof typeof requestTypes;
const kinds = Object.keys(requestTypes) as readonly Kind[];

const isKind = (kind: string): kind is Kind => kind in requestTypes;

/** SQL: by the activities as well, since the log finds its entries by them. */
const isResourceRequest: SQL = sql`${and(
  inArray(auditEvents.kind, [...kinds]),
  inArray(
    auditEvents.activity,
    kinds.map((kind) => catalogActivities[kind]),
  ),
  eq(auditEvents.result, "success"),
)}`;

const rowsOf = ({ reading }: ReadContext, ids: readonly string[]) =>
  reading.db
    .select({
      id: auditEvents.id,
      kind: auditEvents.kind,
      occurredAt: auditEvents.occurredAt,
      catalogId: auditEvents.catalogId,
      resourceId: auditEvents.subjectId,
    })
    .from(auditEvents)
    .where(inArray(auditEvents.id, ids as EventId[]));

/**
 * That a resource was put into a catalog, needs something else of profiles, or was taken out. All of it happens at once,
 * so that the audit log is the list of these requests: each has the id of its entry.
 */
export const resourceRequest: EntityType = {
  name: "accessPackageResourceRequest",
  properties: ["id", "requestType", "state", "createdDateTime"],
  fields: {
    id: { kind: "id", sql: auditEvents.id },
    requestType: {
      kind: "enum",
      sql: sql`case ${auditEvents.kind} ${sql.join(
        kinds.map((kind) => sql`when ${kind} then ${requestTypes[kind]}`),
        sql` `,
      )} end`,
      values: Object.values(requestTypes),
    },
    state: { kind: "enum", sql: sql`'delivered'`, values: ["delivered"] },
    createdDateTime: { kind: "instant", sql: auditEvents.occurredAt },
    "catalog/id": { kind: "id", sql: auditEvents.catalogId },
    "resource/id": { kind: "text", sql: auditEvents.subjectId },
  },
  navigations: {
    catalog: one({
      to: () => catalog,
      isPartOfOwner: true,
      link: through(auditEvents, auditEvents.id, auditEvents.catalogId),
    }),
    // One that was taken out is still what the request was about.
    resource: one({
      to: () => resource,
      isPartOfOwner: true,
      link: through(auditEvents, auditEvents.id, auditEvents.subjectId),
    }),
  },
  source: sql`${auditEvents} join ${catalogs} on ${catalogs.id} = ${auditEvents.catalogId}`,
  id: auditEvents.id,
  exists: isResourceRequest,
  administered: seenCatalogs,
  own: null,
  load: async (context, ids) =>
    byId(
      (await rowsOf(context, ids)).map((row) => ({
        id: row.id,
        requestType: isKind(row.kind) ? requestTypes[row.kind] : null,
        state: "delivered",
        createdDateTime: instantText(row.occurredAt),
      })),
    ),
};
