import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { App } from "@/e2e/support/app";
import { oneValue } from "@/e2e/support/database";
import { approve, main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "add approver" });

const wanted = "Production environment";
const dev = "Dev Patel";
const sofia = "Sofia Marchetti";
const reason = "The board is at a conference until Friday.";

const requestOf = (app: App, who: "dev" | "nora", wish: "production" | "insights") =>
  oneValue<string>(
    app,
    "select id from requests where target_id = $1 and package_id = $2 and state = 'pendingApproval'",
    [personId(who), packageId(wish)],
  );

test("an owner adds an approver to a request that waits, and the new one decides", async ({ app, browserOf }) => {
  test.slow();
  const requestId = await requestOf(app, "dev", "production");
  const kenji = await browserOf("Kenji Watanabe");
  const form = kenji.getByRole("form", { name: "Add an approver" });
  const box = form.getByRole("searchbox", { name: "Find by name" });
  const button = form.getByRole("button", { name: /^(Add the approver|Let .+ decide as well)$/ });
  const record = `/admin/requests/${requestId}`;

  await test.step("somebody and a reason are needed, each said at its field", async () => {
    await kenji.goto(record);
    await press(kenji.locator("summary").getByText("Add an approver"));
    await button.click();
    await expect(form.getByText("Choose who is to decide.")).toBeVisible();
    await expect(form.getByText("Say why")).toBeVisible();
    await expect(box).toBeFocused();
  });

  await test.step("whoever it is for, and whoever is asked by name already, is not found", async () => {
    for (const name of [dev, "Nobody of this name"]) {
      await box.fill(name);
      await expect(form.getByText(`Nobody who could be added has “${name}” in the name.`)).toBeVisible();
    }
  });

  await test.step("a person put into the form by hand is refused where the person is chosen", async () => {
    await box.fill("marchetti");
    await form.getByRole("radio", { name: sofia }).check();
    await form.getByRole("textbox", { name: "Your reason" }).fill(reason);
    const forge = (value: string) =>
      form.getByRole("radio").evaluate((radio, forged) => radio.setAttribute("value", forged), value);
    await forge(`person:${personId("dev")}`);
    await button.click();
    await expect(form.getByText("Nobody decides on access for themself.")).toBeVisible();
    await forge("group:everybody");
    await button.click();
    await expect(form.getByText("Choose somebody from the list.")).toBeVisible();
    await expect(form.getByRole("textbox", { name: "Your reason" })).toHaveValue(reason);
  });

  await test.step("a request of a catalog one has no part in is none", async () => {
    const foreign = await requestOf(app, "nora", "insights");
    await form
      .getByRole("radio")
      .evaluate((radio, id) => radio.setAttribute("value", id), `person:${personId("sofia")}`);
    await form.locator("[name=requestId]").evaluate((field, id) => field.setAttribute("value", id), foreign);
    await button.click();
    await expect(form.getByRole("alert")).toContainText("There is no such request");
  });

  await test.step("added, the timeline says by whom, whom and why, and the deadline stays", async () => {
    const until = main(kenji)
      .getByText(/^One of them decides by/)
      .locator("time")
      .first();
    await kenji.goto(record);
    const deadline = await until.getAttribute("datetime");
    expect(deadline).not.toBeNull();
    await press(kenji.locator("summary").getByText("Add an approver"));
    await box.fill("marchetti");
    await form.getByRole("radio", { name: sofia }).check();
    await form.getByRole("textbox", { name: "Your reason" }).fill(reason);
    await button.click();
    await expect(form.getByText("The approver was added and is told.")).toBeVisible();
    const told = main(kenji)
      .getByRole("listitem")
      .filter({ hasText: `added ${sofia} to the approvers of stage 2 of 2` });
    await expect(told).toContainText("Kenji Watanabe");
    await expect(told).toContainText(reason);
    await expect(until).toHaveAttribute("datetime", deadline ?? "");
    await box.fill("sofia");
    await expect(form.getByText("Nobody who could be added has “sofia” in the name.")).toBeVisible();
  });

  await test.step("the new approver decides", async () => {
    const colleague = await browserOf(sofia);
    await approve(colleague, { on: wanted, for: dev, reason: "The service is his from today." });
    await kenji.goto(record);
    await expect(main(kenji).getByText(`${sofia} approved stage 2 of 2 as an approver added later`)).toBeVisible();
    await expect(kenji.locator("summary").getByText("Add an approver")).toHaveCount(0);
  });
});

test("whoever only reads the request is not offered the form", async ({ app, browserOf }) => {
  const requestId = await oneValue<string>(
    app,
    "select id from requests where target_id = $1 and package_id = $2 and state = 'pendingApproval'",
    [personId("yusuf"), packageId("production")],
  );
  const victoria = await browserOf("Victoria Sinclair");
  await victoria.goto(`/admin/requests/${requestId}`);
  await expect(main(victoria).getByRole("heading", { name: "Who decides" })).toBeVisible();
  await expect(victoria.locator("summary").getByText("Add an approver")).toHaveCount(0);
  const answer = await victoria.request.get(`/api/admin/approvers?request=${requestId}&q=sofia`);
  expect(await answer.json()).toEqual({ rows: [], isMore: false });
});
