import { press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

const elsewhere = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/%5Cevil.example",
  "https:evil.example",
  "/.//evil.example",
  "javascript:alert(1)",
  "\t//evil.example",
  "/sign-in?next=//evil.example",
];

test.use({ expectedErrors: /status of 404/ });

test("after sign-in nobody ends up outside, whatever the address promises", async ({ app, page }) => {
  for (const next of elsewhere) {
    await page.goto(`/sign-in?${new URLSearchParams({ next })}`);
    await press(page.getByRole("button", { name: /^Priya Raman/ }));
    await expect(
      page.getByRole("heading", { level: 1, name: /Hello, Priya Raman|There is nothing here/ }),
    ).toBeVisible();
    expect(new URL(page.url()).origin, next).toBe(app.origin);
    await page.context().clearCookies();
  }
});

test("nor by any endpoint of the sign-in", async ({ app }) => {
  const isHere = (to: string | null) => to === null || new URL(to, app.origin).origin === app.origin;
  for (const callbackUrl of elsewhere) {
    const query = new URLSearchParams({ callbackUrl, next: callbackUrl });
    for (const path of ["signin", "signin/oidc", "signout", "callback/demo", "callback/oidc", "error"]) {
      const answer = await fetch(`${app.origin}/api/auth/${path}?${query}`, { redirect: "manual" });
      expect(answer.status, path).toBeLessThan(500);
      expect(isHere(answer.headers.get("location")), `${path} ${callbackUrl}`).toBe(true);
    }
    const asked = await fetch(`${app.origin}/api/auth/csrf`);
    const { csrfToken } = (await asked.json()) as { csrfToken: string };
    const cookie = asked.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    for (const path of ["signout", "callback/demo", "signin/oidc"]) {
      const answer = await fetch(`${app.origin}/api/auth/${path}`, {
        method: "POST",
        redirect: "manual",
        headers: { cookie },
        body: new URLSearchParams({ csrfToken, callbackUrl, json: "true" }),
      });
      const { url = null } = (await answer.json().catch(() => ({}))) as { url?: string | null };
      expect(isHere(url), `${path} ${callbackUrl}`).toBe(true);
      expect(isHere(answer.headers.get("location")), `${path} ${callbackUrl}`).toBe(true);
    }
  }
});

test("without the token that belongs to the browser nobody is signed in or out", async ({ app, browserOf }) => {
  const priya = await browserOf("Priya Raman");
  for (const path of ["signout", "callback/demo"]) {
    const form = { csrfToken: "0".repeat(64), json: "true", callbackUrl: app.origin };
    await priya.request.post(`/api/auth/${path}`, { form, maxRedirects: 0 });
  }
  await priya.goto("/");
  await expect(priya.getByRole("heading", { name: "Hello, Priya Raman" })).toBeVisible();
});
