import type { Locator, Page } from "@playwright/test";
import { fillIn, main, openApproval, openInbox, openRequestForm, send } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { DAY_MS } from "@/lib/engine/time";
import { toLocalInput } from "@/lib/format/local-input";

test.use({ company: "bad input" });

const wanted = "Financial Analyst – Standard";
const long = "abcdefghij".repeat(500);
/** Would set a mark on the page if anything of it ran; comes with letters from outside the basic plane and both directions. */
const hostile =
  "<script>window.ranHere=1</script><img src=x onerror='window.ranHere=1'>{{7*7}} #{7*7} \u202Eright to left\u202C שלום 👩‍👩‍👧‍👦 \u{1D56A} 'quoted' \"doubly\"";

const costCenter = (form: Locator) => form.getByRole("textbox", { name: "Which cost center" });
const scope = (form: Locator) => form.getByRole("group", { name: "Which figures do you need?" });
const purpose = (form: Locator) => form.getByRole("textbox", { name: "What will you use the figures for" });
const reason = (form: Locator) => form.getByRole("textbox", { name: "Why do you need it?" });

const good = {
  answers: { "Which cost center": "CC-4400", "What will you use": "The forecast." },
  choices: ["Actuals"],
  why: "New duties.",
};

const inDays = (days: number) => toLocalInput(new Date(Date.now() + days * DAY_MS).toISOString(), "dateTime");

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => "ranHere" in window)).toBe(false);
}

test.describe("the request form says at the field what is wrong, and keeps what was typed", () => {
  test("nothing filled in", async ({ browserOf }) => {
    const form = await openRequestForm(await browserOf("Jonas Keller"), wanted);
    await send(form);
    for (const field of [costCenter(form), scope(form), purpose(form), reason(form)]) {
      await expect(field).toHaveAccessibleDescription(/This needs an answer\./);
    }
    await expect(costCenter(form)).toBeFocused();
  });

  test("spaces only count as nothing", async ({ browserOf }) => {
    const form = await openRequestForm(await browserOf("Jonas Keller"), wanted);
    await fillIn(form, { ...good, answers: { "Which cost center": "CC-4400", "What will you use": "   " }, why: "  " });
    await send(form);
    await expect(purpose(form)).toHaveAccessibleDescription(/This needs an answer\./);
    await expect(reason(form)).toHaveAccessibleDescription(/This needs an answer\./);
    await expect(scope(form).getByLabel("Actuals")).toBeChecked();
  });

  test("an answer without the expected form", async ({ browserOf }) => {
    const form = await openRequestForm(await browserOf("Jonas Keller"), wanted);
    await fillIn(form, good);
    for (const wrong of ["CC-44", "cc-4400", "CC-4400 and CC-4500", hostile]) {
      await costCenter(form).fill(wrong);
      await send(form);
      await expect(costCenter(form)).toHaveAccessibleDescription(/This does not have the expected form\./);
      await expect(costCenter(form)).toHaveValue(wrong);
      await expect(costCenter(form)).toBeFocused();
    }
    await expect(purpose(form)).toHaveValue("The forecast.");
    await expect(reason(form)).toHaveValue("New duties.");
    await expect(scope(form).getByLabel("Actuals")).toBeChecked();
    await expectNothingRan(form.page());
  });

  test("five thousand characters", async ({ browserOf }) => {
    const form = await openRequestForm(await browserOf("Jonas Keller"), wanted);
    await fillIn(form, { ...good, answers: { "Which cost center": long, "What will you use": long }, why: long });
    await send(form);
    for (const field of [costCenter(form), purpose(form), reason(form)]) {
      await expect(field).toHaveAccessibleDescription(/too long/);
      await expect(field).toHaveValue(long);
    }
  });

  test("a character no text can hold", async ({ browserOf }) => {
    const form = await openRequestForm(await browserOf("Jonas Keller"), wanted);
    const nul = "before\0after";
    await fillIn(form, { ...good, answers: { "Which cost center": nul, "What will you use": nul }, why: nul });
    await send(form);
    for (const field of [costCenter(form), purpose(form), reason(form)]) {
      await expect(field).toHaveAccessibleDescription(/This contains a character that cannot be stored\./);
      await expect(field).toHaveValue(nul);
    }
  });

  test("periods that cannot be", async ({ browserOf }) => {
    const form = await openRequestForm(await browserOf("Jonas Keller"), wanted);
    await fillIn(form, good);
    await form.getByRole("group", { name: "For a specific period?" }).getByLabel("Yes").check();
    const start = form.getByLabel("Start");
    const end = form.getByLabel("End");
    const cases = [
      { from: inDays(9), until: inDays(3), at: end, says: /Choose an end after the start\./ },
      { from: inDays(9), until: inDays(9), at: end, says: /Choose an end after the start\./ },
      { from: inDays(-3), until: "", at: start, says: /Choose a start that is not in the past\./ },
      { from: inDays(3), until: inDays(400), at: end, says: /This is later than the policy allows\./ },
    ];
    for (const { from, until, at, says } of cases) {
      await start.fill(from);
      await end.fill(until);
      await send(form);
      await expect(at).toHaveAccessibleDescription(says);
      await expect(start).toHaveValue(from);
      await expect(end).toHaveValue(until);
    }
    await expect(purpose(form)).toHaveValue("The forecast.");
  });
});

