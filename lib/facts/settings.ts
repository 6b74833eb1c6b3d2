import { tenantSettings } from "@/db/schema";
import { type TenantSettings, tenantSettingsSchema } from "@/lib/engine/settings";
import type { Reader } from "./reader";

/** What is set for the whole organization; defaults where nobody changed anything. */
export async function loadSettings(reader: Reader): Promise<TenantSettings> {
  const rows = await reader.select({ name: tenantSettings.name, value: tenantSettings.value }).from(tenantSettings);
  return tenantSettingsSchema.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
}
