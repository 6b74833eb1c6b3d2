import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { groupId } from "@/db/seed/groups";
import { packageId } from "@/db/seed/packages/packages";
import { heldPackage, main, openPackage, openTab, press, rowOf } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({ company: "the bank" });

/** Whoever releases payments is not to close the books; Claire Dubois does both. */
const approver = "Vendor Payment – Approver";
const closing = "Month-End Close";
const claire = "Claire Dubois";

const panel = (page: Page, name: string) =>
  main(page)
    .getByRole("region")
    .or(main(page).locator("section"))
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

async function openLists(page: Page): Promise<void> {
  await page.goto(`/admin/packages/${packageId("vendorApprover")}?tab=duties`);
  await expect(main(page).getByRole("heading", { name: "Incompatible packages" })).toBeVisible();
}

/** Chooses a counterpart by its name and goes on to who would be concerned. */
async function choose(page: Page, open: string, name: string): Promise<void> {
  await press(main(page).locator("summary").filter({ hasText: open }));
  const form = page.getByRole("form", { name: open });
  await form.getByRole("searchbox", { name: "Find by name" }).fill(name.slice(0, 8));
  await form.getByRole("radio", { name }).check();
  await form.getByRole("button", { name: "See who would be concerned" }).click();
  await page.waitForURL(/\/additional-access\?/);
  await expect(page.getByRole("heading", { level: 1, name: `${approver} and ${name}` })).toBeVisible();
}

