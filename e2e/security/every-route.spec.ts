import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { App } from "@/e2e/support/app";
import { screens } from "@/e2e/support/screens";
import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

/** Routes that are not pages, and whom they answer: those signed in, to a question in the address or in a body. */
const apis: Readonly<Record<string, "anybody" | "signedIn" | "signedInPost">> = {
  "/api/admin/access-on": "signedIn",
  "/api/admin/addable-resources": "signedIn",
  "/api/admin/approvers": "signedIn",
  "/api/admin/assignments": "signedIn",
  "/api/admin/requests": "signedIn",
  "/api/admin/policy-impact": "signedInPost",
  "/api/admin/principals": "signedIn",
  "/api/admin/audit": "signedIn",
  "/api/admin/directory": "signedIn",
  "/api/admin/groups": "signedIn",
  "/api/admin/additional-access": "signedIn",
  "/api/admin/counterparts": "signedIn",
  "/api/approvals": "signedIn",
  "/api/approvals/count": "signedIn",
  "/api/approvals/delegates": "signedIn",
  "/api/auth/[...nextauth]": "anybody",
  "/api/demo/clock": "signedInPost",
  "/api/demo/mailbox": "signedIn",
  "/api/graph/[version]/[[...path]]": "anybody",
  "/api/graph/openapi.json": "anybody",
  "/api/health": "anybody",
  "/api/packages/targets": "signedIn",
};

/** The routes of the project as their folders spell them. */
function routesInProject(file: "page.tsx" | "route.ts"): string[] {
  return readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === file)
    .map((entry) => join(entry.parentPath, "/").slice("app".length, -1))
    .map((path) => path.replaceAll(/\/\([^)]+\)/g, "") || "/")
    .sort();
}

test("every page and every route has its entry", () => {
  const pages = [...screens.map((screen) => screen.pattern), "/sign-in"];
  expect(pages.sort()).toEqual(routesInProject("page.tsx"));
  expect(Object.keys(apis).sort()).toEqual(routesInProject("route.ts"));
});

const sessions = new Map<string, Promise<string>>();

/** Reads an address as somebody, without following where it leads. */
async function read(app: App, path: string, who: string | null, init: RequestInit = {}) {
  if (who !== null && !sessions.has(who)) sessions.set(who, signInForCookies(app, who));
  const cookie = who === null ? {} : { cookie: (await sessions.get(who)) ?? "" };
  const answer = await fetch(`${app.origin}${path}`, {
    redirect: "manual",
    ...init,
    headers: { ...cookie, ...init.headers },
  });
  return { status: answer.status, location: answer.headers.get("location"), body: await answer.text() };
}

test.describe("signed out", () => {
  for (const screen of screens) {
    test(`${screen.pattern} leads to the sign-in page and back`, async ({ app }) => {
      const path = await screen.path(app);
      const { status, location, body } = await read(app, path, null);
      expect(status).toBe(307);
      const to = new URL(location ?? "", app.origin);
      expect(to.pathname).toBe("/sign-in");
      expect(to.searchParams.get("next") ?? "/").toBe(path);
      expect(location?.endsWith(body), "nothing is sent along").toBe(true);
      for (const init of [{ headers: { rsc: "1" } }, { headers: { "next-router-prefetch": "1", rsc: "1" } }]) {
        expect((await read(app, path, null, init)).status).toBe(307);
      }
      const posted = await read(app, path, null, { method: "POST", body: "x=1" });
      expect(posted.status).toBeLessThan(500);
      if (screen.content) expect(posted.body).not.toContain(screen.content);
    });
  }

  for (const [path, to] of Object.entries(apis)) {
    if (to === "anybody") continue;
    test(`${path} answers 401`, async ({ app }) => {
      const own = to === "signedInPost" ? "POST" : "GET";
      const { status, body } = await read(app, path, null, { method: own });
      expect(status).toBe(401);
      expect(JSON.parse(body)).toEqual({ error: "signedOut" });
      for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH"].filter((each) => each !== own)) {
        expect((await read(app, path, null, { method })).status).toBe(405);
      }
    });
  }
});

test("an address of the API is answered, and leads no script to the sign-in page", async ({ app }) => {
  for (const path of ["/v1.0", "/beta", "/v1.0/me", "/beta/me", "/api/graph/v1.0", "/api/graph/v1.0/me"]) {
    const { status, body } = await read(app, path, null);
    expect(status, path).toBe(401);
    expect(body, path).toContain("InvalidAuthenticationToken");
  }
  for (const path of ["/v1x0/me", "/betas"]) expect((await read(app, path, null)).status, path).toBe(307);
});

