import type { Page } from "@playwright/test";
import { heldPackage, main, openTab, press, rowOf } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({ company: "give back" });

const analyst = "Financial Analyst – Standard";
const warehouse = "Data Warehouse Reader";
const group = "Data warehouse readers";

const removeButton = (page: Page, name: string) =>
  main(page).getByRole("button", { name: `Remove access to ${name}`, exact: true });

async function giveBack(page: Page, name: string): Promise<void> {
  await press(removeButton(page, name));
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("heading", { name: `Give back ${name}?` })).toBeVisible();
  await dialog.getByRole("button", { name: "Remove access" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(heldPackage(page, name)).toHaveCount(0);
}

test("access given back is over at once; a role that another package gives stays", async ({ app, browserOf }) => {
  const maya = await browserOf("Maya Lindqvist");
  const elena = await browserOf("Elena Petrova");
  const member = main(elena).getByRole("row", { name: "Maya Lindqvist" });
  async function openGroup() {
    await elena.goto(`/admin/groups?${new URLSearchParams({ q: group })}`);
    await main(elena).getByRole("link", { name: group }).click();
    await expect(elena.getByRole("heading", { name: /^Members/ })).toBeVisible();
  }

  await openTab(maya, "active");
  await press(removeButton(maya, analyst));
  const dialog = maya.getByRole("alertdialog");
  await expect(dialog).toContainText("Ledgerline ERP – Reporting Analyst");
  await dialog.getByRole("button", { name: "Keep access" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(heldPackage(maya, analyst)).toBeVisible();

  await giveBack(maya, analyst);
  await untilWorkIsDone(app);
  await openTab(maya, "expired");
  await expect(rowOf(maya, analyst).first()).toContainText("You gave it back");
  await openGroup();
  await expect(member).toContainText(warehouse);
  await expect(member).not.toContainText(analyst);

  await openTab(maya, "active");
  await giveBack(maya, warehouse);
  await untilWorkIsDone(app);
  await openGroup();
  await expect(member).toHaveCount(0);
});

test("where the policy leaves the end to administrators there is no button", async ({ browserOf }) => {
  const beatriz = await browserOf("Beatriz Costa");
  await openTab(beatriz, "active");
  await expect(heldPackage(beatriz, "HR Case Files")).toBeVisible();
  await expect(removeButton(beatriz, "HR Case Files")).toHaveCount(0);
});