test.describe("what people write is text, to whoever reads it", () => {
  test("in a request, and to its approver", async ({ browserOf }) => {
    const jonas = await browserOf("Jonas Keller");
    const priya = await browserOf("Priya Raman");
    const form = await openRequestForm(jonas, wanted);
    const answers = { "Which cost center": "CC-4400", "What will you use": hostile };
    await fillIn(form, { ...good, answers, why: hostile });
    await send(form);
    await jonas.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await expect(main(jonas).getByText(hostile)).toHaveCount(2);
    await expectNothingRan(jonas);
    await openApproval(priya, "Jonas Keller", wanted);
    await expect(main(priya).getByText(hostile)).toHaveCount(2);
    await expectNothingRan(priya);
  });

  test("in a search, and in any address", async ({ browserOf }) => {
    const elena = await browserOf("Elena Petrova");
    const nonsense = [hostile, long, "\0", "%", "_", "\\", "' or 1=1 --", "../../etc/passwd"];
    for (const path of ["/packages", "/admin/people"]) {
      for (const text of nonsense) {
        const rest = text === long ? {} : { tab: text, cursor: text, state: text };
        await elena.goto(`${path}?${new URLSearchParams({ q: text, ...rest })}`);
        await expect(elena.getByRole("heading", { level: 1, name: /Access packages|People/ })).toBeVisible();
        await expect(elena.getByText("This page could not be loaded")).toHaveCount(0);
      }
      await expectNothingRan(elena);
    }
  });
});

test.describe("the decision panel", () => {
  const nora = "Nora Quinn";
  const insights = "Customer Insights";

  test("a reason that is needed, too long, or no text at all", async ({ browserOf }) => {
    const grace = await browserOf("Grace Kim");
    await openInbox(grace);
    await main(grace)
      .getByRole("link", { name: /asks for Financial Analyst – Standard$/ })
      .first()
      .click();
    const panel = grace.getByRole("form", { name: "Your decision" });
    const words = panel.getByRole("textbox", { name: "Your reason" });

    for (const button of ["Approve for", "Deny"]) {
      await words.fill("   ");
      await panel.getByRole("button", { name: button }).click();
      await expect(words).toHaveAccessibleDescription(/A reason is needed here/);
      await expect(words).toBeFocused();

      await words.fill(long);
      await panel.getByRole("button", { name: button }).click();
      await expect(words).toHaveAccessibleDescription(/Keep it to 1000 characters; this has 5000\./);
      await expect(words).toHaveValue(long);

      await words.fill("before\0after");
      await panel.getByRole("button", { name: button }).click();
      await expect(words).toHaveAccessibleDescription(/This contains a character that cannot be stored\./);
      await expect(words).toHaveValue("before\0after");
    }
  });

  test("a reason of hostile text reaches the requestor as text", async ({ browserOf }) => {
    const priya = await browserOf("Priya Raman");
    const requestor = await browserOf(nora);
    await openApproval(priya, nora, insights);
    const panel = priya.getByRole("form", { name: "Your decision" });
    await panel.getByRole("textbox", { name: "Your reason" }).fill(hostile);
    await panel.getByRole("button", { name: "Deny" }).click();
    await expect(main(priya).getByText(`Denied ${insights} for ${nora}.`)).toBeVisible();
    await requestor.goto("/requests");
    await main(requestor).getByRole("link", { name: insights }).first().click();
    await expect(main(requestor).getByText(hostile).first()).toBeVisible();
    await expectNothingRan(requestor);
    await expectNothingRan(priya);
  });
});
