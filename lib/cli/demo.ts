import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Embedded } from "@/db/embedded";
import { dataRoot } from "@/db/server";
import { demoObjections } from "@/lib/platform/demo";
import { env } from "@/lib/platform/env";
import { tryFileLock } from "@/lib/platform/file-lock";
import { isPortFree } from "@/lib/platform/ports";
import { ensureBuild } from "./build";
import { openDemoDatabase } from "./demo-database";
import { Complaint, hasFlag, run, say, wantedPort } from "./program";
import { isUp, startWeb } from "./web";

const secretPath = join(dataRoot, "demo-secret");
const logPath = join(dataRoot, "demo.log");

/** Signs the demo's sessions; kept, so that people stay signed in over a restart. */
function sessionSecret(): string {
  if (!existsSync(secretPath)) writeFileSync(secretPath, randomBytes(48).toString("base64url"), { mode: 0o600 });
  return readFileSync(secretPath, "utf8");
}

function refuseRealSettings(): void {
  const objections = demoObjections({ ...env(), demo: true }, { isDemoDatabase: true });
  if (objections.length > 0) throw new Complaint(`The demo does not start here:\n  - ${objections.join("\n  - ")}`);
}

async function welcome(origin: string): Promise<void> {
  const { demoPersonas } = await import("@/db/seed/demo");
  const width = Math.max(...demoPersonas.map((persona) => persona.name.length));
  say();
  say(`Latchkey is ready: ${origin}`);
  say();
  say("Sign in as");
  for (const persona of demoPersonas) say(`  ${persona.name.padEnd(width)}  ${persona.shows}`);
  say();
  say("Ctrl-C stops it; `npm run demo -- --reset` starts with a fresh company.");
}

function tailOfLog(): string {
  return existsSync(logPath) ? readFileSync(logPath, "utf8").trim().split("\n").slice(-30).join("\n") : "";
}

/** `npm run demo [-- --reset] [--scale] [--port N] [--dev]`: the whole portal with a made-up company, nothing to set up. */
await run(async (interrupted) => {
  const port = wantedPort();
  const origin = `http://localhost:${port}`;
  const dev = hasFlag("dev");
  refuseRealSettings();
  mkdirSync(dataRoot, { recursive: true });

  const attempt = tryFileLock(join(dataRoot, "demo.lock"), origin);
  if (!attempt.held) {
    say(`The demo of this clone is already running: ${attempt.by.note} (process ${attempt.by.process.pid})`);
    return hasFlag("reset") || attempt.by.note !== origin ? 1 : 0;
  }
  let server: Embedded | undefined;
  const output = dev ? undefined : openSync(logPath, "w");
  try {
    if (!(await isPortFree(port))) {
      throw new Complaint(`Port ${port} is taken by another program. Choose one: npm run demo -- --port ${port + 1}`);
    }
    if (!dev) await ensureBuild();
    server = await openDemoDatabase({ reset: hasFlag("reset"), scale: hasFlag("scale") });
    const web = startWeb({
      port,
      host: "127.0.0.1",
      dev,
      ...(output === undefined ? {} : { output }),
      env: {
        DATABASE_URL: server.url,
        LATCHKEY_DEMO: "1",
        LATCHKEY_STARTED_BY: "demo",
        LATCHKEY_ORIGIN: origin,
        NEXTAUTH_URL: origin,
        NEXTAUTH_SECRET: sessionSecret(),
      },
    });
    try {
      const first = await Promise.race([isUp(web, `http://127.0.0.1:${port}`), interrupted]);
      if (first === false) throw new Complaint(`The web server did not start:\n${tailOfLog()}`);
      if (first) await welcome(origin);
      const code = await Promise.race([web.ended, interrupted]);
      if (code !== undefined) throw new Complaint(`The web server ended by itself (${code}):\n${tailOfLog()}`);
      say("\nStopping …");
    } finally {
      await web.stop();
    }
  } finally {
    await server?.stop();
    if (output !== undefined) closeSync(output);
    attempt.lock.release();
  }
  return 0;
});
