import { databaseHandle } from "@/db/client";
import { assertDemoAllowed } from "@/lib/platform/demo";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { startWorker } from "./run";

/**
 * What a web server process does beside serving: it refuses a set-up in which the demo and real use meet, works on the
 * job queue unless LATCHKEY_WORKER=none, and does not outlive the launcher that spawned it.
 */
export async function startServerSide(): Promise<void> {
  // The launcher may be killed without a chance to say so; the channel to it closes in any case. What this interrupts is
  // released to the next worker (see presence.ts), and the port is free for the next start.
  if (process.send) process.once("disconnect", () => process.exit(0));
  await assertDemoAllowed();
  const { databaseUrl, worker } = env();
  const running =
    worker === "none" || databaseUrl === undefined
      ? undefined
      : startWorker({ handle: databaseHandle(), url: databaseUrl });
  const stopWorker = async () => {
    await running?.stop().catch((error: unknown) => log.error("worker did not stop", { error }));
  };
  process.once("SIGTERM", () => void stopWorker());
  process.once("SIGINT", () => void stopWorker());
  // Our launcher asks over the channel instead: then jobs finish first, and only then the web server closes.
  process.on("message", (message) => {
    if (message === "stop") void stopWorker().then(() => process.kill(process.pid, "SIGTERM"));
  });
}
