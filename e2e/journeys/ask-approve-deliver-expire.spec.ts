import {
  approve,
  decide,
  expectState,
  fillIn,
  heldPackage,
  inboxItem,
  main,
  openApproval,
  openInbox,
  openRequestForm,
  openTab,
  rowOf,
  send,
} from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";
import { DAY_MS } from "@/lib/engine/time";

const wanted = "Financial Analyst – Standard";
const group = "Data warehouse readers";
const decision = { on: wanted, for: "Aisha Bello" };

test.use({ company: "ask, approve, deliver, expire" });

test("access is asked for, decided in two stages, delivered and ends by itself", async ({
  app,
  browserOf,
  advanceClock,
}) => {
  test.slow();
  const aisha = await browserOf("Aisha Bello", { locale: "de-DE" });
  const claire = await browserOf("Claire Dubois");
  const tomasz = await browserOf("Tomasz Nowicki");
  const grace = await browserOf("Grace Kim");
  const elena = await browserOf("Elena Petrova");
  let request = "";

  async function openGroup() {
    await elena.goto(`/admin/groups?${new URLSearchParams({ q: group })}`);
    await main(elena).getByRole("link", { name: group }).click();
    await expect(elena.getByRole("heading", { level: 1, name: group })).toBeVisible();
    await expect(elena.getByRole("heading", { name: /^Members/ })).toBeVisible();
  }
  const member = main(elena).getByRole("row", { name: "Aisha Bello" });

  await test.step("Aisha asks; the questions are in her browser's language", async () => {
    await openGroup();
    await expect(member).toHaveCount(0);
    const form = await openRequestForm(aisha, wanted);
    await expect(form.getByRole("group", { name: "Welche Zahlen benötigen Sie?" })).toBeVisible();
    await fillIn(form, {
      answers: {
        "Über welche Kostenstelle werden Sie berichten?": "CC-4200",
        "Wofür verwenden Sie die Zahlen": "Zahlungsplan der französischen Gesellschaft.",
      },
      choices: ["Ist-Zahlen"],
      why: "Der Zahlungsplan braucht die Ist-Zahlen.",
    });
    await send(form);
    await aisha.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    request = new URL(aisha.url()).pathname;
    await expect(main(aisha).getByText("Waiting for Claire Dubois to decide stage 1 of 2")).toBeVisible();
  });

  await test.step("Only her manager is asked", async () => {
    await openInbox(claire);
    await expect(inboxItem(claire, "Aisha Bello", wanted)).toBeVisible();
    await openInbox(tomasz);
    await expect(inboxItem(tomasz, "Aisha Bello", wanted)).toHaveCount(0);
  });

  await test.step("Eight silent days later the manager's manager is asked as well", async () => {
    await advanceClock({ byMs: 8 * DAY_MS });
    await openApproval(tomasz, "Aisha Bello", wanted);
    await expect(main(tomasz).getByRole("article").getByText("As alternate")).toBeVisible();
    await expect(main(tomasz).getByText("Zahlungsplan der französischen Gesellschaft.")).toBeVisible();
    await expectState(aisha, request, "Pending approval – forwarded");
    await expect(main(aisha).getByText("Waiting for Claire Dubois or Tomasz Nowicki")).toBeVisible();
  });

  await test.step("The manager still decides, and the alternate has nothing left to do", async () => {
    await openApproval(claire, "Aisha Bello", wanted);
    await decide(claire, "approve", { ...decision, reason: "She leads accounts payable now." });
    await openInbox(tomasz);
    await expect(inboxItem(tomasz, "Aisha Bello", wanted)).toHaveCount(0);
  });

  await test.step("The owner of the finance applications decides the second stage, and it is delivered", async () => {
    await approve(grace, { ...decision, reason: "Actuals only, fine." });
    await untilWorkIsDone(app);
    await expectState(aisha, request, "Delivered");
    await expect(main(aisha).getByText("She leads accounts payable now.").first()).toBeVisible();
    await openTab(aisha, "active");
    await expect(heldPackage(aisha, wanted)).toBeVisible();
    await openGroup();
    await expect(member).toContainText(wanted);
  });

  await test.step("After 180 days it is over: not active, expired with its reason, out of the group", async () => {
    await advanceClock({ byMs: 180 * DAY_MS });
    await untilWorkIsDone(app);
    await openTab(aisha, "expired");
    await expect(rowOf(aisha, wanted)).toContainText("Reached its end date");
    await openTab(aisha, "active");
    await expect(heldPackage(aisha, "Travel and Expenses")).toBeVisible();
    await expect(heldPackage(aisha, wanted)).toHaveCount(0);
    await openGroup();
    await expect(member).toHaveCount(0);
  });
});
