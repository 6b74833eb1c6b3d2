import { createDatabase } from "@/db/client";
import { builtInConnectors, type Connector } from "@/lib/services/connectors";
import { grantRoles } from "@/lib/services/deliver-roles";
import { depsFor } from "@/lib/services/deps";
import { startWorker } from "@/lib/worker/run";
import { aboutRequest } from "@/lib/worker/tasks";

/**
 * A worker in a process of its own that claims a delivery, grants the first role and then hangs in the middle of the
 * transaction, for a test to kill. Told where the database is by its first argument.
 */
const url = process.argv[2] ?? "";
const handle = createDatabase(url, { name: "latchkey hanging worker" });

process.once("disconnect", () => process.exit(1));

const hanging: Connector = {
  grant: async (tx, order) => {
    await builtInConnectors.AadGroup.grant(tx, order);
    process.send?.("granting");
    await new Promise(() => {});
  },
  revoke: builtInConnectors.AadGroup.revoke,
};

startWorker({
  handle,
  url,
  tasks: ({ db, clock }) => {
    const deps = { ...depsFor(db, clock), connectors: { ...builtInConnectors, AadGroup: hanging } };
    return {
      sweep: () => {},
      grantRoles: (payload) => grantRoles(deps, aboutRequest.parse(payload).requestId),
    };
  },
});
