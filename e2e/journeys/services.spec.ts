import type { Page } from "@playwright/test";
import { catalogId } from "@/db/seed/catalogs";
import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { App } from "@/e2e/support/app";
import { listens, main, press } from "@/e2e/support/portal";
import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "services" });

const set = "/v1.0/identityGovernance/entitlementManagement";
const name = "Nightly sync";

/** Calls the portal as a program does: a token, and no cookie. */
async function call(app: App, token: string, path: string, sent?: object) {
  const init = sent ? { method: "POST", body: JSON.stringify(sent) } : {};
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${app.origin}${path}`, { headers, ...init });
  return { status: answer.status, body: await answer.json() };
}

const heading = (page: Page, text: string) => page.getByRole("heading", { level: 1, name: text });
const rowNamed = (page: Page, text: string) => main(page).getByRole("row").filter({ hasText: text });

/** Fills in the form of the service's page; gives back the token that is shown. */
async function make(page: Page, displayName: string, scope?: RegExp): Promise<string> {
  const form = page.getByRole("form", { name: "Make a token" });
  await listens(form);
  await form.getByRole("textbox", { name: "Name" }).fill(displayName);
  if (scope) await form.getByRole("checkbox", { name: scope }).check();
  await press(form.getByRole("button", { name: "Make the token" }));
  await expect(rowNamed(page, displayName)).toBeVisible();
  const shown = main(page).getByRole("alert").filter({ hasText: "Copy the token now" }).locator("code");
  return (await shown.textContent()) ?? "";
}

async function give(page: Page, role: string) {
  const form = page.getByRole("form", { name: "Give a role" });
  await form.getByRole("searchbox", { name: "Find by name" }).fill("nightly");
  const found = form.getByRole("radio", { name: new RegExp(name) });
  await expect(form.getByText("Service: an application that acts for itself")).toBeVisible();
  await found.check();
  await form.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await press(form.getByRole("button", { name: `Give ${name} the role` }));
}

test("a service is added, given a token and roles, calls by them, and is refused once it is revoked or off", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const elena = await browserOf("Elena Petrova");
  await elena.goto("/admin/settings");
  await main(elena).getByRole("link", { name: "Services" }).click();
  await expect(heading(elena, "Services")).toBeVisible();
  await expect(main(elena).getByRole("heading", { name: "There are no services" })).toBeVisible();
  await main(elena).getByRole("link", { name: "New service" }).click();
  await expect(heading(elena, "New service")).toBeVisible();
  const form = elena.getByRole("form", { name: "New service" });
  await listens(form);
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await press(form.getByRole("button", { name: "Add the service" }));
  await expect(heading(elena, name)).toBeVisible();
  const page = new URL(elena.url()).pathname;

  const token = await make(elena, "Script");
  expect(token).toMatch(/^lk_[\w-]{43}$/);
  await elena.reload();
  await expect(rowNamed(elena, "Script")).toContainText("never");
  await expect(main(elena).getByText(token)).toHaveCount(0);

  await test.step("without a role it may do nothing, and it is nobody who signs in or is found among people", async () => {
    expect((await call(app, token, `${set}/catalogs`)).status).toBe(403);
    await expect(signInForCookies(app, name)).rejects.toThrow("failed (401)");
    await elena.goto("/admin/people?q=nightly");
    await expect(heading(elena, "People")).toBeVisible();
    await expect(main(elena).getByText("No people match")).toBeVisible();
  });

  await test.step("with a role of the whole portal it reads, and what is for people it cannot do", async () => {
    await elena.goto("/admin/settings/roles");
    await expect(heading(elena, "Roles in the whole portal")).toBeVisible();
    await give(elena, "Auditor");
    await expect(rowNamed(elena, name)).toContainText("Service");
    const catalogs = await call(app, token, `${set}/catalogs`);
    expect(catalogs.status).toBe(200);
    expect(catalogs.body.value.length).toBeGreaterThan(1);
    const me = await call(app, token, "/v1.0/me");
    expect(`${me.status} ${me.body.error.message}`).toMatch(/^403 'me' is for people/);
  });

  await test.step("whoever owns a catalog gives it a role there, and sees it among those who may do something", async () => {
    const grace = await browserOf("Grace Kim");
    await grace.goto(`/admin/catalogs/${catalogId("finance")}?tab=roles`);
    await expect(heading(grace, "Finance")).toBeVisible();
    await give(grace, "Assignment manager");
    const given = main(grace).getByRole("table", { name: "Roles in this catalog" });
    await expect(given.getByRole("row", { name: new RegExp(name) })).toContainText("Service");
    await expect(given.getByRole("link", { name })).toHaveCount(0);
    const effective = main(grace).getByRole("table", { name: "Who may do something in this catalog" });
    await expect(effective.getByRole("row", { name: new RegExp(name) })).toContainText("in every catalog");
    await grace.goto(page);
    await expect(heading(grace, name)).toHaveCount(0);
  });

  await elena.goto("/admin/settings/services");
  await expect(rowNamed(elena, name)).toContainText("Assignment manager, Finance");
  await expect(rowNamed(elena, name)).toContainText("Auditor, everywhere");
  await main(elena).getByRole("link", { name }).click();
  await expect(heading(elena, name)).toBeVisible();

  await press(rowNamed(elena, "Script").getByRole("button", { name: /Script of Nightly sync/ }));
  await elena.getByRole("alertdialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(main(elena).getByRole("heading", { name: "It has no tokens" })).toBeVisible();
  expect((await call(app, token, `${set}/catalogs`)).status).toBe(401);

  const second = await make(elena, "Second", /^Read and change/);

  await test.step("it assigns in its own name, and whoever reads the request sees that a service asked", async () => {
    const assignment = { targetId: personId("arjun"), accessPackageId: packageId("monthEnd") };
    const made = await call(app, second, `${set}/assignmentRequests`, {
      requestType: "adminAdd",
      assignment,
      justification: "By the plan of the month",
    });
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201 });
    const victoria = await browserOf("Victoria Sinclair");
    await victoria.goto(`/admin/requests/${made.body.id}`);
    await expect(main(victoria).getByText(`${name}, a service`)).toBeVisible();
    await expect(main(victoria).getByRole("link", { name })).toHaveCount(0);
  });

  await test.step("while it is off no token of it works", async () => {
    expect((await call(app, second, `${set}/catalogs`)).status).toBe(200);
    await press(main(elena).getByRole("button", { name: "Disable" }));
    const dialog = elena.getByRole("alertdialog");
    await dialog.getByRole("textbox", { name: "Why?" }).fill("It is replaced.");
    await dialog.getByRole("button", { name: "Disable the service" }).click();
    await expect(main(elena).getByText("This service is disabled")).toBeVisible();
    await expect(elena.getByRole("form", { name: "Make a token" })).toHaveCount(0);
    expect((await call(app, second, `${set}/catalogs`)).status).toBe(401);
    await press(main(elena).getByRole("button", { name: "Enable" }));
    await elena.getByRole("alertdialog").getByRole("textbox", { name: "Why?" }).fill("Needed after all.");
    await elena.getByRole("alertdialog").getByRole("button", { name: "Enable the service" }).click();
    await expect(main(elena).getByText("This service is disabled")).toHaveCount(0);
    expect((await call(app, second, `${set}/catalogs`)).status).toBe(200);
  });

  await test.step("it is renamed, and the log and all tokens lead to it", async () => {
    const edit = elena.getByRole("form", { name: "Edit the service" });
    await listens(edit);
    await edit.getByRole("textbox", { name: "Name" }).fill("HR sync");
    await press(edit.getByRole("button", { name: "Save" }));
    await expect(heading(elena, "HR sync")).toBeVisible();
    await elena.goto("/admin/settings/tokens");
    await expect(heading(elena, "API tokens")).toBeVisible();
    await expect(rowNamed(elena, "Second")).toContainText("Service");
    await rowNamed(elena, "Second").getByRole("link", { name: "HR sync" }).click();
    await expect(heading(elena, "HR sync")).toBeVisible();
    await main(elena).getByRole("link", { name: "Audit log" }).click();
    await expect(rowNamed(elena, "Disable account").first()).toContainText("It is replaced.");
    await expect(rowNamed(elena, "Add service principal").first()).toContainText("Elena Petrova");
    // Wherever the portal names somebody who acted, the name of a service leads on to its page.
    await elena.goto(page.replace("settings/services", "people"));
    await expect(heading(elena, "HR sync")).toBeVisible();
    await expect(elena).toHaveURL(new RegExp(`${page}$`));
  });
});
