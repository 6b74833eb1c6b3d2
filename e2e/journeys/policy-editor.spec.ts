import type { Page } from "@playwright/test";
import { packageId } from "@/db/seed/packages/packages";
import { addTo, partOf } from "@/e2e/support/policies";
import { openRequestForm, press, send } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "policy editor" });

const policies = `/admin/packages/${packageId("brandLibrary")}`;
const errorsOn = (page: Page) => page.locator("[aria-invalid=true]");

test("a package manager makes a policy of three stages with questions in two languages, and it is asked for", async ({
  browserOf,
}) => {
  test.slow();
  const leo = await browserOf("Leo Andersson");
  await leo.goto(`${policies}?tab=policies`);
  await leo.getByRole("link", { name: "New policy" }).click();
  await expect(leo.getByRole("heading", { level: 1, name: "New policy for Brand Library" })).toBeVisible();

  // Nothing is filled in: said at its places, and the first of them has the focus.
  await press(leo.getByRole("button", { name: "Create the policy" }));
  await expect(leo.getByText("Give it a name.")).toBeVisible();
  await expect(leo.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  await leo.getByRole("textbox", { name: "Name", exact: true }).fill("Photo rights");
  await leo.getByLabel("Specific people and groups").check();
  await addTo(leo.getByRole("group", { name: "People and groups" }), "Nora Quinn");

  const first = partOf(leo, "Stage 1");
  await first.getByLabel("The person’s manager").check();
  await first.getByLabel("Days to decide").fill("9");
  await first.getByLabel("Forward it when nobody has decided").check();
  await expect(first.getByText("Of 9 days, it can be day 6 to 8.")).toBeVisible();
  await expect(first.getByLabel("Forwarded on day")).toHaveValue("6");
  await first.getByLabel("Forwarded on day").fill("5");
  await leo.getByRole("button", { name: "Add a question" }).click();
  const question = partOf(leo, "Question 1");
  await question.getByRole("textbox", { name: "Question", exact: true }).fill("Where will the photographs be used?");
  await question.getByLabel("Answered with").selectOption({ label: "One choice" });
  await question.getByLabel("Text of choice 1").fill("Print");
  await question.getByLabel("Text of choice 2").fill("Print");

  // Day 5 of 9, no fallback for those without a manager, no alternate, one choice twice: all said at once.
  await leo.getByRole("button", { name: "Create the policy" }).click();
  await expect(first.getByText("Choose a day from 6 to 8.")).toBeVisible();
  await expect(first.getByText("Choose who decides for people without a manager or sponsor.")).toBeVisible();
  await expect(first.getByText("Choose who joins when nobody has decided.")).toBeVisible();
  await expect(question.getByText("Each choice once.")).toBeVisible();
  await expect(leo.getByText("Not saved: 4 things need your attention above.")).toBeVisible();
  await expect(first.getByLabel("Forwarded on day")).toHaveValue("5");
  await expect(errorsOn(leo)).toHaveCount(4);

  await first.getByLabel("Forwarded on day").fill("6");
  await addTo(first.getByRole("group", { name: "Fallback approvers" }), "Sofia Marchetti");
  const alternates = first.getByRole("group", { name: "Alternate approvers" });
  await alternates.getByLabel("The manager’s manager").check();
  await addTo(first.getByRole("group", { name: "Fallbacks of the alternates" }), "Grace Kim");
  await question.getByLabel("Text of choice 2").fill("Web");
  await question.getByLabel("Value of choice 2").fill("web");
  await question.getByRole("button", { name: "Add a translation" }).click();
  await question.getByLabel("Language code").fill("de");
  await question.getByLabel("Translated question").fill("Wo werden die Fotos verwendet?");
  await question.getByLabel("“Print” translated").fill("Druck");

  await leo.getByRole("button", { name: "Add a stage" }).click();
  await addTo(partOf(leo, "Stage 2").getByRole("group", { name: "Approvers", exact: true }), "Emily Carter");
  await leo.getByRole("button", { name: "Add a stage" }).click();
  await addTo(partOf(leo, "Stage 3").getByRole("group", { name: "Approvers", exact: true }), "Leo Andersson");
  await expect(leo.getByRole("button", { name: "Add a stage" })).toHaveCount(0);
  await leo.getByRole("button", { name: "Move stage 3 up" }).click();
  await expect(partOf(leo, "Stage 2").getByRole("button", { name: "Remove Leo Andersson" })).toBeVisible();

  // The questions as they are asked in German, and whom all of this concerns, before anything is saved.
  await leo.getByRole("button", { name: "See them as they are asked" }).click();
  const preview = leo.getByRole("dialog", { name: "As they are asked" });
  await preview.getByLabel("The reader’s language").selectOption({ label: "German (de)" });
  await expect(preview.getByRole("group", { name: "Wo werden die Fotos verwendet?" })).toBeVisible();
  await expect(preview.getByLabel("Druck")).toBeVisible();
  await preview.getByRole("button", { name: "Close" }).click();
  await leo.getByRole("button", { name: "See what this changes" }).click();
  await expect(leo.getByText("Access can be asked for under it for 1 person.")).toBeVisible();
  await expect(leo.getByText("In every stage there is somebody who could decide.")).toBeVisible();

  await leo.getByRole("button", { name: "Create the policy" }).click();
  await leo.waitForURL(/tab=policies#policy-/);
  const card = leo.getByRole("region", { name: "Photo rights" });
  await expect(card.getByText("Version 1")).toBeVisible();
  await expect(card.getByRole("heading", { name: "Stage 3" })).toBeVisible();
  await expect(card.getByText("also in German")).toBeVisible();

  // She is listed, so this policy goes before the one for everybody (POL-22).
  const nora = await browserOf("Nora Quinn", { locale: "de-DE" });
  const form = await openRequestForm(nora, "Brand Library");
  const asked = form.getByRole("group", { name: "Wo werden die Fotos verwendet?" });
  await asked.getByLabel("Druck").check();
  await form.getByRole("textbox", { name: "Why do you need it?" }).fill("For the annual report");
  await send(form);
  await nora.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(nora.getByRole("definition").filter({ hasText: "Druck" })).toBeVisible();

  // Her request waits under the policy, so it stays.
  await leo.reload();
  await press(card.getByRole("button", { name: "Delete Photo rights" }));
  await leo.getByRole("button", { name: "Delete the policy" }).click();
  await expect(leo.getByRole("alertdialog").getByText("1 open request")).toBeVisible();
});

test("two who edit a policy at once learn of each other, and nothing typed is lost", async ({ browserOf }) => {
  const leo = await browserOf("Leo Andersson");
  const sofia = await browserOf("Sofia Marchetti");
  for (const page of [leo, sofia]) {
    await page.goto(`${policies}?tab=policies`);
    await page.getByRole("link", { name: "Edit Employees and guests" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Edit Employees and guests" })).toBeVisible();
  }
  await press(leo.getByRole("button", { name: "Add a question" }));
  await partOf(leo, "Question 1").getByRole("textbox", { name: "Question", exact: true }).fill("For which campaign?");
  await leo.getByRole("button", { name: "Save" }).click();
  await leo.waitForURL(/tab=policies#policy-/);
  const his = leo.getByRole("region", { name: "Employees and guests" });
  await expect(his.getByText("For which campaign?")).toBeVisible();

  await press(sofia.getByLabel("Tell holders when access starts, nears its end and ends"));
  await sofia.getByLabel("Days", { exact: true }).fill("90");
  await sofia.getByRole("button", { name: "Save" }).click();
  await expect(sofia.getByText("Leo Andersson changed this while you were editing it")).toBeVisible();
  await expect(sofia.getByLabel("Days", { exact: true })).toHaveValue("90");
  await expect(sofia.getByText("Version 2.")).toBeVisible();

  // Saving again is on purpose: her version is the next one.
  await sofia.getByRole("button", { name: "Save" }).click();
  await sofia.waitForURL(/tab=policies#policy-/);
  const card = sofia.getByRole("region", { name: "Employees and guests" });
  await expect(card.getByText("Version 3")).toBeVisible();
  await expect(card.getByText("90 days after it starts")).toBeVisible();
  await expect(card.getByText("For which campaign?")).toHaveCount(0);

  // Back in the editor he begins with what is there now, not with what he left.
  await his.getByRole("link", { name: "Edit Employees and guests" }).click();
  await expect(leo.getByText("Version 3.")).toBeVisible();
  await expect(leo.getByLabel("Days", { exact: true })).toHaveValue("90");
  await expect(leo.getByRole("heading", { name: "Question 1" })).toHaveCount(0);
});

test("a policy under which nothing was asked is deleted", async ({ browserOf }) => {
  const leo = await browserOf("Leo Andersson");
  await leo.goto(`${policies}/policies/new`);
  await press(leo.getByLabel("None"));
  await leo.getByRole("textbox", { name: "Name", exact: true }).fill("By administrators");
  await leo.getByLabel("Approval is required").uncheck();
  await leo.getByRole("button", { name: "Create the policy" }).click();
  await leo.waitForURL(/tab=policies#policy-/);
  const card = leo.getByRole("region", { name: "By administrators" });
  await expect(card.getByText("Nobody asks under this policy.")).toBeVisible();
  await press(card.getByRole("button", { name: "Delete By administrators" }));
  await leo.getByRole("button", { name: "Delete the policy" }).click();
  await expect(card).toHaveCount(0);
});
