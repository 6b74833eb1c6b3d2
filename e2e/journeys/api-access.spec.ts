import type { Page } from "@playwright/test";
import type { App } from "@/e2e/support/app";
import { listens, main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { DAY_MS } from "@/lib/engine/time";

test.use({ company: "API access" });

const set = "/identityGovernance/entitlementManagement";

/** Calls the portal as a script does: a token, and no cookie. */
async function call(app: App, token: string, path: string, init: RequestInit = {}) {
  const answer = await fetch(`${app.origin}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...init.headers },
  });
  return { status: answer.status, body: await answer.json() };
}

const rowNamed = (page: Page, name: string) => main(page).getByRole("row").filter({ hasText: name });

/** Fills in the form; gives back the token that is shown. */
async function make(page: Page, name: string, scope?: RegExp): Promise<string> {
  const form = page.getByRole("form", { name: "Make a token" });
  await listens(form);
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  if (scope) await form.getByRole("checkbox", { name: scope }).check();
  await press(form.getByRole("button", { name: "Make the token" }));
  await expect(rowNamed(page, name)).toBeVisible();
  const shown = main(page).getByRole("alert").filter({ hasText: "Copy the token now" }).locator("code");
  return (await shown.textContent()) ?? "";
}

test("somebody makes a token, a script uses it, and once it is revoked it is refused", async ({ app, browserOf }) => {
  test.slow();
  const maya = await browserOf("Maya Lindqvist");
  await maya.goto("/");
  await press(maya.getByRole("button", { name: "Signed in as Maya Lindqvist" }));
  await maya.getByRole("menuitem", { name: "API access" }).click();
  await expect(maya.getByRole("heading", { level: 1, name: "API access" })).toBeVisible();
  await expect(main(maya).getByRole("heading", { name: "You have no tokens" })).toBeVisible();

  const token = await make(maya, "My script");
  expect(token).toMatch(/^lk_[\w-]{43}$/);
  await expect(rowNamed(maya, "My script")).toContainText("Own access");
  await expect(rowNamed(maya, "My script")).toContainText("never");

  const offered = await call(app, token, `/v1.0${set}/accessPackages/filterByCurrentUser(on='allowedRequestor')`);
  expect(offered.status).toBe(200);
  expect(offered.body.value.length).toBeGreaterThan(0);
  // It is for her own access, and she administers nothing anyway.
  expect((await call(app, token, `/v1.0${set}/catalogs`)).status).toBe(403);
  expect((await call(app, token, "/api/demo/mailbox")).status).toBe(403);

  await maya.reload();
  await expect(rowNamed(maya, "My script")).not.toContainText("never");
  await expect(main(maya).getByText(token)).toHaveCount(0);

  await test.step("a name is taken once, and the form says so at the field", async () => {
    const form = maya.getByRole("form", { name: "Make a token" });
    await listens(form);
    await form.getByRole("textbox", { name: "Name" }).fill("my SCRIPT");
    await form.getByRole("spinbutton", { name: "Days until it expires" }).fill("400");
    await press(form.getByRole("button", { name: "Make the token" }));
    await expect(form.getByText("Enter a number of days between 1 and 365.")).toBeVisible();
    await form.getByRole("spinbutton", { name: "Days until it expires" }).fill("40");
    await press(form.getByRole("button", { name: "Make the token" }));
    await expect(form.getByText("There is a token named my SCRIPT already.")).toBeVisible();
  });

  await press(rowNamed(maya, "My script").getByRole("button", { name: /My script/ }));
  await maya.getByRole("alertdialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(main(maya).getByRole("heading", { name: "You have no tokens" })).toBeVisible();
  const refused = await call(app, token, `/v1.0${set}/accessPackages/filterByCurrentUser(on='allowedRequestor')`);
  expect(refused.status).toBe(401);
  expect(refused.body.error.code).toBe("InvalidAuthenticationToken");
});

test("an administrator's token moves the demo's clock and reads its mailbox; administrators revoke anybody's", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const elena = await browserOf("Elena Petrova");
  await elena.goto("/api-access");
  const token = await make(elena, "Outside tests", /^Read and change/);

  const before = await call(app, token, "/api/demo/mailbox?person=Priya%20Raman");
  expect(before.status).toBe(200);
  const moved = await call(app, token, "/api/demo/clock", { method: "POST", body: '{"advance":"P8D"}' });
  expect(moved.status).toBe(200);
  expect(Date.parse(moved.body.now)).toBeGreaterThan(Date.now() + 7 * DAY_MS);
  const mailbox = await call(app, token, "/api/demo/mailbox");
  const instants = mailbox.body.value.map((message: { createdDateTime: string }) => message.createdDateTime);
  expect(instants.length).toBeGreaterThan(0);
  expect(instants).toEqual([...instants].sort().reverse());
  for (const body of ['{"advance":"P1M"}', '{"advance":"-P1D"}', '{"advance":"P9999D"}', "{}", "x", '{"advance":8}']) {
    expect((await call(app, token, "/api/demo/clock", { method: "POST", body })).status, body).toBe(400);
  }

  const victoria = await browserOf("Victoria Sinclair");
  await victoria.goto("/api-access");
  const reading = await make(victoria, "Audit export");
  expect((await call(app, reading, `/v1.0${set}/catalogs`)).status).toBe(200);
  expect((await call(app, reading, "/api/demo/clock", { method: "POST", body: '{"advance":"P1D"}' })).status).toBe(403);
  await victoria.goto("/admin/settings");
  await expect(victoria.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(main(victoria).getByRole("link", { name: "API tokens" })).toHaveCount(0);

  await elena.goto("/admin/settings");
  await main(elena).getByRole("link", { name: "API tokens" }).click();
  await expect(elena.getByRole("heading", { level: 1, name: "API tokens" })).toBeVisible();
  await press(rowNamed(elena, "Audit export").getByRole("button", { name: /Audit export of Victoria Sinclair/ }));
  await elena.getByRole("alertdialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(rowNamed(elena, "Audit export")).toHaveCount(0);
  expect((await call(app, reading, `/v1.0${set}/catalogs`)).status).toBe(401);

  await elena.goto("/admin/audit?activity=Revoke+API+token");
  const entry = rowNamed(elena, "Revoke API token").first();
  await expect(entry).toContainText("Victoria Sinclair");
  await expect(entry).toContainText("Elena Petrova");
});
