import { askFor, deny, expectState, main, openTab, rowOf, send } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "ask again" });

test("denied, asked again with what was missing: a request of its own, and both lead to each other", async ({
  browserOf,
}) => {
  const wanted = "Vendor Payment – Initiator";
  const nora = await browserOf("Nora Quinn");
  const priya = await browserOf("Priya Raman");
  const first = await askFor(nora, wanted, { choices: ["Brightwater GmbH"], why: "To help out." });
  await deny(priya, { on: wanted, for: "Nora Quinn", reason: "For which plant?" });

  await expectState(nora, first, "Denied");
  await main(nora).getByRole("link", { name: "Ask again" }).click();
  const form = nora.getByRole("form", { name: `Request ${wanted}` });
  await expect(main(nora).getByText("You ask again")).toBeVisible();
  await expect(form.getByLabel("Brightwater GmbH")).toBeChecked();
  const why = form.getByRole("textbox", { name: "Why do you need it?" });
  await expect(why).toHaveValue("To help out.");
  await why.fill("To help out with the invoices of the plant in Bremen.");
  await send(form);
  await nora.waitForURL((url) => /^\/requests\/[0-9a-f-]{36}$/.test(url.pathname) && url.pathname !== first);
  const second = new URL(nora.url()).pathname;
  await expectState(nora, second, "Pending approval");

  const facts = main(nora).getByRole("definition");
  await facts.getByRole("link", { name: /^on / }).click();
  await nora.waitForURL(`**${first}`);
  await expectState(nora, first, "Denied");
  await facts.getByRole("link", { name: /^on / }).click();
  await nora.waitForURL(`**${second}`);
});

test("access that was given back: the form begins with the words of the request that led to it", async ({
  browserOf,
}) => {
  const maya = await browserOf("Maya Lindqvist");
  await openTab(maya, "expired");
  await rowOf(maya, "Design Tools").getByRole("link", { name: "Request again" }).click();
  await expect(main(maya).getByText("This form begins with what you wrote earlier")).toBeVisible();
  const form = maya.getByRole("form", { name: "Request Design Tools" });
  await expect(form.getByRole("textbox", { name: "Why do you need it?" })).toHaveValue("Charts for the annual report.");
});

test("somebody else's request, or none, gives the form nothing to begin with", async ({ app, browserOf }) => {
  const { rows } = await app.handle.pool.query(
    `select r.id, r.package_id as package from requests r join people p on p.id = r.target_id
     join access_packages k on k.id = r.package_id where p.display_name = 'Maya Lindqvist' and k.display_name = 'Design Tools'`,
  );
  const nora = await browserOf("Nora Quinn");
  for (const again of [rows[0].id, crypto.randomUUID(), "nonsense", "../.."]) {
    await nora.goto(`/packages/${rows[0].package}/request?${new URLSearchParams({ again })}`);
    await expect(main(nora).getByRole("heading", { level: 1, name: "Request Design Tools" })).toBeVisible();
    await expect(main(nora).getByText("Charts for the annual report.")).toHaveCount(0);
    await expect(main(nora).getByRole("link", { name: "Open the earlier request" })).toHaveCount(0);
  }
});
