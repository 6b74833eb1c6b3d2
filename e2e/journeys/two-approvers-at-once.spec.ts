import type { Page } from "@playwright/test";
import { inboxItem, main, openApproval, openInbox } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "two approvers at once" });

const wanted = "Water Week Trade Show";
const jack = "Jack Thompson";

/** Holds back what pages send until each has sent something, then lets all of it go at once. */
async function sendTogether(...pages: readonly Page[]): Promise<void> {
  const waiting: (() => Promise<void>)[] = [];
  for (const page of pages) {
    await page.route("**/approvals/*", async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      waiting.push(() => route.continue());
      if (waiting.length === pages.length) await Promise.all(waiting.map((go) => go()));
    });
  }
}

test("two approvers decide at the same moment: one decision counts, the other is told whose", async ({ browserOf }) => {
  const sofia = await browserOf("Sofia Marchetti");
  const leo = await browserOf("Leo Andersson");
  await openApproval(sofia, jack, wanted);
  await openApproval(leo, jack, wanted);

  await sendTogether(sofia, leo);
  await sofia.getByRole("button", { name: `Approve for ${jack}` }).click();
  await leo.getByRole("textbox", { name: "Your reason" }).fill("The crew is complete.");
  await leo.getByRole("button", { name: "Deny", exact: true }).click();

  const won = (page: Page) =>
    main(page)
      .getByRole("status")
      .filter({ hasText: `${wanted} for ${jack}.` });
  await expect.poll(async () => (await won(sofia).isVisible()) || (await won(leo).isVisible())).toBe(true);
  const [loser, winner, outcome] = (await won(sofia).isVisible())
    ? [leo, "Sofia Marchetti", "approved"]
    : [sofia, "Leo Andersson", "denied"];
  const alert = main(loser).getByRole("article").getByRole("alert");
  await expect(alert).toContainText("did not count");
  await expect(alert).toContainText(`${winner} was faster`);
  await expect(alert).toContainText(`${winner} has already ${outcome} this stage.`);

  for (const page of [sofia, leo]) {
    await openInbox(page);
    await expect(inboxItem(page, jack, wanted)).toHaveCount(0);
  }
  await loser.goto("/approvals?tab=history");
  const row = main(loser).getByRole("row").filter({ hasText: jack }).filter({ hasText: wanted });
  await expect(row).toContainText(winner);
});
