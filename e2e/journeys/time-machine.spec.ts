import type { Page } from "@playwright/test";
import { main, openInbox, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { DAY_MS, HOUR_MS } from "@/lib/engine/time";

test.use({ company: "time machine" });

/** A week of the whole company passes in some seconds. */
const patience = { timeout: 45_000 };

/** It is called what it shows: the date. */
const machine = (page: Page) => page.getByRole("banner").getByRole("button", { name: /^Time machine of the demo/ });

/** The portal's time as the open machine says it. */
async function shownTime(page: Page): Promise<number> {
  const time = page
    .getByRole("dialog")
    .getByText(/^It is/)
    .getByRole("time");
  return Date.parse((await time.getAttribute("datetime")) ?? "");
}

test("an administrator moves the clock by hours, by days and to what falls due next", async ({ browserOf }) => {
  test.slow();
  const elena = await browserOf("Elena Petrova");
  await elena.goto("/admin");
  await press(machine(elena));
  const dialog = elena.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Time machine" })).toBeVisible();
  const start = await shownTime(elena);
  const arrived = dialog.getByRole("status").filter({ hasText: "Arrived" });

  await dialog.getByRole("button", { name: "+1 hour" }).click();
  await expect(arrived).toBeVisible();
  await expect.poll(() => shownTime(elena), patience).toBeGreaterThanOrEqual(start + HOUR_MS);

  await dialog.getByRole("button", { name: "+8 days" }).click();
  await expect.poll(() => shownTime(elena), patience).toBeGreaterThanOrEqual(start + 8 * DAY_MS + HOUR_MS);

  const days = dialog.getByRole("spinbutton", { name: "Days to move on" });
  await days.fill("401");
  await dialog.getByRole("button", { name: "Move on" }).click();
  await expect(dialog.getByText("Enter whole days, 1 to 400.")).toBeVisible();
  await days.fill("2");
  await dialog.getByRole("button", { name: "Move on" }).click();
  await expect.poll(() => shownTime(elena), patience).toBeGreaterThanOrEqual(start + 10 * DAY_MS + HOUR_MS);

  const before = await shownTime(elena);
  await dialog.getByRole("button", { name: "To the next due event" }).click();
  await expect.poll(() => shownTime(elena), patience).toBeGreaterThan(before);
});

test("everybody else has no such control, and is told when the date is not today's", async ({
  browserOf,
  advanceClock,
}) => {
  await advanceClock({ byMs: DAY_MS });
  for (const who of ["Priya Raman", "Grace Kim", "Victoria Sinclair"]) {
    const page = await browserOf(who);
    await openInbox(page);
    await expect(page.getByText("The demo's date:")).toBeVisible();
    await expect(machine(page)).toHaveCount(0);
  }
});

test("what falls due on the way happens: an inbox empties as its requests lapse", async ({ browserOf }) => {
  test.slow();
  const elena = await browserOf("Elena Petrova");
  const priya = await browserOf("Priya Raman");
  await elena.goto("/admin");
  await press(machine(elena));
  await elena.getByRole("dialog").getByRole("button", { name: "+30 days" }).click();
  await expect(elena.getByRole("dialog").getByRole("status").filter({ hasText: "Arrived" })).toBeVisible(patience);
  await openInbox(priya);
  await expect(main(priya).getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
});
