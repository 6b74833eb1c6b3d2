import { spawn } from "node:child_process";
import { join } from "node:path";
import { forgetDemo } from "@/e2e/support/real-portal";
import { expect, required, test } from "@/e2e/support/test";
import { scripts } from "@/lib/cli/child";
import { freePort } from "@/lib/platform/ports";
import { cloneDatabase, dropDatabase, ownDatabaseName } from "@/lib/testing/template";

type Ending = { code: number | null; said: string };

/** Starts a program of the project as somebody would who got the settings wrong, and waits until it has ended. */
async function outcomeOf(args: readonly string[], env: Record<string, string>): Promise<Ending> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, said };
}

const secret = "0123456789abcdef0123456789abcdef";
const oidc = { OIDC_ISSUER: "https://issuer.example", OIDC_CLIENT_ID: "latchkey", OIDC_CLIENT_SECRET: secret };
const npmStart = ["--import", "tsx", "lib/cli/start.ts"];

async function webServer(): Promise<string[]> {
  return [join("node_modules", scripts.next), "start", "-H", "127.0.0.1", "-p", String(await freePort())];
}

test.describe("the real portal", () => {
  test("`npm start` does not run with demo sign-in on", async () => {
    const settings = { ...oidc, LATCHKEY_ORIGIN: "https://access.example.com", NEXTAUTH_SECRET: secret };
    const { code, said } = await outcomeOf(npmStart, { ...settings, LATCHKEY_DEMO: "1" });
    expect(code).toBe(1);
    expect(said).toContain("LATCHKEY_DEMO must not be set");
    expect(said).not.toContain(secret);
  });

  test("`npm start` names everything that is missing, at once", async () => {
    const { code, said } = await outcomeOf(npmStart, {});
    expect(code).toBe(1);
    for (const name of ["NEXTAUTH_SECRET", "OIDC_ISSUER", "LATCHKEY_ORIGIN"]) expect(said).toContain(name);
  });
});

test.describe("the web server itself, whoever starts it", () => {
  let demoUrl = "";
  let realUrl = "";
  const names = [ownDatabaseName("run"), ownDatabaseName("run")] as const;

  test.beforeAll(async () => {
    const [server, template] = [required("LATCHKEY_TEST_SERVER"), required("LATCHKEY_TEST_TEMPLATE")];
    demoUrl = await cloneDatabase(server, template, names[0]);
    realUrl = await cloneDatabase(server, template, names[1]);
    await forgetDemo(realUrl);
  });
  test.afterAll(async () => {
    for (const name of names) await dropDatabase(required("LATCHKEY_TEST_SERVER"), name);
  });

  test("the demo does not run on a database that it did not make", async () => {
    const settings = { DATABASE_URL: realUrl, LATCHKEY_DEMO: "1", NEXTAUTH_SECRET: secret };
    const { code, said } = await outcomeOf(await webServer(), settings);
    expect(code).toBe(1);
    expect(said).toContain("the database is not a demo database");
  });

  test("nor beside real sign-in, nor at an address others can reach, nor for `npm start`", async () => {
    const { code, said } = await outcomeOf(await webServer(), {
      ...oidc,
      DATABASE_URL: demoUrl,
      LATCHKEY_DEMO: "1",
      LATCHKEY_ORIGIN: "https://access.example.com",
      LATCHKEY_STARTED_BY: "start",
      NEXTAUTH_SECRET: secret,
    });
    expect(code).toBe(1);
    expect(said).toContain("OIDC_ISSUER is set");
    expect(said).toContain("https://access.example.com is not on this machine");
    expect(said).toContain("`npm start` is for real use");
  });

  test("the real portal does not run on the demo's database", async () => {
    const settings = { ...oidc, DATABASE_URL: demoUrl, NEXTAUTH_SECRET: secret };
    const { code, said } = await outcomeOf(await webServer(), settings);
    expect(code).toBe(1);
    expect(said).toContain("this database was made by the demo");
  });
});
