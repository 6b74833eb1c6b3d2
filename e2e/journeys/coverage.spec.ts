import { catalogId } from "@/db/seed/catalogs";
import { personId } from "@/db/seed/people";
import type { App } from "@/e2e/support/app";
import { askFor, main } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { demoClock } from "@/lib/platform/clock";
import { depsFor } from "@/lib/services/deps";
import { setPersonEnabled } from "@/lib/services/set-person-enabled";

test.use({ company: "coverage" });

const insights = "Customer Insights";
const review = "Quarterly business review";

async function switchEmily(app: App, isEnabled: boolean): Promise<void> {
  const { db } = app.handle;
  const done = await setPersonEnabled(depsFor(db, demoClock(db)), {
    personId: personId("emily"),
    isEnabled,
    actorId: personId("elena"),
    reason: isEnabled ? "Came back." : "Left the company.",
  });
  expect(done.ok).toBe(true);
}

test("what would jam if the only approver left is told before, and seen after, she does", async ({
  app,
  browserOf,
}) => {
  const maya = await browserOf("Maya Lindqvist");
  const elena = await browserOf("Elena Petrova");
  // Inside the item of its package.
  const gap = main(elena).getByRole("listitem").filter({ hasText: review }).last();
  await askFor(maya, insights, { policy: review, why: "Churn per product line for the review." });

  await test.step("from her own page: the stage she decides alone and the request that waits for her", async () => {
    await elena.goto(`/admin/people/${personId("emily")}`);
    await elena.getByRole("link", { name: "If this person left" }).click();
    await expect(
      main(elena).getByText("If Emily Carter left, stages of 1 package and 1 running request would have nobody"),
    ).toBeVisible();
    await expect(main(elena).getByRole("row", { name: "Maya Lindqvist" })).toContainText(insights);
    await expect(gap.getByText("Emily Carter: the account would be disabled")).toBeVisible();
    await expect(gap.getByText("Concerns 3 people")).toBeVisible();
  });

  await test.step("by name: for somebody else nothing would jam", async () => {
    await main(elena).getByRole("searchbox", { name: "Find somebody who might leave" }).fill("lindqv");
    await elena.keyboard.press("Enter");
    const found = main(elena).getByRole("table", { name: "People who might leave" });
    await found.getByRole("link", { name: "Maya Lindqvist" }).click();
    await expect(elena.getByRole("heading", { name: "Nothing would jam if Maya Lindqvist left" })).toBeVisible();
  });

  await test.step("she leaves: what was supposed is so", async () => {
    await switchEmily(app, false);
    await elena.getByRole("navigation", { name: "Administration" }).getByRole("link", { name: "Coverage" }).click();
    await expect(gap.getByText("Emily Carter: the account is disabled")).toBeVisible();
    await expect(gap.getByText("Concerns 3 people")).toBeVisible();
    await expect(gap).toContainText("Maya Lindqvist");
    await gap.getByRole("link", { name: review }).click();
    await expect(elena.getByRole("heading", { level: 1, name: insights })).toBeVisible();
  });

  await test.step("whoever looks after another catalog is told nothing of it", async () => {
    const grace = await browserOf("Grace Kim");
    await grace.goto("/admin/coverage");
    await expect(main(grace).getByRole("heading", { name: "Treasury Payment Release" })).toBeVisible();
    await expect(grace.getByText(insights)).toHaveCount(0);
    await grace.goto(`/admin/coverage?person=${personId("sofia")}`);
    await expect(grace.getByRole("heading", { name: "Nothing would jam if Sofia Marchetti left" })).toBeVisible();
  });

  await test.step("one catalog is looked at alone, by its address", async () => {
    const grace = await browserOf("Grace Kim");
    await grace.goto(`/admin/coverage?catalog=${catalogId("finance")}`);
    await expect(main(grace).getByText("In the catalog")).toBeVisible();
    await expect(main(grace).getByRole("heading", { name: "Treasury Payment Release" })).toBeVisible();
    await grace.goto(`/admin/coverage?catalog=${catalogId("general")}`);
    await expect(main(grace).getByRole("navigation", { name: "Catalogs" })).toBeVisible();
    await expect(main(grace).getByRole("heading", { name: "Treasury Payment Release" })).toHaveCount(0);
    await main(grace).getByRole("navigation", { name: "Catalogs" }).getByRole("link").first().click();
    await expect(main(grace).getByText("In the catalog")).toBeVisible();
  });

  await test.step("she comes back: only her own request would find nobody, as before", async () => {
    await switchEmily(app, true);
    await elena.goto("/admin/coverage");
    await expect(gap.getByText("Emily Carter cannot decide on a request of their own")).toBeVisible();
    await expect(gap.getByText("Concerns 1 person")).toBeVisible();
  });
});
