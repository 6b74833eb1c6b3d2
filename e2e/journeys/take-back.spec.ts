import { heldPackage, main, openTab, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "take back" });

const held = "Customer Insights";
const jonas = "Jonas Keller";
const reason = "The project is over.";

test("an approver takes an approval back: the access ends at once, the history keeps both", async ({ browserOf }) => {
  const priya = await browserOf("Priya Raman");
  const holder = await browserOf(jonas);
  await openTab(holder, "active");
  await expect(heldPackage(holder, held)).toBeVisible();

  await priya.goto("/approvals?tab=history");
  const row = main(priya).getByRole("row").filter({ hasText: jonas }).filter({ hasText: held });
  const dialog = priya.getByRole("alertdialog", { name: `Take back ${held} from ${jonas}?` });
  await press(row.getByRole("button", { name: "Take back" }));

  await test.step("a reason is needed", async () => {
    await dialog.getByRole("button", { name: "End this access now" }).click();
    await expect(dialog.getByText("Say why")).toBeVisible();
    await expect(row).not.toContainText("Taken back");
  });

  await test.step("the row says approved, then taken back, by whom and why", async () => {
    await dialog.getByRole("textbox", { name: "Your reason" }).fill(reason);
    await dialog.getByRole("button", { name: "End this access now" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(row).toContainText("Approved");
    await expect(row).toContainText("Taken back by you");
    await expect(row).toContainText(reason);
    await expect(row.getByRole("button", { name: "Take back" })).toHaveCount(0);
  });

  await test.step("the holder has it no more", async () => {
    await openTab(holder, "active");
    await expect(heldPackage(holder, held)).toHaveCount(0);
  });
});