test("who holds both is seen and listed, one side goes, the pair is declared, and the next request is refused", async ({
  app,
  browserOf,
}) => {
  const grace = await browserOf("Grace Kim");
  const owner = await browserOf(claire);

  await openLists(grace);
  await choose(grace, "Add a package", closing);
  await expect(main(grace).getByRole("heading", { name: "Nothing is declared" })).toBeVisible();
  await expect(main(grace).getByRole("heading", { name: "1 person with both" })).toBeVisible();
  await expect(main(grace).getByRole("row").filter({ hasText: claire })).toHaveCount(1);

  const download = grace.waitForEvent("download");
  await main(grace).getByRole("link", { name: "Download CSV" }).click();
  const lines = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toContain('"Assignment id","Person id","Name","Principal name","E-mail","Package","Policy","State"');
  expect(lines.slice(1)).toHaveLength(2);
  expect(lines.filter((line) => line.includes(claire) && line.includes(approver))).toHaveLength(1);
  expect(lines.filter((line) => line.includes(claire) && line.includes(closing))).toHaveLength(1);

  await openTab(owner, "active");
  await press(main(owner).getByRole("button", { name: `Remove access to ${closing}`, exact: true }));
  await owner.getByRole("alertdialog").getByRole("button", { name: "Remove access" }).click();
  await expect(heldPackage(owner, closing)).toHaveCount(0);
  await untilWorkIsDone(app);

  await grace.reload();
  await expect(main(grace).getByRole("heading", { name: "Nobody holds both" })).toBeVisible();
  await grace.getByLabel("Also the other way round").check();
  await press(grace.getByRole("button", { name: "Declare incompatible" }));
  await expect(
    main(grace).getByRole("heading", { name: `${approver} and ${closing} exclude each other` }),
  ).toBeVisible();

  await openTab(owner, "available");
  await expect(rowOf(owner, closing)).toContainText(`Conflicts with ${approver}`);
  await openPackage(owner, closing);
  await expect(main(owner).getByText("This conflicts with access you hold")).toBeVisible();
  await expect(main(owner).getByRole("listitem").getByRole("link", { name: approver })).toBeVisible();
  await owner.goto(`/packages/${packageId("monthEnd")}/request`);
  await expect(owner.getByRole("button", { name: "Send request" })).toHaveCount(0);

  await grace.getByRole("link", { name: "Separation of duties" }).click();
  await grace.waitForURL(/tab=duties/);
  const entry = panel(grace, "Incompatible packages").getByRole("listitem").filter({ hasText: closing });
  await expect(entry).toContainText("both ways");
  await expect(entry).toContainText("Nobody holds both");
  await expect(panel(grace, "Incompatible with").getByRole("listitem").filter({ hasText: closing })).toHaveCount(1);
  await press(entry.getByRole("button", { name: `Remove ${closing}` }));
  const dialog = grace.getByRole("alertdialog");
  await expect(dialog).toContainText("The other direction stays");
  await dialog.getByRole("button", { name: "Remove from the list" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(entry).toHaveCount(0);
  await expect(panel(grace, "Incompatible with").getByRole("listitem").filter({ hasText: closing })).toHaveCount(1);
});

test("a group is excluded with its holders in sight; a group the package gives cannot be", async ({ browserOf }) => {
  const grace = await browserOf("Grace Kim");
  const finance = "Finance department";
  await openLists(grace);
  await choose(grace, "Add a group", finance);
  await expect(main(grace).getByRole("heading", { name: /holders? in the group/ })).toBeVisible();
  await press(grace.getByRole("button", { name: "Declare incompatible" }));
  await expect(
    main(grace).getByRole("heading", { name: `Whoever is in ${finance} cannot get ${approver}` }),
  ).toBeVisible();
  await openLists(grace);
  const entry = panel(grace, "Incompatible groups").getByRole("listitem").filter({ hasText: finance });
  await expect(entry.getByRole("link", { name: /holders? (is|are) in it/ })).toBeVisible();

  await grace.goto(`/admin/packages/${packageId("monthEnd")}/additional-access?with=group:${groupId("closeTeam")}`);
  await press(grace.getByRole("button", { name: "Declare incompatible" }));
  await expect(main(grace).getByRole("alert")).toContainText("A package cannot both give");
});

test("an exception is marked, shown from both sides, and taken off again", async ({ browserOf }) => {
  const grace = await browserOf("Grace Kim");
  await openLists(grace);
  await press(main(grace).locator("summary").filter({ hasText: "Mark as an exception" }));
  const form = grace.getByRole("form", { name: "Mark as an exception" });
  await form.getByRole("searchbox", { name: "Find by name" }).fill("Treasury");
  await form.getByRole("radio", { name: "Treasury Payment Release" }).check();
  await form.getByRole("button", { name: "Mark as an exception to Treasury Payment Release" }).click();
  const exceptions = panel(grace, "Deliberate exceptions");
  await expect(exceptions.getByRole("listitem").filter({ hasText: "Treasury Payment Release" })).toBeVisible();
  await grace.goto(`/admin/packages/${packageId("treasuryRelease")}?tab=duties`);
  await expect(exceptions.getByRole("listitem").filter({ hasText: approver })).toBeVisible();
  await openLists(grace);
  await press(exceptions.getByRole("button", { name: "Remove Treasury Payment Release" }));
  await grace.getByRole("alertdialog").getByRole("button", { name: "Remove the mark" }).click();
  await expect(exceptions.getByRole("listitem")).toHaveCount(0);
});

test("the lists are for their own catalog: owners of others and searches find nothing of it", async ({ browserOf }) => {
  const kenji = await browserOf("Kenji Watanabe");
  const at = (path: string) => kenji.request.get(path);
  const pair = `package=${packageId("vendorApprover")}&with=package:${packageId("monthEnd")}`;
  expect((await at(`/api/admin/additional-access?${pair}`)).status()).toBe(404);
  const foreign = await at(`/api/admin/counterparts?package=${packageId("vendorApprover")}&for=package&q=e`);
  expect(await foreign.json()).toEqual({ rows: [], isMore: false });
  const own = await at(`/api/admin/counterparts?package=${packageId("production")}&for=package&q=Payment`);
  expect(await own.json()).toEqual({ rows: [], isMore: false });
  const half = `package=${packageId("production")}&with=package:${packageId("monthEnd")}`;
  expect((await at(`/api/admin/additional-access?${half}`)).status()).toBe(404);
  const naledi = await browserOf("Naledi Dlamini");
  const western = `package=${packageId("western")}&with=package:${packageId("eastern")}`;
  expect((await naledi.request.get(`/api/admin/additional-access?${western}`)).status()).toBe(403);
});
