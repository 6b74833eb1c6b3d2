import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { oneValue } from "@/e2e/support/database";
import { main, openApproval, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "correct answers" });

const wanted = "Production environment";
const dev = "Dev Patel";
const given = "CHG-20417";
const corrected = "CHG-20471";

test("an approver corrects an answer, and everybody reads what it was", async ({ app, browserOf }) => {
  test.slow();
  const kenji = await browserOf("Kenji Watanabe");
  const form = kenji.getByRole("form", { name: "Correct the answers" });
  const field = form.getByRole("textbox", { name: "Number of the change or incident" });
  const save = form.getByRole("button", { name: "Save the corrections" });
  const asked = main(kenji).getByRole("heading", { name: "What is asked for" }).locator("xpath=ancestor::section");
  const open = async () => {
    await openApproval(kenji, dev, wanted);
    await press(kenji.locator("summary").getByText("Correct the answers"));
  };

  await test.step("only what the question permits is there to be corrected, and it is checked", async () => {
    await open();
    await expect(form.getByRole("textbox")).toHaveCount(1);
    await expect(field).toHaveValue(given);
    await field.fill("CHG-1");
    await save.click();
    await expect(form.getByText("This does not have the expected form.")).toBeVisible();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue("CHG-1");
  });

  await test.step("a question that does not permit it is refused, as is a request of others", async () => {
    await field.fill(corrected);
    await field.evaluate((input) => input.setAttribute("name", "answers.service"));
    await save.click();
    await expect(form.getByRole("alert")).toContainText("These answers stay as they were given");
    const foreign = await oneValue<string>(
      app,
      "select id from requests where target_id = $1 and package_id = $2 and state = 'pendingApproval'",
      [personId("nora"), packageId("insights")],
    );
    await form.locator("[name=requestId]").evaluate((input, id) => input.setAttribute("value", id), foreign);
    await save.click();
    await expect(form.getByRole("alert")).toContainText("This decision is not yours to make");
  });

  const told = (before: string, after: string) =>
    new RegExp(`Kenji Watanabe corrected an answer.*Number of the change.*${before}.*${after}`);

  await test.step("saved, the answer is the new one, and the timeline has both", async () => {
    await open();
    await field.fill(corrected);
    await save.click();
    await expect(form.getByText("Saved.")).toBeVisible();
    await expect(asked.getByRole("definition").filter({ hasText: corrected })).toBeVisible();
    await expect(
      main(kenji)
        .getByRole("listitem")
        .filter({ hasText: told(given, corrected) }),
    ).toBeVisible();
    await expect(field).toHaveValue(corrected);
  });

  await test.step("an answer that may be missing can be taken out", async () => {
    await field.fill("");
    await save.click();
    await expect(asked.getByText("Not answered")).toBeVisible();
    await expect(
      main(kenji)
        .getByRole("listitem")
        .filter({ hasText: told(corrected, "no answer") }),
    ).toBeVisible();
  });

  await test.step("the requestor reads the same, and may correct nothing", async () => {
    const requestor = await browserOf(dev);
    await requestor.goto("/requests");
    await main(requestor).getByRole("link", { name: wanted }).first().click();
    await expect(
      main(requestor)
        .getByRole("listitem")
        .filter({ hasText: told(given, corrected) }),
    ).toBeVisible();
    await expect(requestor.locator("summary").getByText("Correct the answers")).toHaveCount(0);
  });
});
