import type { Page } from "@playwright/test";
import { decide, expectState, heldPackage, main, openInbox, openTab, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";
import { DAY_MS } from "@/lib/engine/time";

test.use({ company: "extend" });

const warehouse = "Data Warehouse Reader";
const analyst = "Financial Analyst – Standard";

const extendLink = (page: Page, name: string) =>
  main(page).getByRole("link", { name: `Extend access to ${name}`, exact: true });
const held = (page: Page, name: string) =>
  main(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { level: 2, name, exact: true }) });

test("access that ends tomorrow goes on for longer once the manager has approved", async ({
  app,
  browserOf,
  advanceClock,
}) => {
  const maya = await browserOf("Maya Lindqvist");
  const priya = await browserOf("Priya Raman");
  await maya.goto("/");
  await main(maya)
    .getByRole("link", { name: `Extend (${warehouse})` })
    .click();

  const form = maya.getByRole("form", { name: `Extend ${warehouse}` });
  await expect(form).toContainText("Sending asks Priya Raman to decide within");
  await form.getByLabel("New end").fill("2020-01-01T08:00");
  await form.getByRole("textbox", { name: "Why do you still need it?" }).fill("Churn figures, every week.");
  await press(form.getByRole("button", { name: "Ask for the extension" }));
  await expect(form.getByRole("alert")).toContainText("This is not an end it can be extended to");
  await form.getByLabel("New end").fill("");
  await press(form.getByRole("button", { name: "Ask for the extension" }));
  await maya.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = new URL(maya.url()).pathname;
  await expect(main(maya).getByText("Until it is approved, your access ends as before")).toBeVisible();
  await expect(main(maya).getByText("Maya Lindqvist asked for a later end")).toBeVisible();

  await openTab(maya, "active");
  await expect(held(maya, warehouse)).toContainText("Ends tomorrow");
  await expect(extendLink(maya, warehouse)).toHaveCount(0);
  await held(maya, warehouse)
    .getByRole("link", { name: /^Extension asked for/ })
    .click();
  await maya.waitForURL(`**${request}`);

  await openInbox(priya);
  await main(priya)
    .getByRole("link", { name: `Maya Lindqvist asks for a later end of ${warehouse}`, exact: true })
    .click();
  await expect(main(priya).getByText("Nothing is set up anew.")).toBeVisible();
  await decide(priya, "approve", { on: warehouse, for: "Maya Lindqvist", reason: "Needed for the weekly report." });
  await untilWorkIsDone(app);

  await expectState(maya, request, "Extended");
  await expect(main(maya).getByText("The access has another end")).toBeVisible();
  await advanceClock({ byMs: 3 * DAY_MS });
  await untilWorkIsDone(app);
  await openTab(maya, "active");
  await expect(held(maya, warehouse)).not.toContainText("Ends");
});

test("where the rules give no later end there is no button, and its address says why", async ({ app, browserOf }) => {
  const nora = await browserOf("Nora Quinn");
  const { rows } = await app.handle.pool.query(
    `select a.id, p.display_name as name from assignments a
     join people h on h.id = a.target_id join access_packages p on p.id = a.package_id
     where h.display_name = 'Nora Quinn' and a.state = 'delivered' and a.end_at is null`,
  );
  const [endless] = rows;
  await openTab(nora, "active");
  await expect(heldPackage(nora, endless.name)).toBeVisible();
  await expect(extendLink(nora, endless.name)).toHaveCount(0);
  await nora.goto(`/packages/extend/${endless.id}`);
  await expect(main(nora).getByText("This access cannot be extended")).toBeVisible();
  await expect(nora.getByRole("form", { name: /^Extend/ })).toHaveCount(0);
});

test("the questions come back as they were answered", async ({ browserOf }) => {
  const maya = await browserOf("Maya Lindqvist");
  await openTab(maya, "active");
  await extendLink(maya, analyst).click();
  const form = maya.getByRole("form", { name: `Extend ${analyst}` });
  await expect(form.getByRole("textbox", { name: /^Which cost center/ })).toHaveValue("CC-4100");
  await expect(form.getByLabel("Actuals")).toBeChecked();
});
