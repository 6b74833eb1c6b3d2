import type { Database } from "@/db/client";
import { demoClock, tenantSettings } from "@/db/schema";
import { addDays } from "@/lib/engine/time";
import { seedAdministrators } from "./administrators";
import { seedAttributes } from "./attributes";
import { seedCatalogs } from "./catalogs";
import { seedDirectoryResources } from "./directory-resources";
import { seedGroups } from "./groups";
import { playHistory } from "./history/director";
import { delegations, departures, stories } from "./history/stories";
import { seedPackages } from "./packages/packages";
import { seedPeople } from "./people";
import { onPreparedConnection } from "./prepared";

export { type DemoPersona, demoPersonas } from "./personas";

/** How long before the demo is made its company began to use the portal. */
const HISTORY_DAYS = 430;

/**
 * Fills an empty, migrated database with the demo company. All of it in one transaction: a seed that is interrupted
 * leaves the database empty, and the next start seeds again.
 * @param options.now the instant the company is seen from; dates in it are relative to this
 */
export async function seedDemo(db: Database, options: { readonly now?: Date } = {}): Promise<void> {
  const now = options.now ?? new Date();
  const founded = addDays(now, -HISTORY_DAYS);
  await onPreparedConnection(db, (connected) =>
    connected.transaction(async (tx) => {
      await seedPeople(tx, founded);
      await seedGroups(tx, founded);
      await seedCatalogs(tx, founded);
      await seedDirectoryResources(tx, founded);
      await seedAdministrators(tx, founded);
      await seedPackages(tx, founded, now);
      const allowed = ["allowApprovalDelegation", "allowApproversToEditAnswers"] as const;
      await tx.insert(tenantSettings).values(allowed.map((name) => ({ name, value: true, changedAt: founded })));
      await playHistory(tx, { stories, departures, delegations, now });
      await seedAttributes(tx);
      await tx.insert(demoClock).values({ id: 1, offsetMs: 0 });
    }),
  );
}
