import { approve, askFor, expectState, main, openPackage, openTab, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({ company: "territories" });

const [western, eastern] = ["Western Territory", "Eastern Territory"] as const;

test("SOD-9 who holds the west is refused the east and told why; once the west is given back, the east is theirs", async ({
  app,
  browserOf,
}) => {
  const jack = await browserOf("Jack Thompson");
  const omar = await browserOf("Omar Haddad");

  await openPackage(jack, eastern);
  await expect(main(jack).getByText("This conflicts with access you hold")).toBeVisible();
  await expect(main(jack).getByRole("listitem").getByRole("link", { name: western })).toBeVisible();
  await expect(main(jack).getByRole("link", { name: "Request access" })).toHaveCount(0);

  await openTab(jack, "active");
  await press(main(jack).getByRole("button", { name: `Remove access to ${western}`, exact: true }));
  const dialog = jack.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Remove access" }).click();
  await expect(dialog).toHaveCount(0);
  await untilWorkIsDone(app);

  const request = await askFor(jack, eastern, { why: "I move to the eastern team." });
  await approve(omar, { on: eastern, for: "Jack Thompson", reason: "Welcome." });
  await untilWorkIsDone(app);
  await expectState(jack, request, "Delivered");
});
