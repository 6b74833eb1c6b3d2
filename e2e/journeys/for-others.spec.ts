import type { Page } from "@playwright/test";
import {
  decide,
  expectState,
  heldPackage,
  inboxItem,
  main,
  openApproval,
  openInbox,
  openPackage,
  openTab,
  press,
  rowOf,
  send,
} from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({ company: "for others" });

const priya = "Priya Raman";
const arjun = "Arjun Mehta";
const monthEnd = "Month-End Close";
const visits = "Office Visits for Partners";

const forWhom = (page: Page) => main(page).getByRole("region", { name: "For whom" });

/** From the report's page to the form, and what comes of sending it. */
async function askForArjun(page: Page): Promise<string> {
  await page.goto("/team");
  await main(page).getByRole("link", { name: arjun }).click();
  await main(page)
    .getByRole("link", { name: `Request access for ${arjun}` })
    .click();
  await expect(forWhom(page)).toContainText(arjun);
  await main(page).getByRole("link", { name: monthEnd, exact: true }).click();
  await main(page).getByRole("link", { name: "Request access" }).click();
  const form = page.getByRole("form", { name: `Request ${monthEnd} for ${arjun}` });
  await form.getByRole("textbox", { name: `Why does ${arjun} need it?` }).fill("The plant accruals are his now.");
  await expect(form).toContainText(`You and ${arjun} can cancel until it is decided.`);
  await send(form);
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(main(page).getByText(`${priya} asked for this for ${arjun}`)).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a manager asks for a report, who cancels it; asked again it is approved, and taken back in the end", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const manager = await browserOf(priya);
  const report = await browserOf(arjun);

  await test.step("the list tells whom a request is for and who asked", async () => {
    const first = await askForArjun(manager);
    await manager.goto("/requests");
    await main(manager).getByRole("link", { name: "By me for others" }).click();
    await manager.waitForURL(/part=forOthers/);
    await expect(rowOf(manager, monthEnd).filter({ hasText: arjun }).first()).toContainText("asked by you");
    await expect(main(manager).getByRole("row").filter({ hasText: "Remote Access" })).toHaveCount(0);
    await report.goto("/requests?filter=open");
    await expect(rowOf(report, monthEnd)).toContainText(`asked by ${priya}`);
    await rowOf(report, monthEnd).getByRole("link").click();
    await report.waitForURL(`**${first}`);
  });

  await test.step("the report withdraws what somebody else asked for", async () => {
    await press(main(report).getByRole("button", { name: "Cancel request" }));
    await report.getByRole("alertdialog").getByRole("button", { name: "Cancel this request" }).click();
    await expect(main(report).getByText(`Canceled by ${arjun}`)).toBeVisible();
  });

  await test.step("whoever asked does not decide; the fallback does, and is told who asked", async () => {
    const second = await askForArjun(manager);
    await openInbox(manager);
    await expect(inboxItem(manager, arjun, monthEnd)).toHaveCount(0);
    const claire = await browserOf("Claire Dubois");
    await openApproval(claire, arjun, monthEnd);
    await expect(main(claire).getByRole("article")).toContainText(`Asked for by ${priya}`);
    await decide(claire, "approve", { on: monthEnd, for: arjun });
    await untilWorkIsDone(app);
    await expectState(report, second, "Delivered");
    await openTab(report, "active");
    await expect(heldPackage(report, monthEnd)).toBeVisible();
  });

  await test.step("a second request is not offered while it is held", async () => {
    await manager.goto("/packages?tab=available");
    await press(forWhom(manager).getByRole("button", { name: "Somebody else" }));
    await forWhom(manager).getByRole("link", { name: arjun }).click();
    await expect(rowOf(manager, monthEnd)).toContainText("Has it");
    await main(manager).getByRole("link", { name: monthEnd, exact: true }).click();
    await expect(main(manager).getByText(`${arjun} has this access`)).toBeVisible();
    await expect(main(manager).getByRole("link", { name: "Request access" })).toHaveCount(0);
    await main(manager)
      .getByRole("link", { name: `See what ${arjun} has` })
      .click();
  });

  await test.step("the manager takes it back, and may not take back what the policy keeps from managers", async () => {
    await expect(heldPackage(manager, monthEnd)).toBeVisible();
    await expect(
      main(manager).getByRole("button", { name: `Take back Travel and Expenses from ${arjun}` }),
    ).toHaveCount(0);
    await press(main(manager).getByRole("button", { name: `Take back ${monthEnd} from ${arjun}` }));
    const dialog = manager.getByRole("alertdialog");
    await dialog.getByRole("textbox", { name: "Your reason" }).fill("The close is done.");
    await dialog.getByRole("button", { name: "End this access now" }).click();
    await expect(heldPackage(manager, monthEnd)).toHaveCount(0);
    await untilWorkIsDone(app);
    await openTab(report, "expired");
    await expect(rowOf(report, monthEnd).first()).toContainText("Your manager ended it");
  });
});

test("a manager asks for a later end of what a report holds", async ({ browserOf }) => {
  const manager = await browserOf(priya);
  await manager.goto("/team");
  await main(manager).getByRole("link", { name: "Maya Lindqvist" }).click();
  await main(manager).getByRole("link", { name: "Extend access to Financial Analyst – Standard" }).click();
  const form = manager.getByRole("form", { name: "Extend Financial Analyst – Standard for Maya Lindqvist" });
  await form.getByRole("textbox", { name: "Why does Maya Lindqvist still need it?" }).fill("She stays on the team.");
  await press(form.getByRole("button", { name: "Ask for the extension" }));
  await manager.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = new URL(manager.url()).pathname;
  const maya = await browserOf("Maya Lindqvist");
  await maya.goto(request);
  await expect(main(maya).getByText(`${priya} asked for a change of the access of Maya Lindqvist`)).toBeVisible();
  await expect(main(maya).getByRole("button", { name: "Cancel request" })).toBeVisible();
});

test("a colleague is found by name where the policy lets anybody ask, and nobody is where it does not", async ({
  browserOf,
}) => {
  const chidi = await browserOf("Chidi Nwosu");
  await openPackage(chidi, visits);
  await press(forWhom(chidi).getByRole("button", { name: "Somebody else" }));
  await forWhom(chidi).getByRole("searchbox", { name: "Find by name" }).fill("chidi");
  await expect(forWhom(chidi).getByRole("status")).toContainText("Nobody you may ask for");
  await forWhom(chidi).getByRole("searchbox", { name: "Find by name" }).fill("emily");
  await forWhom(chidi).getByRole("link", { name: "Emily Carter" }).click();
  await expect(forWhom(chidi)).toContainText("Emily Carter");
  await main(chidi).getByRole("link", { name: "Request access" }).click();
  const form = chidi.getByRole("form", { name: `Request ${visits} for Emily Carter` });
  await send(form);
  await chidi.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const emily = await browserOf("Emily Carter");
  await emily.goto("/");
  await expect(main(emily).getByText("Asked by Chidi Nwosu.")).toBeVisible();

  await openPackage(chidi, "Remote Access");
  await expect(forWhom(chidi)).toHaveCount(0);
});
