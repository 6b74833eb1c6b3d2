import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { oneValue } from "@/e2e/support/database";
import { decide, inboxItem, main, openApproval, openInbox } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import type { RequestId } from "@/lib/engine/ids";
import { DAY_MS } from "@/lib/engine/time";
import { demoClock } from "@/lib/platform/clock";
import { answerQuestion } from "@/lib/services/answer-question";
import { depsFor } from "@/lib/services/deps";

test.use({ company: "ask back" });

const wanted = "Design Tools";
const nora = "Nora Quinn";
const question = "Is the licence of your team not enough?";
const answer = "It is taken every morning.";

test("an approver asks first, the clock stands still, the answer comes, the decision counts", async ({
  app,
  browserOf,
  advanceClock,
}) => {
  const priya = await browserOf("Priya Raman");
  const item = main(priya).getByRole("article");
  const row = inboxItem(priya, nora, wanted).locator("xpath=ancestor::li");

  await test.step("r opens the question; an empty one is not sent", async () => {
    await openInbox(priya);
    await expect(row).toContainText(/due (in|tomorrow|today)/);
    await openApproval(priya, nora, wanted);
    await expect(item.getByRole("button", { name: `Approve for ${nora}` })).toBeVisible();
    await expect(async () => {
      await priya.keyboard.press("r");
      await expect(item.getByRole("textbox", { name: "Your question" })).toBeFocused({ timeout: 500 });
    }).toPass();
    await expect(item.getByText(`until ${nora} answers, at most 7 days`)).toBeVisible();
    await item.getByRole("button", { name: "Send the question" }).click();
    await expect(item.getByText("Write what you want to know.")).toBeVisible();
  });

  await test.step("sent, the item says for whom it waits, and what was asked", async () => {
    await priya.keyboard.type(question);
    await item.getByRole("button", { name: "Send the question" }).click();
    await expect(item.locator(":focus")).toContainText(`Waiting for ${nora}`);
    await expect(item.getByText(question).first()).toBeVisible();
    await expect(item.getByText(`Ask ${nora} a question first`)).toHaveCount(0);
    await expect(row).toContainText(`Waiting for ${nora}`);
    await expect(row).toContainText(/answer due in/);
  });

  await test.step("the answer stands with the justification, and the clock goes on", async () => {
    await advanceClock({ byMs: 2 * DAY_MS });
    const requestId = await oneValue<RequestId>(
      app,
      "select id from requests where target_id = $1 and package_id = $2 and state = 'pendingApproval'",
      [personId("nora"), packageId("designTools")],
    );
    const { db } = app.handle;
    const given = await answerQuestion(depsFor(db, demoClock(db)), { personId: personId("nora"), requestId, answer });
    expect(given.ok).toBe(true);
    await openApproval(priya, nora, wanted);
    const asked = main(priya).getByRole("heading", { name: "What is asked for" }).locator("xpath=ancestor::section");
    await expect(asked).toContainText(`Priya Raman asked`);
    await expect(asked).toContainText(question);
    await expect(asked).toContainText(answer);
    await expect(row).toContainText("Answered");
    await expect(item.getByText(/Decide by/)).toBeVisible();
  });

  await test.step("and it is decided", async () => {
    await decide(priya, "approve", { on: wanted, for: nora, reason: "For the board pack." });
    await openInbox(priya);
    await expect(inboxItem(priya, nora, wanted)).toHaveCount(0);
  });
});
