import type { Database } from "@/db/client";
import { type Env, env } from "./env";
import { log } from "./log";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What the check needs to know beside the settings; `isDemoDatabase` is undefined while the database cannot be asked. */
export type DemoFacts = { isDemoDatabase: boolean | undefined };

/**
 * Why this process must not run as it is set up: the demo lets anybody be anybody and moves the clock, so it may only
 * meet a database made for it, on this machine, and the real thing may never meet that database.
 * Every entry is a sentence for the person who started it; an empty list means go.
 */
export function demoObjections(settings: Env, facts: DemoFacts): string[] {
  if (!settings.demo) {
    return facts.isDemoDatabase ? ["this database was made by the demo and its clock may be moved; use another"] : [];
  }
  const objections: string[] = [];
  if (settings.startedBy === "start") objections.push("`npm start` is for real use; the demo is `npm run demo`");
  if (settings.oidc) objections.push("OIDC_ISSUER is set: a portal with real sign-in cannot also have demo sign-in");
  if (settings.origin && !loopback.has(new URL(settings.origin).hostname)) {
    objections.push(`the address ${settings.origin} is not on this machine; the demo answers only on localhost`);
  }
  if (facts.isDemoDatabase !== true) {
    objections.push("the database is not a demo database; only `npm run demo` makes one");
  }
  return objections;
}

/**
 * Ends the process with exit code 1 and a readable message when the demo and this set-up do not go together.
 * Without the demo an unreachable database is no objection: the portal starts and recovers when it is back.
 */
export async function assertDemoAllowed(db?: Pick<Database, "execute">): Promise<void> {
  const settings = env();
  const { database, isDemoDatabase } = await import("@/db/client");
  let facts: DemoFacts = { isDemoDatabase: undefined };
  try {
    facts = { isDemoDatabase: await isDemoDatabase(db ?? database()) };
  } catch (error) {
    log.warn("database not reachable at start", { error });
  }
  const objections = demoObjections(settings, facts);
  if (objections.length === 0) return;
  const title = settings.demo ? "LATCHKEY_DEMO is on, but:" : "Latchkey refuses to start:";
  process.stderr.write(`${title}\n${objections.map((line) => `  - ${line}`).join("\n")}\n`);
  process.exit(1);
}
