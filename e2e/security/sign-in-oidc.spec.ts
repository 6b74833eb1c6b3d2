import type { Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { personId } from "@/db/seed/people";
import { press } from "@/e2e/support/portal";
import { type RealPortal, startRealPortal } from "@/e2e/support/real-portal";
import { serviceOf } from "@/e2e/support/services";
import { test as base, expect } from "@/e2e/support/test";

/** One portal without the demo and one issuer for the whole file. */
const test = base.extend<object, { real: RealPortal }>({
  real: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's dependencies from this pattern.
    async ({}, use) => {
      const real = await startRealPortal();
      await use(real);
      await real.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: [async ({ real }, use) => use(real.app), { scope: "worker" }],
});

test.use({ company: "sign-in by an issuer" });

const of = (name: string) => `${name}@brightwater.example`;

/** Presses the portal's one button and chooses an account at the issuer. */
async function signIn(page: Page, account: string, from = "/"): Promise<void> {
  await page.goto(from);
  await press(page.getByRole("button", { name: "Continue with your organization" }));
  await expect(page.getByRole("heading", { name: "Brightwater accounts" })).toBeVisible();
  await page.getByRole("button", { name: account, exact: true }).click();
}

const greeting = (page: Page, name: string) => page.getByRole("heading", { level: 1, name: `Hello, ${name}` });
const notice = (page: Page, title: string) => page.getByRole("alert").filter({ hasText: title });

async function links(real: RealPortal): Promise<Record<string, string>> {
  const { rows } = await real.app.handle.pool.query<{ subject: string; person_id: string }>(
    "select subject, person_id from identities order by subject",
  );
  return Object.fromEntries(rows.map((row) => [row.subject, row.person_id]));
}

test("the first time by a verified e-mail address, from then on by the subject alone", async ({
  real,
  page,
  browser,
}) => {
  const { accounts } = real.issuer;
  accounts.set("Nora", { sub: "nora", email: "NORA.QUINN@brightwater.example", email_verified: true });
  await signIn(page, "Nora");
  await expect(greeting(page, "Nora Quinn")).toBeVisible();
  expect(await links(real)).toMatchObject({ nora: personId("nora") });

  accounts.set("Nora", { sub: "nora", email: of("maya.lindqvist"), email_verified: false });
  const elsewhere = await browser.newContext({ baseURL: real.app.origin });
  const second = await elsewhere.newPage();
  await signIn(second, "Nora");
  await expect(greeting(second, "Nora Quinn")).toBeVisible();
  await elsewhere.close();
});

test("by every name that Entra has for the account, as soon as it tells them", async ({ real, page }) => {
  const { accounts } = real.issuer;
  const oid = "9f3c1d52-7a3c-4c11-9d3a-7c9b1f0e2a44";
  accounts.set("Priya", { sub: "priya", email: of("priya.raman"), email_verified: true, oid });
  await signIn(page, "Priya");
  await expect(greeting(page, "Priya Raman")).toBeVisible();
  // Without a tenant it may be anything that somebody wrote into their profile.
  expect(await links(real)).not.toHaveProperty([oid]);
  accounts.set("Priya", { sub: "priya", oid, tid: "0195b1e0-7a3c-4c11-9d3a-7c9b1f0e2a44" });
  await page.context().clearCookies();
  await signIn(page, "Priya");
  await expect(greeting(page, "Priya Raman")).toBeVisible();
  expect(await links(real)).toMatchObject({ priya: personId("priya"), [oid]: personId("priya") });
});

test("refused: the account of a client that is a service", async ({ real, page }) => {
  const id = await serviceOf(real.app);
  const link = "insert into identities (issuer, subject, person_id, linked_at) values ($1, 'robot', $2, now())";
  await real.app.handle.pool.query(link, [real.issuer.url, id]);
  const account = { sub: "robot", email: `${id}@services.invalid`, email_verified: true };
  real.issuer.accounts.set("Robot", account);
  await signIn(page, "Robot");
  await expect(notice(page, "This portal does not know you yet")).toBeVisible();
});

test("sign-in leads back to the page that was asked for", async ({ real, page }) => {
  real.issuer.accounts.set("Jonas", { sub: "jonas", email: of("jonas.keller"), email_verified: true });
  await signIn(page, "Jonas", "/requests?filter=open");
  await expect(page).toHaveURL(`${real.app.origin}/requests?filter=open`);
  await expect(page.getByRole("heading", { level: 1, name: "Requests" })).toBeVisible();
});

const refusals = [
  {
    who: "an address nobody has confirmed",
    account: { sub: "unconfirmed", email: of("maya.lindqvist"), email_verified: false },
    title: "Your e-mail address is not confirmed",
  },
  {
    who: "an address of which the issuer says nothing",
    account: { sub: "unsaid", email: of("maya.lindqvist") },
    title: "Your e-mail address is not confirmed",
  },
  {
    who: "an address that is confirmed only in words",
    account: { sub: "in words", email: of("maya.lindqvist"), email_verified: "true" },
    title: "Your e-mail address is not confirmed",
  },
  {
    who: "somebody the portal does not know",
    account: { sub: "mallory", email: "mallory@elsewhere.example", email_verified: true },
    title: "This portal does not know you yet",
  },
  {
    who: "somebody without an address",
    account: { sub: "nameless" },
    title: "This portal does not know you yet",
  },
  {
    who: "somebody whose account is switched off",
    account: { sub: "gregor", email: of("gregor.falk"), email_verified: true },
    title: "Your account is switched off",
  },
] as const;

for (const { who, account, title } of refusals) {
  test(`refused: ${who}`, async ({ real, page }) => {
    real.issuer.accounts.set(who, account);
    const people = async () => (await real.app.handle.pool.query("select id from people order by id")).rows;
    const before = await people();
    await signIn(page, who);
    await expect(notice(page, title)).toBeVisible();
    await page.goto("/packages");
    await expect(page).toHaveURL(/\/sign-in\?/);
    expect(await links(real)).not.toHaveProperty([account.sub]);
    expect(await people()).toEqual(before);
  });
}

test("refused: somebody who was let in before and has been switched off since", async ({ real, page }) => {
  real.issuer.accounts.set("Arjun", { sub: "arjun", email: of("arjun.mehta"), email_verified: true });
  await signIn(page, "Arjun");
  await expect(greeting(page, "Arjun Mehta")).toBeVisible();
  await real.app.handle.pool.query("update people set is_enabled = false where id = $1", [personId("arjun")]);
  await page.goto("/requests");
  await expect(notice(page, "Your account is switched off")).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, "Arjun");
  await expect(notice(page, "Your account is switched off")).toBeVisible();
});

test("whoever cancels at the issuer is told that signing in did not work", async ({ page }) => {
  await signIn(page, "Cancel");
  await expect(notice(page, "Signing in did not work")).toBeVisible();
});

test("ERR-51 help lies folded at the door, and open for those who were not let in", async ({ real, page }) => {
  await page.goto("/sign-in");
  const help = page.getByText("Open a private window");
  await expect(page.getByText("Trouble signing in?")).toBeVisible();
  await expect(help).toBeHidden();
  await page.getByText("Trouble signing in?").click();
  await expect(help).toBeVisible();
  real.issuer.accounts.set("Personal", { sub: "personal", email: of("nobody.known"), email_verified: true });
  await signIn(page, "Personal");
  await expect(notice(page, "This portal does not know you yet")).toBeVisible();
  await expect(page.getByText("A personal account is not recognized")).toBeVisible();
});

test("an answer the portal never asked for signs nobody in", async ({ real, page }) => {
  await page.goto(`/api/auth/callback/oidc?code=stolen&state=guessed&iss=${encodeURIComponent(real.issuer.url)}`);
  await expect(notice(page, "Signing in did not work")).toBeVisible();
});

test("a session cannot be read by scripts, names nobody, and ends with the sign-out", async ({ real, page }) => {
  real.issuer.accounts.set("Priya", { sub: "priya", email: of("priya.raman"), email_verified: true });
  await signIn(page, "Priya");
  await expect(greeting(page, "Priya Raman")).toBeVisible();
  const cookie = (await page.context().cookies()).find((each) => each.name === "latchkey.session");
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(atob(cookie?.value.split(".")[0] ?? "")).toContain('"enc"');

  await press(page.getByRole("button", { name: "Signed in as Priya Raman" }));
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(notice(page, "You are signed out")).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
});

test.describe("a session that is not the portal's own is none", () => {
  const session = { personId: personId("elena") };
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const forged: Record<string, (secret: string) => Promise<string>> = {
    expired: (secret) => encode({ token: session, secret, maxAge: -60 }),
    "made with another secret": () => encode({ token: session, secret: "x".repeat(64) }),
    "of no person's id": (secret) => encode({ token: { personId: "elena" }, secret }),
    "of a person who is not there": (secret) => encode({ token: { personId: crypto.randomUUID() }, secret }),
    unsigned: async () => `${base64({ alg: "none" })}.${base64(session)}.`,
    "a bare id": async () => session.personId,
    nonsense: async () => "%00%ff;'\"<script>",
  };
  for (const [name, make] of Object.entries(forged)) {
    test(name, async ({ real }) => {
      const value = encodeURIComponent(await make(real.secret));
      const answer = await fetch(`${real.app.origin}/admin`, {
        redirect: "manual",
        headers: { cookie: `latchkey.session=${value}` },
      });
      const told = `${answer.headers.get("location")} ${await answer.text()}`;
      expect(answer.status).toBeLessThan(500);
      expect(told).toContain("/sign-in");
      expect(told).not.toContain("Elena Petrova");
    });
  }

  test("its own is one", async ({ real }) => {
    const value = await encode({ token: session, secret: real.secret });
    const answer = await fetch(real.app.origin, { headers: { cookie: `latchkey.session=${value}` } });
    expect(await answer.text()).toContain("Elena Petrova");
  });
});

test.describe("with the demo off nothing of it is there", () => {
  test("nobody can be chosen", async ({ real, page }) => {
    await page.goto("/sign-in?q=Priya");
    await expect(page.getByRole("button", { name: "Continue with your organization" })).toBeVisible();
    await expect(page.getByText("Whose day would you like to see?")).toHaveCount(0);
    await expect(page.getByText("Priya Raman")).toHaveCount(0);

    const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
    for (const path of ["callback/demo", "signin/demo"]) {
      const form = { csrfToken, personId: personId("elena"), json: "true", callbackUrl: real.app.origin };
      const answer = await page.request.post(`/api/auth/${path}`, { form, maxRedirects: 0 });
      expect(answer.status()).toBe(404);
    }
    await page.goto("/admin");
    await expect(page).toHaveURL(/\/sign-in\?/);
  });

  test("the clock cannot be moved", async ({ real, page }) => {
    real.issuer.accounts.set("Elena", { sub: "elena", email: of("elena.petrova"), email_verified: true });
    await signIn(page, "Elena");
    await expect(greeting(page, "Elena Petrova")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Time machine/ })).toHaveCount(0);
  });
});
