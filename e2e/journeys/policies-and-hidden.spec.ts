import { packageId, policyId } from "@/db/seed/packages/packages";
import { approve, fillIn, main, openPackage, openTab, press, rowOf, send } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "policies and hidden" });

const insights = "Customer Insights";
const signing = "Firmware Signing Keys";
const signingForm = `/packages/${packageId("firmwareSigning")}/request`;

test("two policies of one rank: nothing is chosen for the requestor, and the chosen one applies", async ({
  browserOf,
}) => {
  const maya = await browserOf("Maya Lindqvist");
  const emily = await browserOf("Emily Carter");
  await openPackage(maya, insights);
  await main(maya).getByRole("link", { name: "Request access" }).click();
  await expect(maya.getByRole("heading", { name: "How do you want to ask?" })).toBeVisible();
  await expect(main(maya).getByRole("link", { name: "Planning and sales" })).toBeVisible();
  await expect(maya.getByRole("button", { name: "Send request" })).toHaveCount(0);

  await main(maya).getByRole("link", { name: "Quarterly business review" }).click();
  const form = maya.getByRole("form", { name: `Request ${insights}` });
  await expect(form.getByText("Quarterly business review")).toBeVisible();

  await test.step("sent without the choice it is refused", async () => {
    const chosen = policyId("insights", "review");
    await maya.route("**/request*", async (route) => {
      const body = route.request().postData() ?? "";
      expect(body).toContain(chosen);
      await route.continue({ postData: body.replaceAll(chosen, "") });
    });
    await send(form);
    await expect(form.getByRole("alert")).toContainText("Choose how you want to ask");
    await maya.unroute("**/request*");
  });

  await test.step("sent with it, the project's policy decides who is asked and for how long", async () => {
    await fillIn(form, { why: "Churn per product line for the review." });
    await send(form);
    await maya.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await expect(main(maya).getByText("Waiting for Emily Carter to decide")).toBeVisible();
    await expect(main(maya).getByRole("definition").getByText("Quarterly business review")).toBeVisible();
    await approve(emily, { on: insights, for: "Maya Lindqvist" });
  });
});

test("a hidden package is in no list and no search, and its link works for those it is for", async ({ browserOf }) => {
  const linh = await browserOf("Linh Tran");
  await openTab(linh, "available");
  await expect(rowOf(linh, "Remote Access")).toBeVisible();
  await expect(rowOf(linh, signing)).toHaveCount(0);
  for (const search of ["Firmware Signing", "Strongroom Keys"]) {
    await linh.goto(`/packages?${new URLSearchParams({ tab: "available", q: search })}`);
    await expect(linh.getByRole("heading", { name: `Nothing matches “${search}”` })).toBeVisible();
  }

  await test.step("she withdraws what nobody can decide and follows the link to ask anew", async () => {
    await linh.goto(signingForm);
    await linh.getByRole("link", { name: "Open your request" }).click();
    await press(main(linh).getByRole("button", { name: "Cancel request" }));
    await linh.getByRole("button", { name: "Cancel this request" }).click();
    await expect(main(linh).getByText("Canceled by Linh Tran")).toBeVisible();
    await linh.goto(signingForm);
    const form = linh.getByRole("form", { name: `Request ${signing}` });
    await fillIn(form, { why: "Release 4.3 of the flow meters." });
    await send(form);
    await linh.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
    await expect(linh.getByRole("heading", { level: 1, name: signing })).toBeVisible();
  });

  await test.step("for everybody else it is not there at all", async () => {
    const maya = await browserOf("Maya Lindqvist");
    for (const address of [signingForm, signingForm.replace("/request", "")]) {
      await maya.goto(address);
      await expect(maya.getByRole("heading", { name: "There is nothing here for you" })).toBeVisible();
      await expect(maya.getByText(signing)).toHaveCount(0);
    }
  });
});
