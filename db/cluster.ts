import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { z } from "zod";
import { freePort, isPortFree } from "@/lib/platform/ports";
import { processIdentity, processStart } from "@/lib/platform/process";
import { type Account, type Binaries, runAs } from "./postgres-account";

/** What the next start must know. Kept beside the data with mode 0600 because of the password. */
const stateFile = z.object({ port: z.number().int(), password: z.string(), users: z.array(processIdentity) });
export type State = z.infer<typeof stateFile>;

/** A data directory and what it takes to run a server on it. */
export type Cluster = { dataDir: string; statePath: string; account: Account; binaries: Binaries; durable: boolean };

const major = "18";
const role = "latchkey";

/** What the last start wrote, or undefined when there was none. */
export function readState(path: string): State | undefined {
  return existsSync(path) ? stateFile.parse(JSON.parse(readFileSync(path, "utf8"))) : undefined;
}

/** Replaces the file in one step, so that nobody reads half of it. */
export function writeState(path: string, state: State): void {
  writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** The address of a database on the server, password included. */
export function urlFor(state: State, database: string): string {
  return `postgres://${role}:${state.password}@127.0.0.1:${state.port}/${database}`;
}

/** Creates the cluster aside and moves it into place complete, so that an interrupted first start leaves nothing half made. */
async function initialise(cluster: Cluster): Promise<State> {
  const { account, dataDir } = cluster;
  const aside = `${dataDir}.init`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  const state: State = { port: await freePort(), password: randomBytes(24).toString("base64url"), users: [] };
  const passwordFile = join(tmpdir(), `latchkey-${randomBytes(8).toString("hex")}`);
  writeFileSync(passwordFile, state.password, { mode: 0o600 });
  try {
    if (account.uid !== undefined && account.gid !== undefined) {
      chownSync(aside, account.uid, account.gid);
      chownSync(passwordFile, account.uid, account.gid);
    }
    await runAs(account, cluster.binaries.initdb, [
      `--pgdata=${aside}`,
      `--username=${role}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // PostgreSQL's own C.UTF-8: sorts the same on every system, and the operating system needs no locale installed.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      ...(cluster.durable ? [] : ["--no-sync"]),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(join(aside, "postgresql.conf"), "include = 'latchkey.conf'\n", { flag: "a" });
  writeState(cluster.statePath, state);
  renameSync(aside, dataDir);
  return state;
}

function writeSettings(cluster: Cluster, port: number): void {
  const settings = {
    port,
    listen_addresses: "'127.0.0.1'",
    // Socket paths may be 107 bytes long at most and a checkout may lie deeper; TCP on loopback does for all.
    unix_socket_directories: "''",
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    max_connections: 120,
    jit: "off",
    log_min_messages: "warning",
    ...(cluster.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  writeFileSync(join(cluster.dataDir, "latchkey.conf"), lines.join(""), { mode: 0o644 });
}

/** The server process that works on this data directory, if one runs; the pid file alone may name a stranger. */
export function runningPostmaster(dataDir: string): { pid: number; port: number } | undefined {
  const path = join(dataDir, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || processStart(pid) === undefined) return undefined;
  try {
    const ours =
      process.platform === "linux"
        ? // The server works inside its data directory, whatever it was told on its command line.
          realpathSync(`/proc/${pid}/cwd`) === realpathSync(dataDir)
        : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(dataDir);
    return ours ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}

async function answers(state: State): Promise<boolean> {
  const client = new Client({ connectionString: urlFor(state, "postgres"), connectionTimeoutMillis: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Stops the server on the data directory: open transactions are rolled back, nothing committed is lost. */
export function stopServer(cluster: Cluster): Promise<void> {
  const args = ["stop", `--pgdata=${cluster.dataDir}`, "--mode=fast", "--wait", "--timeout=60", "--silent"];
  return runAs(cluster.account, cluster.binaries.pg_ctl, args);
}

/** Starts the server on the port of last time, or on another when somebody else listens there now. */
async function startServer(cluster: Cluster, previous: State): Promise<State> {
  // A pid file that names a stranger (numbers are used again) makes the server refuse to start. The server still finds
  // backends of a killed predecessor through shared memory, so nothing is lost with the file.
  rmSync(join(cluster.dataDir, "postmaster.pid"), { force: true });
  rmSync(join(cluster.dataDir, "server.log"), { force: true });
  for (let attempt = 1; ; attempt += 1) {
    const keep = attempt === 1 && (await isPortFree(previous.port));
    const state = { ...previous, port: keep ? previous.port : await freePort() };
    writeSettings(cluster, state.port);
    try {
      const log = join(cluster.dataDir, "server.log");
      const args = ["start", `--pgdata=${cluster.dataDir}`, `--log=${log}`, "--wait", "--timeout=60", "--silent"];
      await runAs(cluster.account, cluster.binaries.pg_ctl, args);
      return state;
    } catch (error) {
      const log = join(cluster.dataDir, "server.log");
      const said = existsSync(log) ? readFileSync(log, "utf8") : "";
      // Between asking for a free port and listening on it somebody else may take it.
      if (attempt < 3 && /could not bind|Address already in use/.test(said)) continue;
      throw new Error(`PostgreSQL did not start:\n${said.trim()}`, { cause: error });
    }
  }
}

/** Creates the database unless it is there. */
export async function ensureDatabase(state: State, database: string): Promise<void> {
  const client = new Client({ connectionString: urlFor(state, "postgres"), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/**
 * Leaves with a server running on the data directory, creating, starting or repairing what is needed.
 * @throws with the server's own words when it cannot start
 */
export async function ensureServer(cluster: Cluster): Promise<State> {
  const { dataDir, statePath } = cluster;
  if (!existsSync(join(dataDir, "PG_VERSION"))) return startServer(cluster, await initialise(cluster));
  const found = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  if (found !== major) throw new Error(`${dataDir} was made by PostgreSQL ${found}; start once with --reset`);
  const state = readState(statePath);
  if (!state) throw new Error(`${statePath} is missing, and with it the password; start once with --reset`);
  const running = runningPostmaster(dataDir);
  if (!running) return startServer(cluster, state);
  // Left behind by a starter that was killed, or in use by another process of this clone: share it if it is well.
  const current = { ...state, port: running.port };
  if (await answers(current)) return current;
  await stopServer(cluster);
  return startServer(cluster, state);
}
