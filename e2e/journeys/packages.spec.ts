import { listens, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { goOn, stepForm } from "@/e2e/support/wizard";

test.use({ company: "packages" });

test("a package is made, edited by two at once, copied and deleted", async ({ browserOf }) => {
  test.slow();
  const page = await browserOf("Grace Kim");
  await page.goto("/admin/packages");
  await page.getByRole("link", { name: "New package" }).click();
  await page.waitForURL("**/admin/packages/new");
  const basics = stepForm(page, "basics");
  await press(basics.getByLabel("Finance"));
  await basics.getByRole("textbox", { name: "Name", exact: true }).fill("Month-End Close");
  await basics.getByRole("textbox", { name: "Description" }).fill("Opens and closes the period.");
  await basics.getByRole("button", { name: "Save and continue" }).click();
  // The name is taken in this catalog; what was typed is still there.
  await expect(basics.getByText("Another package of this catalog has that name.")).toBeVisible();
  await expect(basics.getByRole("textbox", { name: "Description" })).toHaveValue("Opens and closes the period.");
  await basics.getByRole("textbox", { name: "Name", exact: true }).fill("Quarter-End Close");
  await goOn(page, "basics", "roles");
  await press(page.getByRole("checkbox", { name: "Ledgerline ERP: Period Close" }));
  await goOn(page, "roles", "requests");
  await press(page.getByLabel("Approval is required"));
  await goOn(page, "requests", "information");
  await goOn(page, "information", "lifecycle");
  await goOn(page, "lifecycle", "review");
  await press(page.getByRole("button", { name: "Create the package" }));
  await expect(page.getByRole("heading", { level: 1, name: "Quarter-End Close" })).toBeVisible();
  const path = new URL(page.url()).pathname;

  await page.getByRole("link", { name: /^Resource roles/ }).click();
  const roles = page.getByRole("table", { name: "Resource roles" });
  await expect(roles.getByRole("row", { name: /Period Close/ })).toBeVisible();
  await page.getByRole("checkbox", { name: "Ledgerline ERP: Reporting Analyst" }).check();
  await page.getByRole("button", { name: "Add the roles" }).click();
  await expect(roles.getByRole("row", { name: /Reporting Analyst/ })).toBeVisible();

  const elena = await browserOf("Elena Petrova");
  await elena.goto(`${path}/edit`);
  const about = elena.getByRole("textbox", { name: "Description" });
  await listens(about);
  await about.fill("Opens and closes the quarter.");
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.waitForURL("**/edit");
  await page.getByRole("checkbox", { name: /Hidden/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(`**${path}`);
  await expect(page.locator("header").getByText("Hidden", { exact: true })).toBeVisible();
  await elena.getByRole("button", { name: "Save" }).click();
  await expect(elena.getByText("Grace Kim changed this while you were editing it")).toBeVisible();
  await expect(about).toHaveValue("Opens and closes the quarter.");

  await page.getByRole("link", { name: "Duplicate" }).click();
  await page.waitForURL("**/duplicate");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Year-End Close");
  await page.getByRole("button", { name: "Create the copy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Year-End Close" })).toBeVisible();
  await page.getByRole("link", { name: /^Resource roles 2/ }).click();
  await expect(roles.getByRole("row", { name: /Reporting Analyst/ })).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the package" }).click();
  await page.waitForURL("**/admin/packages");
  await expect(page.getByRole("link", { name: "Year-End Close" })).toHaveCount(0);
});

test("a package somebody holds is not deleted, and says what is in the way", async ({ browserOf }) => {
  const page = await browserOf("Grace Kim");
  await page.goto("/admin/packages");
  await page.getByRole("link", { name: "Treasury Payment Release" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the package" }).click();
  await expect(page.getByText("It is still in use")).toBeVisible();
  await expect(page.getByText(/active assignment/)).toBeVisible();
});

test("a role that is added reaches whoever holds the package, and one that is removed leaves them", async ({
  browserOf,
  app,
}) => {
  const page = await browserOf("Grace Kim");
  await page.goto("/admin/packages");
  await page.getByRole("link", { name: "Treasury Payment Release" }).click();
  await page.getByRole("link", { name: /^Resource roles/ }).click();
  await page.getByRole("checkbox", { name: "Finance Reporting: Visitors" }).check();
  await page.getByRole("button", { name: "Add the roles" }).click();
  const roles = page.getByRole("table", { name: "Resource roles" });
  await expect(roles.getByRole("row", { name: /Visitors/ })).toBeVisible();
  const holdersWith = async () => {
    const { rows } = await app.handle.pool.query(
      `select count(*)::int as n from role_grants g join resource_roles r on r.id = g.resource_role_id
       join assignments a on a.id = g.assignment_id join access_packages p on p.id = a.package_id
       where p.display_name = 'Treasury Payment Release' and r.display_name = 'Visitors' and g.state = 'granted'`,
    );
    return rows[0].n as number;
  };
  await expect.poll(holdersWith).toBeGreaterThan(0);
  await roles
    .getByRole("row", { name: /Visitors/ })
    .getByRole("button", { name: /^Remove/ })
    .click();
  await page.getByRole("button", { name: "Remove the role" }).click();
  await expect(roles.getByRole("row", { name: /Visitors/ })).toHaveCount(0);
  await expect.poll(holdersWith).toBe(0);
});

test("fifty people are pasted, three of the lines are wrong: the others get it, and nothing typed is lost", async ({
  browserOf,
  app,
}) => {
  // A year of trainees who begin on one day.
  const { rows } = await app.handle.pool.query(
    `insert into people (id, display_name, email, user_principal_name, kind, is_enabled, created_at)
     select gen_random_uuid(), 'Trainee ' || n, 'trainee' || n || '@brightwater.example',
       'trainee' || n || '@brightwater.example', 'member', true, now() from generate_series(1, 47) n returning email`,
  );
  const wrong = ["nobody@brightwater.example", "Somebody Else", "=cmd|' /C calc'!A0"];
  const pasted = [...rows.map((row) => row.email as string), ...wrong].join("\n");

  const page = await browserOf("Elena Petrova");
  await page.goto("/admin/packages?q=Travel");
  await page.getByRole("link", { name: "Travel and Expenses" }).click();
  const tabs = page.getByRole("navigation", { name: "Travel and Expenses" });
  await tabs.getByRole("link", { name: /^Assignments/ }).click();
  await page.getByRole("link", { name: "Assign to people" }).click();
  await page.waitForURL("**/assign");
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText("Say who gets the package, a person a line.")).toBeVisible();
  await page.getByLabel("Who gets it?").fill(pasted);
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText("3 of 50 lines could not be assigned; they are still in the field.")).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByLabel("Who gets it?")).toHaveValue(wrong.join("\n"));
  const lines = page.getByRole("table", { name: "Lines" });
  for (const line of wrong) await expect(lines.getByRole("row", { name: line })).toContainText("Unknown");
  await expect(lines.getByText("Open its request")).toHaveCount(47);

  // The same list again: nobody gets it twice.
  const count = async () => {
    const found = await app.handle.pool.query(
      "select count(*)::int as n from requests r join access_packages k on k.id = r.package_id where k.display_name = 'Travel and Expenses' and r.type = 'adminAdd'",
    );
    return found.rows[0].n as number;
  };
  const made = await count();
  await page.getByLabel("Who gets it?").fill(pasted);
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByLabel("Who gets it?")).toHaveValue(wrong.join("\n"));
  await expect(lines.getByText("Open its request")).toHaveCount(47);
  expect(await count()).toBe(made);
});
