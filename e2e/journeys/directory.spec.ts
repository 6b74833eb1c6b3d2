import type { Page } from "@playwright/test";
import { groupId } from "@/db/seed/groups";
import { personId } from "@/db/seed/people";
import { main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "directory" });

const titled = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

/** Finds somebody or a group in one of the choosers of a page and takes them. */
async function choose(page: Page, field: RegExp | string, name: string) {
  const chooser = main(page).getByRole("group", { name: field });
  await chooser.getByRole("searchbox").fill(name);
  await press(chooser.getByRole("list", { name: / found$/ }).getByRole("button", { name }));
}

test("somebody new is added, edited, disabled after being told what that does, and enabled again", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const page = await browserOf("Elena Petrova");
  await page.goto("/admin/people");
  await main(page).getByRole("link", { name: "New person" }).click();
  await expect(titled(page, "New person")).toBeVisible();
  const form = page.getByRole("form", { name: "New person" });

  await test.step("what is missing or taken is said at its field, and nothing typed is lost", async () => {
    await press(form.getByRole("button", { name: "Add the person" }));
    await expect(form.getByText("Enter a name.")).toBeVisible();
    await form.getByLabel("Name", { exact: true }).fill("Lea Winter");
    await form.getByLabel("E-mail").fill("nora.quinn@brightwater.example");
    await choose(page, /^Manager/, "Priya Raman");
    await press(form.getByRole("button", { name: "Add the person" }));
    await expect(form.getByText("Nora Quinn has this address already.")).toBeVisible();
    await expect(form.getByLabel("Name", { exact: true })).toHaveValue("Lea Winter");
  });

  await form.getByLabel("E-mail").fill("lea.winter@brightwater.example");
  await press(form.getByRole("button", { name: "Add the person" }));
  await expect(titled(page, "Lea Winter")).toBeVisible();
  await expect(main(page).getByRole("link", { name: "Priya Raman" })).toBeVisible();

  await main(page).getByRole("link", { name: "Edit", exact: true }).click();
  await expect(titled(page, "Edit Lea Winter")).toBeVisible();
  const edit = page.getByRole("form", { name: "Edit the person" });
  await edit.getByLabel("Job title").fill("Accountant");
  await press(edit.getByRole("button", { name: "Save" }));
  await expect(titled(page, "Lea Winter")).toBeVisible();
  await expect(main(page).getByText("Accountant")).toBeVisible();

  await test.step("nobody becomes the manager of their own manager", async () => {
    await page.goto(`/admin/people/${personId("priya")}/edit`);
    await choose(page, /^Manager/, "Lea Winter");
    await press(page.getByRole("button", { name: "Save" }));
    await expect(page.getByText("They would be their own manager.")).toBeVisible();
    await expect(page.getByText("Priya Raman reports to Lea Winter reports to Priya Raman.")).toBeVisible();
  });

  await test.step("Claire decides alone in places; that is said before her account goes off", async () => {
    await page.goto(`/admin/people/${personId("claire")}`);
    await main(page).getByRole("link", { name: "Disable", exact: true }).click();
    await expect(titled(page, "Disable Claire Dubois")).toBeVisible();
    await expect(main(page).getByText("Grace Kim decides in their place")).toBeVisible();
    await expect(main(page).getByText(/direct reports?$/)).toBeVisible();
    await press(page.getByRole("button", { name: "Disable the account" }));
    await expect(page.getByText("Say why.")).toBeVisible();
    await page.getByLabel("Why?").fill("Left the company.");
    await press(page.getByRole("button", { name: "Disable the account" }));
    await expect(titled(page, "Claire Dubois")).toBeVisible();
    await expect(main(page).getByText("This account is disabled")).toBeVisible();
  });

  await press(main(page).getByRole("button", { name: "Enable" }));
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Why?").fill("Stays after all.");
  await dialog.getByRole("button", { name: "Enable the account" }).click();
  await expect(main(page).getByText("This account is disabled")).toHaveCount(0);

  const { rows } = await app.handle.pool.query(
    "select activity from audit_events where actor_id = $1 and kind like 'person%' order by sequence desc limit 4",
    [personId("elena")],
  );
  expect(rows.map((row) => row.activity)).toEqual(["Enable account", "Disable account", "Update user", "Add user"]);
});

