import { createDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { withServer } from "@/db/server";
import { assertDemoAllowed } from "@/lib/platform/demo";
import { startWorker } from "@/lib/worker/run";
import { run } from "./program";

/** `npm run worker`: the job queue's worker alone, beside web servers started with LATCHKEY_WORKER=none. */
await run(async (interrupted) => {
  await withServer(async (url) => {
    await migrateDatabase(url);
    const handle = createDatabase(url, { name: "latchkey worker" });
    await assertDemoAllowed(handle.db);
    const worker = startWorker({ handle, url });
    await interrupted;
    await worker.stop();
    await handle.close();
  });
  return 0;
});
