import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { exitCode, scripts } from "./child";

export type WebOptions = {
  port: number;
  /** Interface to listen on. */
  host: string;
  dev?: boolean;
  env: Record<string, string>;
  /** File descriptor for what the server prints; without it, it prints where we do. */
  output?: number;
};

export type Web = {
  /** Resolves with the exit code when the server ends, whoever ended it. */
  ended: Promise<number>;
  stop(): Promise<void>;
};

const patienceMs = 15_000;

/** `next dev` serves from a child of its own, so the process we hold on to must itself end when we do. */
const lifeLine = [
  "--import",
  "data:text/javascript,process.once('disconnect',()=>process.kill(process.pid,'SIGTERM'))",
];

async function stopChild(child: ChildProcess, ended: Promise<number>, dev: boolean): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // A word over the channel lets the worker finish its jobs before the web server closes; see lib/worker/server-side.ts.
  if (child.connected && !dev) child.send("stop");
  else child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(timer);
}

/**
 * Starts the web server, with the worker inside, as a child in a session of its own: Ctrl-C reaches only us, and we stop
 * things in order. The channel to the child is its life line, so it ends even when we are killed.
 */
export function startWeb(options: WebOptions): Web {
  const { port, host, output } = options;
  const next = join("node_modules", scripts.next);
  const args = options.dev ? [...lifeLine, next, "dev"] : [next, "start"];
  args.push("-p", String(port), "-H", host);
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ["ignore", output ?? "inherit", output ?? "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: options.dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      ...options.env,
    },
  });
  const ended = exitCode(child);
  return { ended, stop: () => stopChild(child, ended, options.dev === true) };
}

/**
 * Waits until the portal answers that it is well.
 * @returns false when the server ended or `patience` ran out before
 */
export async function isUp(web: Web, origin: string, patienceForStartMs = 90_000): Promise<boolean> {
  const deadline = Date.now() + patienceForStartMs;
  let gone = false;
  void web.ended.then(() => {
    gone = true;
  });
  while (!gone && Date.now() < deadline) {
    const answer = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return true;
    await pause(100);
  }
  return false;
}
