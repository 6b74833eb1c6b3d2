import { askFor, decide, inboxItem, main, openApproval, openInbox, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "delegation" });

const priya = "Priya Raman";
const sofia = "Sofia Marchetti";
const nora = "Nora Quinn";
const wanted = "Remote Access";

test("an approver lets a colleague decide, who decides for them, and takes it back", async ({ browserOf }) => {
  test.slow();
  const absent = await browserOf(priya);
  const form = absent.getByRole("form", { name: "Delegation" });
  const chip = main(absent).getByRole("link", { name: `${sofia} decides for you` });

  await test.step("somebody has to be chosen, and the last day to be the later one", async () => {
    await absent.goto("/approvals");
    await main(absent).getByRole("link", { name: "Delegation", exact: true }).click();
    await press(form.getByRole("button", { name: "Let somebody decide in my place" }));
    await expect(form.getByText("Choose who decides in your place.")).toBeVisible();
    const box = form.getByRole("searchbox", { name: "Find by name" });
    await box.fill("Nobody of this name");
    await expect(form.getByText("Nobody you may choose has")).toBeVisible();
    await box.fill("priya");
    await expect(form.getByText("Nobody you may choose has “priya”")).toBeVisible();
    await box.fill("marchetti");
    await form.getByRole("radio", { name: sofia }).check();
    await form.getByLabel("First day").fill("2099-03-02");
    await form.getByLabel("Last day").fill("2099-03-01");
    await form.getByRole("button", { name: `Let ${sofia} decide in my place` }).click();
    await expect(form.getByRole("alert")).toContainText("This period cannot be used");
  });

  await test.step("saved, it shows here and on the overview", async () => {
    await form.getByLabel("First day").fill("");
    await form.getByRole("button", { name: `Let ${sofia} decide in my place` }).click();
    await expect(main(absent).getByRole("heading", { name: `${sofia} decides in your place` })).toBeVisible();
    await expect(chip).toBeVisible();
    await absent.goto("/");
    await expect(chip).toContainText("until");
  });

  const colleague = await browserOf(sofia);
  await test.step("what comes from now on waits for the colleague too, and says for whom", async () => {
    await openInbox(colleague);
    await expect(inboxItem(colleague, nora, "Month-End Close"), "what waited before is not covered").toHaveCount(0);
    await askFor(await browserOf(nora), wanted);
    await openApproval(colleague, nora, wanted);
    await expect(main(colleague).getByRole("article").getByText(`For ${priya}`)).toBeVisible();
    await colleague.goto("/approvals/delegation");
    const held = main(colleague).getByRole("heading", { name: "You decide for" }).locator("xpath=ancestor::section");
    await expect(held).toContainText(priya);
  });

  await test.step("the decision counts and names both", async () => {
    await openApproval(colleague, nora, wanted);
    await decide(colleague, "approve", { on: wanted, for: nora });
    await absent.goto("/approvals?tab=history");
    const row = main(absent).getByRole("row").filter({ hasText: nora }).filter({ hasText: wanted }).first();
    await expect(row).toContainText(`${sofia} for ${priya}`);
    await expect(row).toContainText("Approved");
  });

  await test.step("removed, nobody decides in their place", async () => {
    await absent.goto("/approvals/delegation");
    await press(main(absent).getByRole("button", { name: "Remove" }));
    await absent.getByRole("alertdialog").getByRole("button", { name: "Remove it now" }).click();
    await expect(main(absent).getByRole("heading", { name: "Let somebody decide in your place" })).toBeVisible();
    await expect(chip).toHaveCount(0);
  });
});
