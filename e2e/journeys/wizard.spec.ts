import { addTo, partOf } from "@/e2e/support/policies";
import { approve, askFor, heldPackage, main, openTab, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { expectStep, goOn, goTo, stepForm, stepInList } from "@/e2e/support/wizard";

test.use({ company: "wizard" });

test("a department gets its catalog, its owner builds a package in it step by step, and an employee gets it", async ({
  browserOf,
}) => {
  test.setTimeout(240_000);
  const marcus = await browserOf("Marcus Feldmann");
  await marcus.goto("/admin/catalogs/new");
  await press(marcus.getByRole("button", { name: "Create the catalog" }));
  await expect(marcus.getByText("Give it a name.")).toBeVisible();
  await marcus.getByLabel("Name", { exact: true }).fill("Laboratories");
  await marcus.getByLabel("Description").fill("Laboratories, their instruments and their data.");
  await marcus.getByRole("button", { name: "Create the catalog" }).click();
  await expect(marcus.getByRole("heading", { level: 1, name: "Laboratories" })).toBeVisible();
  await marcus.getByRole("link", { name: "Roles and administrators" }).click();
  await marcus.getByRole("searchbox", { name: "Find by name" }).fill("kenji");
  await marcus.getByRole("radio", { name: /Kenji Watanabe/ }).check();
  await marcus.getByRole("radio", { name: /Catalog owner/ }).check();
  await marcus.getByRole("button", { name: "Give Kenji Watanabe the role" }).click();
  const roles = marcus.getByRole("table", { name: "Roles in this catalog" });
  await expect(roles.getByRole("row", { name: /Kenji Watanabe/ })).toContainText("Catalog owner");

  // Kenji begins: what is missing is said at its field, and the step is marked.
  const kenji = await browserOf("Kenji Watanabe");
  await kenji.goto("/admin/packages");
  await press(kenji.getByRole("link", { name: "New package" }));
  await kenji.waitForURL("**/admin/packages/new");
  const basics = stepForm(kenji, "basics");
  await press(basics.getByRole("button", { name: "Save and continue" }));
  await expect(basics.getByText("Give it a name.")).toBeVisible();
  await expect(basics.getByText("Choose a catalog.")).toBeVisible();
  await expect(basics.getByRole("textbox", { name: "Name", exact: true })).toBeFocused();
  await expect(stepInList(kenji, "basics")).toContainText("3 things to correct");
  await expect(stepInList(kenji, "roles")).toContainText("Not visited yet");
  await basics.getByLabel("Laboratories").check();
  await basics.getByRole("textbox", { name: "Name", exact: true }).fill("Notebooks");
  await basics.getByRole("textbox", { name: "Description" }).fill("Notebooks on measured data.");
  await goOn(kenji, "basics", "roles");
  await expect(stepInList(kenji, "basics")).toContainText("Complete");

  // The catalog is empty; what he owns in the directory comes into it with the package.
  await expect(kenji.getByText("This catalog has no resources yet.")).toBeVisible();
  await press(kenji.getByLabel("See all"));
  await kenji.getByRole("searchbox", { name: "Find resources by name" }).fill("tide");
  await kenji.getByRole("checkbox", { name: "Tidewater Analytics: Default Access" }).check();
  await expect(kenji.getByText("The package gives 1 role.")).toBeVisible();
  await goOn(kenji, "roles", "requests");

  // A first stage of nine days that is forwarded too early, by people who may be missing.
  await kenji.getByLabel("Specific people and groups").check();
  await addTo(kenji.getByRole("group", { name: "People and groups" }), "Hannah Schmidt");
  const first = partOf(kenji, "Stage 1");
  await first.getByLabel("The person’s manager").check();
  await first.getByLabel("Days to decide").fill("9");
  await first.getByLabel("Forward it when nobody has decided").check();
  await expect(first.getByText("Of 9 days, it can be day 6 to 8.")).toBeVisible();
  await first.getByLabel("Forwarded on day").fill("5");
  await stepForm(kenji, "requests").getByRole("button", { name: "Save and continue" }).click();
  await expect(first.getByText("Choose a day from 6 to 8.")).toBeVisible();
  await expect(first.getByText("Choose who decides for people without a manager or sponsor.")).toBeVisible();
  await expect(first.getByText("Choose who joins when nobody has decided.")).toBeVisible();
  await expect(stepInList(kenji, "requests")).toContainText("3 things to correct");

  // He is called away in the middle of it; the draft waits in his list, and only there.
  await stepForm(kenji, "requests").getByRole("link", { name: "Finish later" }).click();
  await kenji.waitForURL("**/admin/packages");
  await expect(kenji.getByRole("heading", { name: "Your drafts" })).toBeVisible();
  const elena = await browserOf("Elena Petrova");
  await elena.goto("/admin/packages");
  await expect(elena.getByRole("heading", { level: 1, name: "Packages" })).toBeVisible();
  await expect(main(elena).getByRole("link", { name: "Treasury Payment Release" })).toBeVisible();
  await expect(elena.getByRole("heading", { name: "Your drafts" })).toHaveCount(0);

  // He goes on in another browser, where everything is as he left it.
  const home = await browserOf("Kenji Watanabe");
  await home.goto("/admin/packages");
  await press(home.getByRole("link", { name: "Notebooks" }));
  await expectStep(home, "basics");
  await expect(stepForm(home, "basics").getByLabel("Laboratories")).toBeChecked();
  await goTo(home, "requests");
  const stage = partOf(home, "Stage 1");
  await expect(stage.getByText("Choose a day from 6 to 8.")).toBeVisible();
  await expect(stage.getByLabel("Forwarded on day")).toHaveValue("5");
  await stage.getByLabel("Forwarded on day").fill("6");
  await expect(stage.getByText("Choose a day from 6 to 8.")).toHaveCount(0);
  await addTo(stage.getByRole("group", { name: "Fallback approvers" }), "Samuel Osei");
  await addTo(stage.getByRole("group", { name: "Alternate approvers" }), "Dev Patel");
  await home.getByRole("button", { name: "Add a stage" }).click();
  await addTo(partOf(home, "Stage 2").getByRole("group", { name: "Approvers", exact: true }), "Isabel Moreau");
  await home.getByRole("button", { name: "Add a stage" }).click();
  await addTo(partOf(home, "Stage 3").getByRole("group", { name: "Approvers", exact: true }), "Amara Okafor");
  await goOn(home, "requests", "information");
  await expect(stepInList(home, "requests")).toContainText("Complete");

  // A question in two languages; an empty one is not let through.
  await press(home.getByRole("button", { name: "Add a question" }));
  const question = partOf(home, "Question 1");
  await stepForm(home, "information").getByRole("button", { name: "Save and continue" }).click();
  await expect(question.getByText("Fill this in.")).toBeVisible();
  await question.getByRole("textbox", { name: "Question", exact: true }).fill("Which measurements do you need?");
  await question.getByRole("button", { name: "Add a translation" }).click();
  await question.getByLabel("Language code").fill("de");
  await question.getByLabel("Translated question").fill("Welche Messungen brauchen Sie?");
  await goOn(home, "information", "lifecycle");
  await stepForm(home, "lifecycle").getByLabel("Days", { exact: true }).fill("0");
  await stepForm(home, "lifecycle").getByRole("button", { name: "Save and continue" }).click();
  await expect(stepForm(home, "lifecycle").getByText("At least 1.")).toBeVisible();
  await stepForm(home, "lifecycle").getByLabel("Days", { exact: true }).fill("90");
  await goOn(home, "lifecycle", "review");

  // Everything in words.
  for (const text of [
    "Notebooks on measured data.",
    "Tidewater Analytics",
    "Hannah Schmidt",
    "Which measurements do you need?",
    "90 days after it starts",
    "Forwarded after 6 days, closes as expired after 9.",
  ]) {
    await expect(main(home).getByText(text).filter({ visible: true }).first()).toBeVisible();
  }

  // The first browser knows an older draft: it is told, overwrites nothing and takes over what the other one kept.
  await kenji.getByRole("link", { name: "Notebooks" }).click();
  await expectStep(kenji, "basics");
  await home.getByRole("link", { name: "Change Basics" }).click();
  await expectStep(home, "basics");
  const hers = stepForm(home, "basics").getByRole("textbox", { name: "Description" });
  await hers.fill("Notebooks on measured data, for engineers.");
  await expect(stepForm(home, "basics").getByText("The draft is saved.")).toBeVisible();
  await stepForm(kenji, "basics").getByRole("textbox", { name: "Description" }).fill("Something else.");
  await expect(kenji.getByText("You changed this draft in another window")).toBeVisible();
  await kenji.getByRole("button", { name: "Show what the other window kept" }).click();
  await expect(stepForm(kenji, "basics").getByRole("textbox", { name: "Description" })).toHaveValue(
    "Notebooks on measured data, for engineers.",
  );
  await goTo(home, "review");
  await press(home.getByRole("button", { name: "Create the package" }));
  await expect(home.getByRole("heading", { level: 1, name: "Notebooks" })).toBeVisible();
  await home.goto("/admin/packages");
  await expect(main(home).getByRole("link", { name: "Notebooks" })).toBeVisible();
  await expect(home.getByRole("heading", { name: "Your drafts" })).toHaveCount(0);

  const hannah = await browserOf("Hannah Schmidt", { locale: "de-DE" });
  await askFor(hannah, "Notebooks", {
    why: "To evaluate the endurance tests",
    answers: { "Welche Messungen brauchen Sie?": "Endurance, series 4" },
  });
  for (const who of ["Lucía Fernández", "Isabel Moreau", "Amara Okafor"]) {
    const approver = await browserOf(who);
    await approve(approver, { on: "Notebooks", for: "Hannah Schmidt", reason: "Needed for the tests" });
  }
  await expect(async () => {
    await openTab(hannah, "active");
    await expect(heldPackage(hannah, "Notebooks")).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test("a new catalog is made together with the package, or not at all", async ({ browserOf }) => {
  test.slow();
  const page = await browserOf("Marcus Feldmann");
  await page.goto("/admin/packages/new");
  // He looks after no catalog he could choose; so there is a new one.
  const basics = stepForm(page, "basics");
  await basics.getByRole("textbox", { name: "Name", exact: true }).fill("Visitor badges");
  await basics.getByRole("textbox", { name: "Description", exact: true }).fill("Doors for a day.");
  await press(basics.getByLabel("A new catalog"));
  await basics.getByRole("textbox", { name: "Name of the new catalog" }).fill("finance");
  await basics.getByRole("button", { name: "Save and continue" }).click();
  await expect(basics.getByText("Another catalog has that name.")).toBeVisible();
  await expect(basics.getByText("Say what is in it; requestors read this.")).toBeVisible();
  await basics.getByRole("textbox", { name: "Name of the new catalog" }).fill("Reception");
  await basics.getByRole("textbox", { name: "Description of the new catalog" }).fill("What the reception hands out.");
  await goOn(page, "basics", "roles");
  await goOn(page, "roles", "requests");

  // He looks ahead: the review tells what is missing, and where.
  await goTo(page, "review");
  await expect(main(page).getByRole("listitem").filter({ hasText: "Choose who decides." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create the package" })).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: "Correct Requests" }).click();
  await expectStep(page, "requests");
  await expect(partOf(page, "Stage 1").getByText("Choose who decides.")).toBeVisible();
  await addTo(partOf(page, "Stage 1").getByRole("group", { name: "Approvers", exact: true }), "Chris Morgan");
  await goOn(page, "requests", "information");
  await page.reload();
  await goOn(page, "information", "lifecycle");
  await goOn(page, "lifecycle", "review");
  await expect(main(page).getByRole("definition").filter({ hasText: "Reception, a new catalog" })).toBeVisible();
  await press(page.getByRole("button", { name: "Create the package" }));
  await expect(page.getByRole("heading", { level: 1, name: "Visitor badges" })).toBeVisible();
  await page.goto("/admin/catalogs");
  await expect(main(page).getByRole("link", { name: "Reception" })).toBeVisible();
});

test("a draft that is not wanted any more is deleted", async ({ browserOf }) => {
  const page = await browserOf("Sofia Marchetti");
  await page.goto("/admin/packages/new");
  const basics = stepForm(page, "basics");
  await press(basics.getByRole("textbox", { name: "Name", exact: true }));
  await basics.getByRole("textbox", { name: "Name", exact: true }).fill("Posters");
  // Kept as it is typed, before anything is pressed.
  await expect(basics.getByText("The draft is saved.")).toBeVisible();
  await page.goto("/admin/packages");
  await press(page.getByRole("button", { name: "Delete the draft Posters" }));
  await page.getByRole("button", { name: "Delete the draft", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Your drafts" })).toHaveCount(0);
});
