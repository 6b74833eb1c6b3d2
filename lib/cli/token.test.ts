import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { beforeEach, expect, it } from "vitest";
import { apiTokens, auditEvents } from "@/db/schema";
import { ada, everybody, nightly } from "@/lib/engine/testing/cast";
import { hashOf } from "@/lib/platform/token";
import { insertPeople, insertService, somebody } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();

beforeEach(async () => {
  await test.reset();
  await insertPeople(test.db, ...everybody);
});

async function token(...args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: test.url, LATCHKEY_DEMO: "" };
  const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/token.ts", ...args], { env });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

it("prints the token alone, by name or address, and the log says the system made it", async () => {
  const { code, stdout, stderr } = await token("--person", ada.displayName.toUpperCase(), "--days=3");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^lk_[\w-]{43}\n$/);
  expect(stderr).toContain(ada.displayName);
  expect(stderr).not.toContain(stdout.trim());
  const [row] = await test.db.select().from(apiTokens);
  expect(row).toMatchObject({
    personId: ada.id,
    hash: hashOf(stdout.trim()),
    scopes: ["EntitlementManagement.ReadWrite.All", "EntitlementMgmt-SubjectAccess.ReadWrite"],
  });
  expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(3 * 86_400_000);
  const [entry] = await test.db.select().from(auditEvents);
  expect(entry).toMatchObject({ activity: "Add API token", actorId: null, targetId: ada.id });

  const read = await token("--person", `${ada.id}@example.test`, "--scope", "EntitlementManagement.Read.All");
  expect(read.code).toBe(0);
  expect((await test.db.select().from(apiTokens)).at(-1)?.scopes).toEqual(["EntitlementManagement.Read.All"]);
});

it("is for a service too, by its name, and never for access of its own", async () => {
  await insertService(test.db, nightly);
  const { code, stdout, stderr } = await token("--service", "NIGHTLY sync");
  expect(code, stderr).toBe(0);
  const [row] = await test.db.select().from(apiTokens);
  expect(row).toMatchObject({
    personId: nightly.id,
    hash: hashOf(stdout.trim()),
    scopes: ["EntitlementManagement.ReadWrite.All"],
  });
  const own = await token("--service", nightly.displayName, "--scope", "EntitlementMgmt-SubjectAccess.ReadWrite");
  expect(own.stderr).toMatch(/A service has no access of its own/);
  expect((await token("--person", nightly.displayName)).stderr).toMatch(/There is nobody/);
  expect((await token("--service", ada.displayName)).stderr).toMatch(/There is no service/);
  expect(await test.db.$count(apiTokens)).toBe(1);
});

it("complains without a stack and makes nothing", async () => {
  await insertPeople(test.db, somebody("Sam"), somebody("Sam"));
  const complaints = [
    [[], /--person/],
    [["--person", "Nobody"], /There is nobody with the name or address “Nobody”/],
    [["--person", "sam"], /Several people are called that[\s\S]*@example.test/],
    [["--person", ada.displayName, "--scope", "Directory.Read.All"], /none of the scopes there are/],
    [["--person", ada.displayName, "--days", "1000"], /between 1 and 365/],
  ] as const;
  for (const [args, told] of complaints) {
    const { code, stdout, stderr } = await token(...args);
    expect(code, stderr).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(told);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
  expect(await test.db.$count(apiTokens)).toBe(0);
});
