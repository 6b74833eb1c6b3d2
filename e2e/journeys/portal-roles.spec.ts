import type { Page } from "@playwright/test";
import { groupId } from "@/db/seed/groups";
import { personId } from "@/db/seed/people";
import { main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "portal roles" });

const held = (page: Page) => main(page).getByRole("table", { name: "Roles in the whole portal" });

async function give(page: Page, name: string, role: string) {
  await main(page).getByRole("searchbox", { name: "Find by name" }).fill(name);
  await main(page)
    .getByRole("radio", { name: new RegExp(name) })
    .check();
  await main(page)
    .getByRole("radio", { name: new RegExp(role) })
    .check();
  await press(main(page).getByRole("button", { name: `Give ${name} the role` }));
}

test("roles in the whole portal hold from the next click on, through groups too, and the last administrator stays", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const elena = await browserOf("Elena Petrova");
  const leo = await browserOf("Leo Andersson");
  await leo.goto("/admin/people");
  await expect(leo.getByRole("heading", { level: 1, name: "People" })).toHaveCount(0);

  await elena.goto("/admin/settings");
  await main(elena).getByRole("link", { name: "Roles in the whole portal" }).click();
  await expect(elena.getByRole("heading", { level: 1, name: "Roles in the whole portal" })).toBeVisible();
  await give(elena, "Leo Andersson", "Auditor");
  await expect(held(elena).getByRole("row", { name: /Leo Andersson/ })).toContainText("Auditor");
  await leo.goto("/admin/people");
  await expect(leo.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  // An auditor reads and changes nothing.
  await expect(main(leo).getByRole("link", { name: "New person" })).toHaveCount(0);
  await leo.goto("/admin/settings/roles");
  await expect(held(leo).getByRole("row", { name: /Elena Petrova/ })).toBeVisible();
  await expect(held(leo).getByRole("button")).toHaveCount(0);

  await press(held(elena).getByRole("button", { name: /Auditor from Leo Andersson/ }));
  await elena.getByRole("alertdialog").getByRole("button", { name: "Take the role away" }).click();
  await expect(held(elena).getByRole("row", { name: /Leo Andersson/ })).toHaveCount(0);
  await leo.goto("/admin/people");
  await expect(leo.getByRole("heading", { level: 1, name: "People" })).toHaveCount(0);

  await give(elena, "Financial planning team", "Catalog creator");
  await expect(held(elena).getByRole("row", { name: /Financial planning team/ })).toContainText(
    "Group: everybody in it",
  );
  await elena.goto(`/admin/people/${personId("nora")}`);
  await expect(main(elena).getByText("Catalog creator")).toBeVisible();
  await expect(main(elena).getByRole("link", { name: "Financial planning team" }).first()).toBeVisible();
  await elena.goto(`/admin/groups/${groupId("planning")}`);
  await expect(main(elena).getByText("Catalog creator everywhere")).toBeVisible();

  await elena.goto("/admin/settings/roles");
  await press(held(elena).getByRole("button", { name: /Governance administrator from Elena Petrova/ }));
  const dialog = elena.getByRole("alertdialog");
  await expect(dialog.getByText("This is your own role.")).toBeVisible();
  await dialog.getByRole("button", { name: "Take the role away" }).click();
  await expect(dialog.getByText("No governance administrator would be left")).toBeVisible();
  await dialog.getByRole("button", { name: "Keep it as it is" }).click();
  await expect(held(elena).getByRole("row", { name: /Elena Petrova/ })).toBeVisible();

  const { rows } = await app.handle.pool.query(
    "select activity, subject_id as role, subject_name as holder from audit_events where kind like 'portalRole%' order by sequence",
  );
  expect(rows).toEqual([
    { activity: "Add Entitlement Management role assignment", role: "auditor", holder: "Leo Andersson" },
    { activity: "Remove Entitlement Management role assignment", role: "auditor", holder: "Leo Andersson" },
    {
      activity: "Add Entitlement Management role assignment",
      role: "catalogCreator",
      holder: "Financial planning team",
    },
  ]);
});
