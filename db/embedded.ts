import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { withFileLock } from "@/lib/platform/file-lock";
import { isRunning, ownIdentity } from "@/lib/platform/process";
import {
  type Cluster,
  ensureDatabase,
  ensureServer,
  readState,
  runningPostmaster,
  stopServer,
  urlFor,
  writeState,
} from "./cluster";
import { postgresAccount, postgresBinaries } from "./postgres-account";

export type EmbeddedOptions = {
  /** PostgreSQL's data directory; settings, password and lock lie beside it under the same name. */
  dataDir: string;
  /** The database to hand out, created when missing. */
  database?: string;
  /** False for tests: the server does not wait for the disk and a power cut may lose everything. */
  durable?: boolean;
};

export type Embedded = {
  url: string;
  /** Stops the server unless another process of this machine still uses it. Never throws twice. */
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL for this checkout, or joins the one already running on the same data directory. The server is a
 * process of its own: Ctrl-C does not reach it, so the caller stops it last, when nobody talks to it any more.
 * @throws with the server's own words when it cannot start
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir);
  const binaries = await postgresBinaries();
  const account = postgresAccount(binaries, dataDir);
  const durable = options.durable ?? true;
  const cluster: Cluster = { dataDir, statePath: `${dataDir}.json`, account, binaries, durable };
  const lockPath = `${dataDir}.lock`;
  const database = options.database ?? "latchkey";
  const own = ownIdentity();
  mkdirSync(dirname(dataDir), { recursive: true });

  const state = await withFileLock(lockPath, async () => {
    const started = await ensureServer(cluster);
    await ensureDatabase(started, database);
    const current = { ...started, users: [...started.users.filter(isRunning), own] };
    writeState(cluster.statePath, current);
    return current;
  });

  const leave = () =>
    withFileLock(lockPath, async () => {
      const current = readState(cluster.statePath);
      if (!current) return;
      const others = [...current.users];
      const mine = others.findIndex((user) => user.pid === own.pid && user.started === own.started);
      if (mine >= 0) others.splice(mine, 1);
      const users = others.filter(isRunning);
      writeState(cluster.statePath, { ...current, users });
      if (users.length === 0 && runningPostmaster(dataDir)) await stopServer(cluster);
    });
  let left: Promise<void> | undefined;
  return {
    url: urlFor(state, database),
    stop: () => {
      left ??= leave();
      return left;
    },
  };
}

/**
 * Removes a data directory with everything in it; the server on it is stopped first.
 * @throws when another process is still using it
 */
export async function dropEmbedded(dataDirectory: string): Promise<void> {
  const dataDir = resolve(dataDirectory);
  if (!existsSync(dirname(dataDir))) return;
  const statePath = `${dataDir}.json`;
  await withFileLock(`${dataDir}.lock`, async () => {
    const users = readState(statePath)?.users.filter(isRunning) ?? [];
    if (users.length > 0) throw new Error(`process ${users[0]?.pid} is using ${dataDir}; stop it first`);
    if (runningPostmaster(dataDir)) {
      const binaries = await postgresBinaries();
      await stopServer({ dataDir, statePath, account: postgresAccount(binaries, dataDir), binaries, durable: true });
    }
    for (const path of [dataDir, `${dataDir}.init`, statePath]) rmSync(path, { recursive: true, force: true });
  });
}
