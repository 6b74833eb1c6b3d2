import {
  decide,
  expectState,
  heldPackage,
  main,
  openApproval,
  openRequestForm,
  openTab,
  press,
  send,
} from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({ company: "profile" });

const wanted = "Source Code – Contributor";

test("what a package needs of the profile is asked once, kept with the access, and goes with it unless it is to stay", async ({
  app,
  browserOf,
}) => {
  const samuel = await browserOf("Samuel Osei");
  const form = await openRequestForm(samuel, wanted);
  const known = form.getByRole("region", { name: "From the profile" });
  await expect(known).toContainText("Data Engineer");
  const userName = form.getByRole("textbox", { name: "Your user name for commits" });
  const aarhus = form.getByLabel("Aarhus office");

  await send(form);
  await expect(form.getByText("This needs an answer.")).toHaveCount(2);
  await userName.fill("samuel-o");
  await aarhus.check();
  await send(form);
  await samuel.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  const request = new URL(samuel.url()).pathname;
  await expect(main(samuel).getByText("samuel-o")).toBeVisible();

  const kenji = await browserOf("Kenji Watanabe");
  await openApproval(kenji, "Samuel Osei", wanted);
  for (const value of ["Data Engineer", "samuel-o", "Aarhus office"]) {
    await expect(main(kenji).getByText(value, { exact: true }).first()).toBeVisible();
  }
  await decide(kenji, "approve", { on: wanted, for: "Samuel Osei", reason: "His team works on it" });

  await untilWorkIsDone(app);
  await expectState(samuel, request, "Delivered");
  await expect(main(samuel).getByText("2 values written to the profile")).toBeVisible();

  await openTab(samuel, "active");
  await press(main(samuel).getByRole("button", { name: `Remove access to ${wanted}`, exact: true }));
  await samuel.getByRole("alertdialog").getByRole("button", { name: "Remove access" }).click();
  await expect(heldPackage(samuel, wanted)).toHaveCount(0);
  await untilWorkIsDone(app);
  const again = await openRequestForm(samuel, wanted);
  await expect(again.getByRole("textbox", { name: "Your user name for commits" })).toHaveValue("");
  await expect(again.getByLabel("Aarhus office")).toBeChecked();
});
