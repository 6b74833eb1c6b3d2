import { createDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { withServer } from "@/db/server";
import { assertDemoAllowed } from "@/lib/platform/demo";
import { type Env, env } from "@/lib/platform/env";
import { isPortFree } from "@/lib/platform/ports";
import { ensureBuild } from "./build";
import { Complaint, option, run, wantedPort } from "./program";
import { startWeb } from "./web";

function missingSettings(settings: Env): string[] {
  const missing: string[] = [];
  if (settings.demo) missing.push("LATCHKEY_DEMO must not be set; the demo is `npm run demo`");
  if (!settings.sessionSecret) missing.push("NEXTAUTH_SECRET: at least 32 random characters (openssl rand -base64 48)");
  if (!settings.oidc) missing.push("OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: who signs people in");
  if (!settings.origin) missing.push("LATCHKEY_ORIGIN: the address people use, such as https://access.example.com");
  return missing;
}

/** `npm start [-- --port N] [--host A]`: the portal for real use. Builds and migrates when needed. */
await run(async (interrupted) => {
  const port = wantedPort();
  const host = option("host") ?? "0.0.0.0";
  const settings = env();
  const missing = missingSettings(settings);
  if (missing.length > 0) throw new Complaint(`Latchkey cannot start:\n  - ${missing.join("\n  - ")}`);
  if (!(await isPortFree(port, host))) throw new Complaint(`Port ${port} is taken by another program; see --port.`);
  await ensureBuild();
  return withServer(async (url) => {
    await migrateDatabase(url);
    const handle = createDatabase(url, { max: 1 });
    await assertDemoAllowed(handle.db);
    await handle.close();
    const web = startWeb({
      port,
      host,
      env: {
        DATABASE_URL: url,
        LATCHKEY_STARTED_BY: "start",
        ...(settings.origin ? { LATCHKEY_ORIGIN: settings.origin, NEXTAUTH_URL: settings.origin } : {}),
      },
    });
    const code = await Promise.race([web.ended, interrupted]);
    await web.stop();
    return code ?? 0;
  });
});
