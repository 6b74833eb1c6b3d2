import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tryFileLock, withFileLock } from "./file-lock";
import { isRunning, ownIdentity, processStart } from "./process";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-lock-"));
  path = join(folder, "lock");
});

afterEach(() => rmSync(folder, { recursive: true }));

it("is held by one, who says what for, until released", () => {
  const first = tryFileLock(path, "first");
  if (!first.held) throw new Error("the lock was free");
  first.lock.describe("http://localhost:3000");
  expect(tryFileLock(path)).toEqual({ held: false, by: { process: ownIdentity(), note: "http://localhost:3000" } });
  first.lock.release();
  expect(tryFileLock(path).held).toBe(true);
});

it("of a process that is gone counts as free, and leaves nothing behind", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(path, JSON.stringify({ process: { pid, started: "1" }, note: "" }));
  const attempt = tryFileLock(path);
  expect(attempt.held).toBe(true);
  expect(readdirSync(folder)).toEqual(["lock"]);
});

it("of a process whose number belongs to another now counts as free", () => {
  writeFileSync(path, JSON.stringify({ process: { pid: process.pid, started: "an hour ago" }, note: "" }));
  expect(tryFileLock(path).held).toBe(true);
});

it("half written by a power cut counts as free", () => {
  writeFileSync(path, '{"process":');
  expect(tryFileLock(path).held).toBe(true);
});

it("lets many pass one at a time", async () => {
  let inside = 0;
  let most = 0;
  const visit = () =>
    withFileLock(path, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    });
  await Promise.all([visit(), visit(), visit()]);
  expect(most).toBe(1);
});

it("a process knows itself and does not find one that never was", () => {
  expect(isRunning(ownIdentity())).toBe(true);
  expect(processStart(2 ** 22 + 1)).toBeUndefined();
});
