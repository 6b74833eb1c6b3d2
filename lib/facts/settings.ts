import { desc, eq, inArray } from "drizzle-orm";
import { auditEvents, people, tenantSettings } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { type SettingName, settingNames, type TenantSettings, tenantSettingsSchema } from "@/lib/engine/settings";
import type { Reader } from "./reader";

/** What is set for the whole organization; defaults where nobody changed anything. */
export async function loadSettings(reader: Reader): Promise<TenantSettings> {
  const rows = await reader.select({ name: tenantSettings.name, value: tenantSettings.value }).from(tenantSettings);
  return tenantSettingsSchema.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
}

/** Who changed a setting last, and when; nobody where it was set before there were people. */
export type SettingChange = {
  readonly at: Date;
  readonly by: { readonly id: PersonId; readonly displayName: string } | null;
};

/** The last change of each setting that was ever changed, from the log: one at its default again has no row. */
export async function loadSettingChanges(reader: Reader): Promise<Map<SettingName, SettingChange>> {
  const set = await reader
    .select({ name: tenantSettings.name, at: tenantSettings.changedAt, id: people.id, displayName: people.displayName })
    .from(tenantSettings)
    .leftJoin(people, eq(people.id, tenantSettings.changedById));
  const logged = await reader
    .selectDistinctOn([auditEvents.subjectId], {
      name: auditEvents.subjectId,
      at: auditEvents.occurredAt,
      id: auditEvents.actorId,
      displayName: auditEvents.actorName,
    })
    .from(auditEvents)
    .where(inArray(auditEvents.subjectId, [...settingNames]))
    .orderBy(auditEvents.subjectId, desc(auditEvents.sequence));
  return new Map(
    [...set, ...logged].map(({ name, at, id, displayName }) => [
      name as SettingName,
      { at, by: id && displayName !== null ? { id, displayName } : null },
    ]),
  );
}
