import { expect, test } from "@/e2e/support/test";

test("whoever is not signed in is asked to, and comes back to where they were going", async ({ page }) => {
  await page.goto("/packages");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("the portal is open to whoever signs in", async ({ app, page, signInAs }) => {
  const { rows } = await app.handle.pool.query<{ email: string }>(
    "select email from people where is_enabled order by display_name limit 1",
  );
  await signInAs(page, rows[0]?.email ?? "");
  await page.goto("/");
  await expect(page).toHaveURL(`${app.origin}/`);
  await expect(page.getByRole("navigation").first()).toBeVisible();
});
