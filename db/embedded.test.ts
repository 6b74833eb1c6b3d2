import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dropEmbedded, startEmbedded } from "./embedded";
import { dataRoot } from "./server";

// One data directory for all tests, each of which leaves it without a user: creating one takes longer than all the rest.
let folder: string;
let dataDir: string;

beforeAll(() => {
  folder = mkdtempSync(join(dataRoot, "embedded-test-"));
  dataDir = join(folder, "postgres");
});

afterAll(async () => {
  await dropEmbedded(dataDir);
  rmSync(folder, { recursive: true });
});

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: question, rowMode: "array" });
  await client.end();
  return rows[0];
}

const options = () => ({ dataDir, durable: false });
const postmaster = () => Number(readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n")[0]);

/** Another process of this clone that starts the server and then waits. */
async function otherStarter(): Promise<ChildProcess> {
  const program = `import { startEmbedded } from "@/db/embedded";
    await startEmbedded(${JSON.stringify(options())});
    process.send?.("started");
    setInterval(() => {}, 60_000);`;
  const script = join(folder, "starter.ts");
  writeFileSync(script, program);
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}

it("starts a UTF-8, UTC server, keeps the data over a restart and the password to itself", async () => {
  const first = await startEmbedded(options());
  expect(
    await ask(first.url, "select current_setting('TimeZone'), current_setting('server_encoding'), 'Ä' < 'Z'"),
  ).toEqual(["UTC", "UTF8", false]);
  await ask(first.url, "create table kept (n int)");
  await first.stop();
  expect(existsSync(join(dataDir, "postmaster.pid"))).toBe(false);
  expect(statSync(`${dataDir}.json`).mode & 0o777).toBe(0o600);
  const second = await startEmbedded(options());
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, "select count(*)::int from kept")).toEqual([0]);
  await second.stop();
  await second.stop();
});

it("a second user joins the server, and the last one out stops it", async () => {
  const [one, two] = await Promise.all([startEmbedded(options()), startEmbedded(options())]);
  expect(one.url).toBe(two.url);
  await one.stop();
  expect(await ask(two.url, "select 1")).toEqual([1]);
  await two.stop();
  await expect(ask(two.url, "select 1")).rejects.toThrow();
});

it("a server whose starter was killed is taken over and stopped in the end", async () => {
  const starter = await otherStarter();
  starter.kill("SIGKILL");
  await once(starter, "exit");
  const left = postmaster();
  const next = await startEmbedded(options());
  expect(postmaster()).toBe(left);
  await next.stop();
  expect(existsSync(join(dataDir, "postmaster.pid"))).toBe(false);
});

it("a server in use by a living process is neither stopped nor dropped", async () => {
  const starter = await otherStarter();
  const guest = await startEmbedded(options());
  await guest.stop();
  expect(await ask(guest.url, "select 1")).toEqual([1]);
  await expect(dropEmbedded(dataDir)).rejects.toThrow(`process ${starter.pid} is using`);
  starter.kill("SIGKILL");
  await once(starter, "exit");
  const heir = await startEmbedded(options());
  await heir.stop();
});

it("starts after the server itself was killed, even when its number now belongs to somebody else", async () => {
  const first = await startEmbedded({ dataDir, durable: true });
  await ask(first.url, "create table survived (n int)");
  process.kill(postmaster(), "SIGKILL");
  const pidFile = join(dataDir, "postmaster.pid");
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(process.pid)));
  const second = await startEmbedded(options());
  expect(await ask(second.url, "select count(*)::int from survived")).toEqual([0]);
  await second.stop();
  await first.stop();
});

it("moves to another port when its own is taken", async () => {
  const first = await startEmbedded(options());
  await first.stop();
  const port = Number(new URL(first.url).port);
  const stranger = createServer();
  stranger.listen(port, "127.0.0.1");
  await once(stranger, "listening");
  const second = await startEmbedded(options());
  expect(Number(new URL(second.url).port)).not.toBe(port);
  expect(await ask(second.url, "select 1")).toEqual([1]);
  await second.stop();
  stranger.close();
});
