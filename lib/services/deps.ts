import { type Database, database } from "@/db/client";
import { type Clock, processClock } from "@/lib/platform/clock";
import { type Log, log } from "@/lib/platform/log";
import { builtInConnectors, type Connectors } from "./connectors";

/** What every service needs from outside; tests pass their own clock, database and connectors. */
export type Deps = {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly connectors: Connectors;
};

/** The portal's own log and connectors with this database, and the clock this process lives by unless another is given. */
export const depsFor = (db: Database, clock: Clock = processClock(db)): Deps => ({
  db,
  clock,
  log,
  connectors: builtInConnectors,
});

/** The running portal's own. */
export const liveDeps = (): Deps => depsFor(database());
