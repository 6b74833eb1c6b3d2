import { sql } from "drizzle-orm";
import type { EntityType } from "@/lib/graph/read/entity";

/** A part of the world that sites are kept in. Sites of the portal are where they are, so that there is none. */
export const environment: EntityType = {
  name: "accessPackageResourceEnvironment",
  properties: [
    "id",
    "displayName",
    "description",
    "originSystem",
    "originId",
    "isDefaultEnvironment",
    "connectionInfo",
    "createdDateTime",
    "modifiedDateTime",
  ],
  fields: {
    id: { kind: "id", sql: sql`environments.id` },
    displayName: { kind: "text", sql: sql`environments.name` },
    originSystem: { kind: "enum", sql: sql`environments.name`, values: ["SharePointOnline"] },
    originId: { kind: "text", sql: sql`environments.name` },
    isDefaultEnvironment: { kind: "boolean", sql: sql`true` },
  },
  navigations: {
    resources: { kind: "contained", isCollection: true, load: async () => new Map() },
  },
  source: sql`(select null::uuid as id, ''::text as name where false) as environments`,
  id: sql`environments.id`,
  exists: undefined,
  administered: () => undefined,
  own: null,
  load: async () => new Map(),
};
