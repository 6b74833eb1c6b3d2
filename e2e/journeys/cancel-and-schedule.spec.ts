import type { Page } from "@playwright/test";
import {
  approve,
  askFor,
  expectState,
  heldPackage,
  inboxItem,
  main,
  openInbox,
  openTab,
  press,
  rowOf,
} from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";
import { DAY_MS } from "@/lib/engine/time";
import { toLocalInput } from "@/lib/format/local-input";

test.use({ company: "cancel and schedule" });

const monthEnd = "Month-End Close";

/** Presses Cancel request and then the button that means it. */
async function cancel(page: Page): Promise<void> {
  await press(main(page).getByRole("button", { name: "Cancel request" }));
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Cancel this request" }).click();
  await expect(dialog).toHaveCount(0);
}

test("canceled while it waits: it leaves the approver's inbox", async ({ browserOf }) => {
  const chidi = await browserOf("Chidi Nwosu");
  const sofia = await browserOf("Sofia Marchetti");
  const request = await askFor(chidi, "Remote Access");
  await openInbox(sofia);
  await expect(inboxItem(sofia, "Chidi Nwosu", "Remote Access")).toBeVisible();

  await press(main(chidi).getByRole("button", { name: "Cancel request" }));
  await expect(chidi.getByRole("alertdialog")).toContainText("It leaves the approvers’ inboxes");
  await chidi.getByRole("button", { name: "Keep the request" }).click();
  await expectState(chidi, request, "Pending approval");

  await cancel(chidi);
  await expect(main(chidi).getByText("Canceled by Chidi Nwosu")).toBeVisible();
  await expect(main(chidi).getByRole("button", { name: "Cancel request" })).toHaveCount(0);
  await chidi.goto("/requests");
  await expect(rowOf(chidi, "Remote Access").first()).toContainText("Canceled");
  await openInbox(sofia);
  await expect(inboxItem(sofia, "Chidi Nwosu", "Remote Access")).toHaveCount(0);
});

test("a start in the future: scheduled when approved, active when its day comes", async ({
  app,
  browserOf,
  advanceClock,
}) => {
  const arjun = await browserOf("Arjun Mehta");
  const priya = await browserOf("Priya Raman");
  const startAt = new Date(Date.now() + 4 * DAY_MS).toISOString();
  const request = await askFor(arjun, monthEnd, { from: toLocalInput(startAt, "dateTime") });
  await approve(priya, { on: monthEnd, for: "Arjun Mehta" });
  await expectState(arjun, request, "Scheduled");
  await openTab(arjun, "active");
  await expect(heldPackage(arjun, "Travel and Expenses")).toBeVisible();
  await expect(heldPackage(arjun, monthEnd)).toHaveCount(0);

  await advanceClock({ byMs: 4 * DAY_MS });
  await untilWorkIsDone(app);
  await expectState(arjun, request, "Delivered");
  await openTab(arjun, "active");
  await expect(heldPackage(arjun, monthEnd)).toBeVisible();
});

test("canceled when it was scheduled already: nothing is ever delivered", async ({ app, browserOf, advanceClock }) => {
  const maya = await browserOf("Maya Lindqvist");
  await maya.goto("/requests?filter=open");
  await rowOf(maya, monthEnd).getByRole("link").click();
  await maya.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = new URL(maya.url()).pathname;
  await expectState(maya, request, "Scheduled");

  await cancel(maya);
  await expectState(maya, request, "Canceled");
  await advanceClock({ byMs: 7 * DAY_MS });
  await untilWorkIsDone(app);
  await expectState(maya, request, "Canceled");
  await openTab(maya, "active");
  await expect(heldPackage(maya, "Travel and Expenses")).toBeVisible();
  await expect(heldPackage(maya, monthEnd)).toHaveCount(0);
});