test.describe("signed in, and switched off since", () => {
  test("no page and no route answers", async ({ app }) => {
    const who = "Yusuf Demir";
    await read(app, "/", who);
    await app.handle.pool.query("update people set is_enabled = false where display_name = $1", [who]);
    try {
      for (const screen of screens) {
        const { body } = await read(app, await screen.path(app), who);
        expect(body, screen.pattern).toContain("/sign-in?problem=disabled");
        if (screen.content) expect(body, screen.pattern).not.toContain(screen.content);
      }
      for (const [path, to] of Object.entries(apis)) {
        const init = { method: to === "signedInPost" ? "POST" : "GET" };
        if (to !== "anybody") expect((await read(app, path, who, init)).status).toBe(401);
      }
    } finally {
      await app.handle.pool.query("update people set is_enabled = true where display_name = $1", [who]);
    }
  });
});

test.describe("for whom it is there", () => {
  for (const screen of screens) {
    test(`${screen.pattern}: ${screen.reader}`, async ({ app }) => {
      const { status, body } = await read(app, await screen.path(app), screen.reader);
      expect(status).toBe(200);
      expect(body).not.toContain("NEXT_HTTP_ERROR_FALLBACK");
      if (screen.content) expect(body).toContain(screen.content);
    });
  }
});

test.describe("without the role", () => {
  for (const screen of screens) {
    for (const who of screen.forbiddenTo ?? []) {
      test(`${screen.pattern}: ${who} reads nothing of it`, async ({ app }) => {
        const { status, body } = await read(app, await screen.path(app), who);
        expect(status).toBeLessThan(500);
        expect(body).toContain("NEXT_HTTP_ERROR_FALLBACK;403");
        if (screen.content) expect(body).not.toContain(screen.content);
      });
    }
  }

  test("what such a person sees, from outside and from inside the portal", async ({ browserOf }) => {
    const maya = await browserOf("Maya Lindqvist");
    await maya.goto("/admin/people");
    await expect(maya.getByRole("heading", { name: "Your roles do not cover this page" })).toBeVisible();
    await expect(maya.getByRole("navigation", { name: "Administration" })).toHaveCount(0);
    const grace = await browserOf("Grace Kim");
    await grace.goto("/admin/people");
    await expect(grace.getByRole("heading", { name: "Your roles do not cover this page" })).toBeVisible();
    const links = grace.getByRole("navigation", { name: "Administration" }).getByRole("link");
    await expect(links.filter({ hasText: "Catalogs" })).toBeVisible();
    await expect(links.filter({ hasText: "People" })).toHaveCount(0);
  });
});

/** Ids of nothing, from honest to hostile, as an address spells them. */
const idsOfNothing = [
  crypto.randomUUID(),
  "00000000-0000-0000-0000-000000000000",
  "1",
  "..%2f..%2fetc%2fpasswd",
  "%27%20or%201%3D1%20--",
  "%00",
  "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
  "x".repeat(10_000),
];

test.describe("what is not there, and what somebody may not know of", () => {
  for (const screen of screens.filter((each) => each.pattern.includes("["))) {
    test(`${screen.pattern} sends nothing of it`, async ({ app }) => {
      const own = (await screen.path(app)).match(/[0-9a-f-]{36}/)?.[0] ?? "";
      for (const who of screen.hiddenFrom ?? [screen.reader]) {
        for (const id of screen.hiddenFrom ? [own, ...idsOfNothing] : idsOfNothing) {
          const { status, body } = await read(app, await screen.path(app, id), who);
          expect(status, id.slice(0, 60)).toBeLessThan(500);
          expect(body, id.slice(0, 60)).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
          if (screen.content) expect(body).not.toContain(screen.content);
        }
      }
    });

    test(`${screen.pattern} says the same of both`, async ({ app, browserOf }) => {
      const own = (await screen.path(app)).match(/[0-9a-f-]{36}/)?.[0] ?? "";
      const [nothing = "", , , , hostile = ""] = idsOfNothing;
      const other = screen.hiddenFrom ? own : hostile;
      const page = await browserOf(screen.hiddenFrom?.[0] ?? screen.reader);
      const told = new Set<string>();
      for (const id of [nothing, other]) {
        await page.goto(await screen.path(app, id));
        await expect(page.getByRole("heading", { name: /^There is nothing here for you/ })).toBeVisible();
        told.add(`${await page.title()}\n${await page.getByRole("main").ariaSnapshot()}`);
      }
      expect([...told]).toHaveLength(1);
    });
  }
});
