import { serviceAddress } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import type { App } from "./app";
import { oneValue } from "./database";

/** A service that tests look at, added where it is not there; its id. */
export async function serviceOf(app: App, displayName = "Payroll export"): Promise<string> {
  const id = crypto.randomUUID() as PersonId;
  await app.handle.pool.query(
    `insert into people (id, display_name, email, user_principal_name, kind, is_enabled, created_at)
     select $1, $2, $3, $3, 'service', true, '2026-01-01'
     where not exists (select 1 from people where kind = 'service' and display_name = $2)`,
    [id, displayName, serviceAddress(id)],
  );
  return oneValue<string>(app, "select id from people where kind = 'service' and display_name = $1", [displayName]);
}
