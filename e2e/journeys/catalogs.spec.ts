import { personId } from "@/db/seed/people";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "catalogs" });

test("a catalog creator makes a department's catalog, delegates it, and the delegate looks after it", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const page = await browserOf("Marcus Feldmann");
  await page.goto("/admin/catalogs");
  await page.getByRole("link", { name: "New catalog" }).click();
  await page.waitForURL("**/admin/catalogs/new");
  await expect(page.getByText("You will be its owner")).toBeVisible();

  // Nothing typed, then a name that is taken: said at the fields, and what was typed is still there.
  await page.getByRole("button", { name: "Create the catalog" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("finance");
  await page.getByLabel("Description").fill("Laboratories, their instruments and their data.");
  await page.getByRole("button", { name: "Create the catalog" }).click();
  await expect(page.getByText("There is a catalog named finance already")).toBeVisible();
  await expect(page.getByLabel("Description")).toHaveValue("Laboratories, their instruments and their data.");
  await page.getByLabel("Name", { exact: true }).fill("Laboratories");
  await page.getByRole("button", { name: "Create the catalog" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Laboratories" })).toBeVisible();
  const path = new URL(page.url()).pathname;

  await page.getByRole("link", { name: "Roles and administrators" }).click();
  const roles = page.getByRole("table", { name: "Roles in this catalog" });
  await expect(roles.getByRole("row", { name: /Marcus Feldmann/ })).toContainText("Catalog owner");
  await page.getByRole("searchbox", { name: "Find by name" }).fill("nora");
  await page.getByRole("radio", { name: /Nora Quinn/ }).check();
  await page.getByRole("radio", { name: /Catalog owner/ }).check();
  await page.getByRole("button", { name: "Give Nora Quinn the role" }).click();
  await expect(roles.getByRole("row", { name: /Nora Quinn/ })).toContainText("Catalog owner");

  // From her next click on, Nora looks after it.
  const hers = await browserOf("Nora Quinn");
  await hers.goto(path);
  await hers.getByRole("link", { name: "Edit" }).click();
  await hers.waitForURL("**/edit");
  await hers.getByLabel("Description").fill("Laboratories and everything in them.");

  // Marcus saves first; she is told by whom and what it says now, and loses nothing.
  await page.goto(`${path}/edit`);
  await page.getByLabel("Name", { exact: true }).fill("Research laboratories");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Research laboratories" })).toBeVisible();
  await hers.getByRole("button", { name: "Save" }).click();
  await expect(hers.getByText("Marcus Feldmann changed this catalog while you were editing it")).toBeVisible();
  await expect(hers.getByText("The name is now: Research laboratories")).toBeVisible();
  await expect(hers.getByLabel("Description")).toHaveValue("Laboratories and everything in them.");
  await hers.getByLabel("Name", { exact: true }).fill("Research laboratories");
  await hers.getByRole("button", { name: "Save" }).click();
  await hers.waitForURL(`**${path}`);
  await expect(hers.getByRole("heading", { level: 1, name: "Research laboratories" })).toBeVisible();
  await expect(hers.getByRole("paragraph").filter({ hasText: "Laboratories and everything in them." })).toBeVisible();

  // She takes his role away; the catalog is not there for him any more, though he made it.
  await hers.getByRole("link", { name: "Roles and administrators" }).click();
  await hers.getByRole("button", { name: /Catalog owner from Marcus Feldmann/ }).click();
  await hers.getByRole("button", { name: "Take the role away" }).click();
  const left = hers.getByRole("table", { name: "Roles in this catalog" });
  await expect(left.getByRole("row", { name: /Marcus Feldmann/ })).toHaveCount(0);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, name: "Research laboratories" })).toHaveCount(0);

  // She is the last owner: the role goes only when that is said, and the empty catalog can be deleted.
  await hers.getByRole("button", { name: /Catalog owner from Nora Quinn/ }).click();
  await hers.getByRole("button", { name: "Take the role away" }).click();
  await expect(hers.getByText("This is the last owner.")).toBeVisible();
  await hers.getByRole("button", { name: "Keep it as it is" }).click();
  await hers.getByRole("button", { name: "Delete" }).click();
  await hers.getByRole("button", { name: "Delete the catalog" }).click();
  await hers.waitForURL("**/admin/catalogs");
  await expect(hers.getByRole("link", { name: "Research laboratories" })).toHaveCount(0);
  const { rows } = await app.handle.pool.query(
    "select activity from audit_events where actor_id = any($1) and catalog_id is not null order by sequence",
    [[personId("marcus"), personId("nora")]],
  );
  expect(rows.map((row) => row.activity)).toEqual([
    "Create access package catalog",
    "Add Entitlement Management role assignment",
    "Add Entitlement Management role assignment",
    "Update access package catalog",
    "Update access package catalog",
    "Remove Entitlement Management role assignment",
    "Delete access package catalog",
  ]);
});

test("a catalog with packages in it is kept, and says why", async ({ browserOf }) => {
  const page = await browserOf("Grace Kim");
  await page.goto("/admin/catalogs");
  await page.getByRole("link", { name: "Finance" }).click();
  const button = page.getByRole("button", { name: /^Delete ?, not possible/ });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleName(/There are packages in it/);
});

test("an owner puts in what she owns and takes out what no package uses", async ({ browserOf }) => {
  const page = await browserOf("Grace Kim");
  await page.goto("/admin/catalogs");
  await page.getByRole("link", { name: "Finance" }).click();
  await page.getByRole("link", { name: /^Resources/ }).click();
  const inCatalog = page.getByRole("table", { name: "Resources" });
  await inCatalog.getByRole("button", { name: /Take out.*Ledgerline ERP/ }).click();
  await page.getByRole("button", { name: "Take it out" }).click();
  await expect(page.getByText("Packages still give its roles")).toBeVisible();
  await page.getByRole("button", { name: "Keep it as it is" }).click();

  await page.getByRole("link", { name: "Add a resource" }).click();
  await page.waitForURL("**/resources/add");
  const addable = page.getByRole("table", { name: "Resources that can be added" });
  // Hers, and not somebody else's.
  await expect(addable.getByRole("row", { name: /Tidewater Analytics/ })).toHaveCount(0);
  await addable.getByRole("button", { name: "Add Payday Payroll" }).click();
  await expect(page.getByRole("button", { name: "Add Payday Payroll" })).toHaveCount(0);
  await page.getByRole("link", { name: "Finance" }).click();
  await page.waitForURL("**?tab=resources");
  const added = inCatalog.getByRole("row", { name: /Payday Payroll/ });
  await expect(added).toContainText("Payroll Approver");
  await added.getByRole("button", { name: /Take out.*Payday Payroll/ }).click();
  await page.getByRole("button", { name: "Take it out" }).click();
  await expect(inCatalog.getByRole("row", { name: /Payday Payroll/ })).toHaveCount(0);
});
