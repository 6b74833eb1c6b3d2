import type { Locator, Page } from "@playwright/test";
import { main } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "keyboard" });

const wanted = "Financial Analyst – Standard";

/** Whether whoever looks at the page sees where the focus is: an outline or a ring, on the element or drawn around its row. */
const isFocusVisible = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return false;
    const drawn = [getComputedStyle(focused), getComputedStyle(focused, "::after")];
    // A checkbox or radio may be drawn by the label around it.
    const label = focused.closest("label");
    if (label) drawn.push(getComputedStyle(label));
    return drawn.some(
      (style) => (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none",
    );
  });

/** Presses Tab until the element has the focus, and sees it at every stop on the way. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press(key);
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
    expect(await isFocusVisible(page), `the focus shows on ${where}`).toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error("Tab never gets there");
}

async function press(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

test("access is asked for without a mouse", async ({ browserOf }) => {
  test.slow();
  const page = await browserOf("Jonas Keller");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await test.step("the first stop leads past the navigation", async () => {
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(main(page)).toBeFocused();
  });

  await test.step("the search in the header finds the package", async () => {
    await tabTo(page, page.getByRole("banner").getByRole("searchbox"), "Shift+Tab");
    await page.keyboard.type("ledger");
    await page.keyboard.press("Enter");
    await press(page, main(page).getByRole("link", { name: wanted, exact: true }));
    await expect(page.getByRole("heading", { level: 1, name: wanted })).toBeVisible();
    await press(page, main(page).getByRole("link", { name: "Request access" }));
  });

  const form = page.getByRole("form", { name: `Request ${wanted}` });
  await test.step("sent empty, the form takes the focus to what is missing", async () => {
    await press(page, form.getByRole("button", { name: "Send request" }));
    await expect(form.getByRole("textbox", { name: "Which cost center" })).toBeFocused();
  });

  await test.step("filled in with the keys alone it is sent", async () => {
    await page.keyboard.type("CC-4400");
    await press(page, form.getByRole("checkbox", { name: "Budget and forecast" }), "Space");
    await tabTo(page, form.getByRole("textbox", { name: "What will you use" }));
    await page.keyboard.type("The forecast.");
    await tabTo(page, form.getByRole("textbox", { name: "Why do you need it?" }));
    await page.keyboard.type("New duties.");
    await press(page, form.getByRole("button", { name: "Send request" }));
    await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await expect(main(page).getByText("Waiting for Priya Raman")).toBeVisible();
  });

  await test.step("a dialog holds the focus, Escape closes it and leads back to its button", async () => {
    const cancel = main(page).getByRole("button", { name: "Cancel request" });
    await press(page, cancel);
    const dialog = page.getByRole("alertdialog");
    await expect(dialog).toBeVisible();
    for (let stops = 0; stops < 6; stops += 1) {
      await page.keyboard.press("Tab");
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(cancel).toBeFocused();
  });
});

test("a request is approved without a mouse", async ({ browserOf }) => {
  test.slow();
  const page = await browserOf("Priya Raman");
  await page.goto("/approvals");
  const rows = main(page).getByRole("list", { name: "Requests that wait for you" }).getByRole("listitem");
  // The reader's own time shows that the page listens.
  await expect(rows.first()).not.toContainText("UTC");

  await test.step("? tells the keys, Escape puts them away", async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("/ finds, j moves, Enter opens", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("design");
    await expect(rows).toHaveCount(1);
    await main(page).getByRole("searchbox", { name: "Find in the inbox" }).press("Tab");
    await page.keyboard.press("j");
    await expect(rows.getByRole("link", { name: "Nora Quinn asks for Design Tools" })).toBeFocused();
    expect(await isFocusVisible(page)).toBe(true);
    await page.keyboard.press("Enter");
    await expect(main(page).getByRole("heading", { name: "Design Tools for Nora Quinn" })).toBeVisible();
  });

  await test.step("a goes to the reason and sends nothing; Ctrl and Enter send", async () => {
    await page.keyboard.press("a");
    await expect(page.getByRole("textbox", { name: "Your reason" })).toBeFocused();
    await page.keyboard.type("For the board pack.");
    await page.keyboard.press("Control+Enter");
    await expect(main(page).getByRole("status").getByText("Approved Design Tools for Nora Quinn.")).toBeVisible();
  });
});
