import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { PersonId } from "@/lib/engine/ids";
import type { SettingName } from "@/lib/engine/settings";
import { instant, ref } from "./columns";
import { people } from "./directory";

/** What administrators changed for the whole organization; a setting without a row has its default. */
export const tenantSettings = pgTable("tenant_settings", {
  name: text().$type<SettingName>().primaryKey(),
  value: jsonb().$type<unknown>().notNull(),
  changedAt: instant().notNull(),
  /** Null where the demo's seed set it. */
  changedById: ref<PersonId>().references(() => people.id),
});
