import { randomBytes } from "node:crypto";
import { createDatabase, type DatabaseHandle } from "@/db/client";
import { isUp, startWeb } from "@/lib/cli/web";
import { freePort } from "@/lib/platform/ports";
import { cloneDatabase, dropDatabase, ownDatabaseName } from "@/lib/testing/template";

/** One running portal in demo mode, worker included, on a database of its own. */
export type App = {
  /** `http://localhost:port` */
  origin: string;
  databaseUrl: string;
  /** A look behind the screens, to find an id or to prove what was written. */
  handle: DatabaseHandle;
  stop(): Promise<void>;
};

export type AppOptions = {
  /** Settings on top of those of the demo; an empty one counts as not set. */
  env?: Record<string, string>;
  /** What is done to the clone before anything starts. */
  prepare?: (databaseUrl: string) => Promise<void>;
  port?: number;
};

/**
 * Starts the production build on a clone of the template and waits until it answers.
 * @throws when it does not come up; what it printed is on the screen by then
 */
export async function startApp(serverUrl: string, template: string, options: AppOptions = {}): Promise<App> {
  const name = ownDatabaseName("run");
  const databaseUrl = await cloneDatabase(serverUrl, template, name);
  await options.prepare?.(databaseUrl);
  const port = options.port ?? (await freePort());
  const origin = `http://localhost:${port}`;
  const web = startWeb({
    port,
    host: "127.0.0.1",
    env: {
      DATABASE_URL: databaseUrl,
      LATCHKEY_DEMO: "1",
      LATCHKEY_STARTED_BY: "tests",
      LATCHKEY_ORIGIN: origin,
      NEXTAUTH_URL: origin,
      NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
      LOG_LEVEL: "warn",
      ...options.env,
    },
  });
  const handle = createDatabase(databaseUrl, { max: 4, name: "latchkey browser tests" });
  const stop = async () => {
    await handle.close();
    await web.stop();
    await dropDatabase(serverUrl, name);
  };
  if (await isUp(web, `http://127.0.0.1:${port}`)) return { origin, databaseUrl, handle, stop };
  await stop();
  throw new Error("the portal did not start");
}
