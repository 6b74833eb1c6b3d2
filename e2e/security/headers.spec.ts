import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

test.use({ expectedErrors: /Refused to|CORS|frame-ancestors|X-Frame-Options|Failed to load resource/i });

const policy = {
  "default-src": "'self'",
  "frame-ancestors": "'none'",
  "base-uri": "'self'",
  "form-action": "'self'",
  "connect-src": "'self'",
};

const paths = [
  "/sign-in",
  "/",
  "/packages",
  "/api/approvals",
  "/api/health",
  "/api/auth/csrf",
  "/icon.svg",
  "/nothing",
];

for (const path of paths) {
  test(`${path} comes with the headers that keep it safe`, async ({ app }) => {
    const cookie = await signInForCookies(app, "Maya Lindqvist");
    for (const init of [{}, { headers: { cookie } }]) {
      const { headers } = await fetch(`${app.origin}${path}`, { redirect: "manual", ...init });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("access-control-allow-origin")).toBeNull();
      const csp = headers.get("content-security-policy") ?? "";
      for (const [directive, value] of Object.entries(policy)) expect(csp).toContain(`${directive} ${value}`);
      expect(csp).not.toContain("unsafe-eval");
      expect(csp).not.toContain("http:");
    }
  });
}

test("what is somebody's own is kept by no cache", async ({ app }) => {
  const cookie = await signInForCookies(app, "Priya Raman");
  for (const path of ["/", "/requests", "/approvals", "/admin", "/api/approvals", "/api/approvals/count"]) {
    const { headers } = await fetch(`${app.origin}${path}`, { headers: { cookie } });
    expect(headers.get("cache-control"), path).toMatch(/no-store/);
    expect(headers.get("cache-control"), path).not.toMatch(/public|s-maxage/);
  }
});

test("another site can neither frame the portal nor read from it", async ({ app, browserOf }) => {
  const page = await browserOf("Maya Lindqvist");
  await page.route("https://evil.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<title>Evil</title><iframe src="${app.origin}/packages"></iframe>`,
    }),
  );
  await page.goto("https://evil.example/");
  const framed = page.frames().find((frame) => frame.url().startsWith(app.origin));
  expect(framed).toBeUndefined();
  const stolen = await page.evaluate(
    (origin) =>
      fetch(`${origin}/api/approvals`, { credentials: "include" }).then(
        (answer) => answer.text(),
        () => null,
      ),
    app.origin,
  );
  expect(stolen).toBeNull();
});
