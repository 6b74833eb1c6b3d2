import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { demoClock } from "@/lib/platform/clock";
import { advanceDemoClock, type ClockMove } from "@/lib/services/advance-demo-clock";
import { depsFor } from "@/lib/services/deps";
import { type App, startApp } from "./app";
import { oneValue } from "./database";
import { findPersonId, signInForCookies } from "./sign-in";

export { expect } from "@playwright/test";

type TestFixtures = {
  /** Console errors that this test provokes on purpose: `test.use({ expectedErrors: /status of 404/ })`. */
  expectedErrors: RegExp | null;
  /** Signs the page's browser in as the person with this name or e-mail address, through the demo's own sign-in. */
  signInAs: (page: Page, who: string) => Promise<void>;
  /** A browser of somebody's own, signed in as the person with this name; closed after the test. */
  browserOf: (who: string, options?: BrowserContextOptions) => Promise<Page>;
  /** Moves the demo's clock as its time machine does: on by milliseconds, or to the next thing that falls due. */
  advanceClock: (move: ClockMove) => Promise<Date>;
  /** Fails a test that does something in the company others share; on its own, without being asked for. */
  sharedIsLeftAlone: undefined;
};

type WorkerFixtures = {
  /**
   * Stories in which somebody does something name a company of their own: `test.use({ company: "lapsed" })`.
   * Those that only look share one.
   */
  company: string;
  /** Whether time does its work there; without, what is in the database changes by what a test does alone. */
  hasWorker: boolean;
  /** This worker's portal. Tests of one company share it; files of different workers do not. */
  app: App;
  /** The cookies of people who signed in before. */
  sessions: Map<string, string>;
};

export function required(name: "LATCHKEY_TEST_SERVER" | "LATCHKEY_TEST_TEMPLATE"): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by e2e/support/global-setup.ts`);
  return value;
}

const shared = "shared";

const newestDeed = (app: App) =>
  oneValue<string>(app, "select coalesce(max(sequence), 0) from audit_events where actor_id is not null");

/** Through the demo's own sign-in, in the cookies of the page's browser. */
async function signIn(app: App, page: Page, who: string): Promise<void> {
  const personId = await findPersonId(app, who);
  const { request } = page.context();
  const { csrfToken } = await (await request.get(`${app.origin}/api/auth/csrf`)).json();
  const answer = await request.post(`${app.origin}/api/auth/callback/demo`, {
    form: { csrfToken, personId, json: "true", callbackUrl: app.origin },
  });
  expect(answer.ok(), `signing in as ${who}`).toBe(true);
  const { url } = await answer.json();
  expect(new URL(url).searchParams.get("error"), `signing in as ${who}`).toBeNull();
}

/** Collects what a browser complains about. */
function listen(context: BrowserContext, into: string[]): void {
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    into.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (event) => {
    const { name, message, stack } = event.error();
    into.push(stack || `${name}: ${message}`);
  });
}

function expectSilence(errors: readonly string[], expected: RegExp | null): void {
  const unexpected = errors.filter((text) => !expected?.test(text));
  expect(unexpected, "nothing may go wrong in the browser's console").toEqual([]);
}

async function openBrowser(browser: Browser, app: App, cookies: string, options: BrowserContextOptions) {
  const context = await browser.newContext({ baseURL: app.origin, ...options });
  await context.addCookies(
    cookies.split("; ").map((cookie) => {
      const [name = "", ...value] = cookie.split("=");
      return { name, value: value.join("="), url: app.origin };
    }),
  );
  return context;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  company: [shared, { option: true, scope: "worker" }],
  hasWorker: [true, { option: true, scope: "worker" }],
  app: [
    async ({ company: _, hasWorker }, use) => {
      const app = await startApp(required("LATCHKEY_TEST_SERVER"), required("LATCHKEY_TEST_TEMPLATE"), {
        env: hasWorker ? {} : { LATCHKEY_WORKER: "none" },
      });
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern.
  sessions: [async ({}, use) => use(new Map()), { scope: "worker" }],
  baseURL: async ({ app }, use) => use(app.origin),
  expectedErrors: [null, { option: true }],
  context: async ({ context, expectedErrors }, use) => {
    const errors: string[] = [];
    listen(context, errors);
    await use(context);
    expectSilence(errors, expectedErrors);
  },
  signInAs: async ({ app }, use) => use((page, who) => signIn(app, page, who)),
  browserOf: async ({ app, browser, sessions, expectedErrors }, use) => {
    const errors: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (who, options) => {
      const cookies = sessions.get(who) ?? (await signInForCookies(app, who));
      sessions.set(who, cookies);
      const context = await openBrowser(browser, app, cookies, options ?? {});
      contexts.push(context);
      listen(context, errors);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    expectSilence(errors, expectedErrors);
  },
  advanceClock: async ({ app }, use) => {
    const { db } = app.handle;
    await use((move) => advanceDemoClock(depsFor(db, demoClock(db)), move));
  },
  sharedIsLeftAlone: [
    async ({ app, company }, use) => {
      const before = await newestDeed(app);
      await use(undefined);
      if (company !== shared) return;
      expect(await newestDeed(app), "who does something names a company of their own").toBe(before);
    },
    { auto: true },
  ],
});