test("two administrators look after one group; people and groups join and leave it", async ({ app, browserOf }) => {
  test.slow();
  await app.handle.pool.query(
    "insert into role_assignments (id, role, person_id, created_at) values (gen_random_uuid(), 'governanceAdministrator', $1, now())",
    [personId("isabel")],
  );
  const page = await browserOf("Elena Petrova");
  const other = await browserOf("Isabel Moreau");
  await page.goto("/admin/groups/new");
  await page.getByLabel("Name", { exact: true }).fill("accounts payable team");
  await press(page.getByRole("button", { name: "Create the group" }));
  await expect(page.getByText("There is a group named accounts payable team already.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Fire wardens");
  await press(page.getByRole("button", { name: "Create the group" }));
  await expect(titled(page, "Fire wardens")).toBeVisible();
  await expect(main(page).getByText("No policy, package, role or delegation names it")).toBeVisible();
  const path = new URL(page.url()).pathname;

  await test.step("the second to save is told by whom, and may replace it knowingly", async () => {
    await other.goto(`${path}/edit`);
    await other.getByLabel("Name", { exact: true }).fill("Fire wardens of the house");
    await page.goto(`${path}/edit`);
    await page.getByLabel("What is it for?").fill("They know the exits.");
    await press(page.getByRole("button", { name: "Save" }));
    await expect(titled(page, "Fire wardens")).toBeVisible();
    await press(other.getByRole("button", { name: "Save" }));
    await expect(other.getByText("Elena Petrova changed this while you were editing it")).toBeVisible();
    await expect(other.getByText("The description is now: They know the exits.")).toBeVisible();
    await press(other.getByRole("button", { name: "Save" }));
    await expect(titled(other, "Fire wardens of the house")).toBeVisible();
  });

  await test.step("several people join at once, and one is taken out", async () => {
    await page.goto(path);
    await choose(page, "Who?", "Nora Quinn");
    await choose(page, "Who?", "Leo Andersson");
    await press(page.getByRole("button", { name: "Add to the group" }));
    const members = main(page).getByRole("table", { name: "Members" });
    await expect(members.getByRole("row", { name: /Nora Quinn/ })).toBeVisible();
    await press(members.getByRole("button", { name: /^Take out.*Leo Andersson/ }));
    await page.getByRole("alertdialog").getByRole("button", { name: "Take out" }).click();
    await expect(members.getByRole("row", { name: /Leo Andersson/ })).toHaveCount(0);
  });

  await test.step("a group is put inside; a circle is refused and named", async () => {
    await choose(page, "Which group?", "Accounts payable team");
    await press(page.getByRole("button", { name: "Put it inside" }));
    await expect(main(page).getByRole("link", { name: "Accounts payable team" })).toBeVisible();
    await page.goto(`/admin/groups/${groupId("payables")}`);
    await choose(page, "Which group?", "Fire wardens");
    await press(page.getByRole("button", { name: "Put it inside" }));
    await expect(page.getByText(/A group would contain itself/)).toContainText(
      "Accounts payable team is in Fire wardens of the house is in Accounts payable team.",
    );
  });
});

test("a file of people is looked at first, corrected, imported as a whole, and does nothing a second time", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const page = await browserOf("Elena Petrova");
  await page.goto("/admin/people");
  await main(page).getByRole("link", { name: "Import" }).click();
  await expect(titled(page, "Import people")).toBeVisible();
  const count = async () =>
    (await app.handle.pool.query("select count(*)::int as n from people where email like '%@new.example'")).rows[0]?.n;
  const header = "userPrincipalName;displayName;jobTitle;manager";
  const good = "kai.berg@new.example;Kai Berg;Clerk;lu.berg@new.example";
  const lines = [header, good, "lu.berg@new.example;Lu Berg;Head;nora.quinn@brightwater.example"];
  const bad = [...lines, "=cmd@new.example;;;", "mo@new.example;Mo;;nobody@new.example"].join("\r\n");
  await page.getByLabel("File").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(bad) });
  await expect(page.getByLabel("Rows")).toHaveValue(/Kai Berg/);
  await press(page.getByRole("button", { name: "Check the file" }));
  await expect(page.getByText("2 rows have an error")).toBeVisible();
  const rows = page.getByRole("table", { name: "Rows of the file" });
  await expect(rows.getByRole("row", { name: /Mo/ })).toContainText("Nobody has the sign-in name nobody@new.example");
  await expect(rows.getByRole("row", { name: /=cmd/ })).toContainText("like a formula");
  await expect(page.getByRole("button", { name: /^Import / })).toHaveCount(0);
  expect(await count()).toBe(0);

  await page.getByLabel("Rows").fill(lines.join("\n"));
  await press(page.getByRole("button", { name: "Check the file" }));
  await expect(page.getByText("The file can be imported")).toBeVisible();
  await expect(page.getByText("New: 2")).toBeVisible();
  expect(await count()).toBe(0);

  // Meanwhile somebody else adds one of them.
  await app.handle.pool.query(
    "insert into people (id, display_name, email, user_principal_name, kind, is_enabled, created_at) values (gen_random_uuid(), 'Lu Berg', 'lu.berg@new.example', 'lu.berg@new.example', 'member', true, now())",
  );
  await press(page.getByRole("button", { name: "Import 2 rows" }));
  await expect(page.getByText("the directory has changed since you looked")).toBeVisible();
  await expect(page.getByText("Changed: 1")).toBeVisible();
  expect(await count()).toBe(1);
  await press(page.getByRole("button", { name: "Import 2 rows" }));
  await expect(page.getByText("Imported: 2 people written.")).toBeVisible();
  expect(await count()).toBe(2);

  await page.getByLabel("Rows").fill(lines.join("\n"));
  await press(page.getByRole("button", { name: "Check the file" }));
  await expect(page.getByText("There is nothing to import")).toBeVisible();
});
