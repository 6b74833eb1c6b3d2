import { packageId } from "@/db/seed/packages/packages";
import { partOf } from "@/e2e/support/policies";
import { main, openRequestForm, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "attributes" });

/** One of the things a resource needs, as its editor lists them. */
const needed = partOf;

test("the owner of a catalog says what an application needs of a profile, and whoever asks is asked for it", async ({
  browserOf,
}) => {
  test.slow();
  const sofia = await browserOf("Sofia Marchetti");
  await sofia.goto("/admin/catalogs");
  await sofia.getByRole("link", { name: "Sales and Marketing" }).click();
  await sofia.getByRole("link", { name: /^Resources/ }).click();
  const resources = sofia.getByRole("table", { name: "Resources" });
  const library = resources.getByRole("row", { name: /^Brand Library/ });
  await library.getByRole("link", { name: /^Nothing/ }).click();
  await expect(sofia.getByRole("heading", { level: 1, name: /needs of a profile$/ })).toBeVisible();
  await expect(sofia.getByText("Requests for packages that give its roles go through")).toBeVisible();

  // An extension without a name, and the same thing twice.
  await press(sofia.getByRole("button", { name: "Add something" }));
  const first = needed(sofia, "Needed 1");
  await first.getByLabel("Of the profile").selectOption({ label: "An extension of the directory" });
  await sofia.getByRole("button", { name: "Save" }).click();
  await expect(first.getByText("Choose a text of the profile, or type the full name of an extension.")).toBeVisible();
  await expect(first.getByText("Fill this in.")).toBeVisible();
  await first.getByLabel("Of the profile").selectOption({ label: "Office" });
  await first.getByRole("textbox", { name: "Question", exact: true }).fill("Where do you work?");
  await first.getByRole("button", { name: "Add a translation" }).click();
  await first.getByLabel("Language code").fill("de");
  await first.getByLabel("Translated question").fill("Wo arbeiten Sie?");
  await sofia.getByRole("button", { name: "Add something" }).click();
  const second = needed(sofia, "Needed 2");
  await second.getByLabel("Of the profile").selectOption({ label: "Office" });
  await second.getByRole("textbox", { name: "Question", exact: true }).fill("Which office?");
  await sofia.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText("Each text of the profile once.")).toBeVisible();
  await second.getByRole("button", { name: "Remove needed 2" }).click();

  // Somebody else opens the same list before she saves: he is told, and replaces it knowingly or not at all.
  const elena = await browserOf("Elena Petrova");
  await elena.goto(new URL(sofia.url()).pathname);
  await press(elena.getByRole("button", { name: "Add something" }));
  await needed(elena, "Needed 1").getByRole("textbox", { name: "Question", exact: true }).fill("Your title?");
  await sofia.getByRole("button", { name: "Save" }).click();
  await sofia.waitForURL("**?tab=resources");
  await expect(library.getByRole("link", { name: /^Office/ })).toBeVisible();
  await elena.getByRole("button", { name: "Save" }).click();
  await expect(elena.getByText("Sofia Marchetti changed this resource while you were editing it")).toBeVisible();
  await expect(needed(elena, "Needed 1").getByRole("textbox", { name: "Question", exact: true })).toHaveValue(
    "Your title?",
  );

  // CAT-56: where questions are made it is shown, and cannot be changed there.
  await sofia.goto(`/admin/packages/${packageId("brandLibrary")}/policies/new`);
  await expect(main(sofia).getByRole("heading", { name: "Asked for by resources" })).toBeVisible();
  await expect(main(sofia).getByRole("listitem").filter({ hasText: "Where do you work?" })).toBeVisible();

  const jonas = await browserOf("Jonas Keller", { locale: "de-DE" });
  const form = await openRequestForm(jonas, "Brand Library");
  await expect(form.getByRole("textbox", { name: "Wo arbeiten Sie?" })).toBeVisible();
});
