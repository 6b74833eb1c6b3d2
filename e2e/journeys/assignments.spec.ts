import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import type { App } from "@/e2e/support/app";
import { oneValue } from "@/e2e/support/database";
import { listens, main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";
import { DAY_MS } from "@/lib/engine/time";
import { toLocalInput } from "@/lib/format/local-input";

test.use({ company: "assignments" });

const library = `/admin/packages/${packageId("brandLibrary")}`;

/** The assignments of the Brand Library, as its own tab lists them. */
async function openAssignments(page: Page, params: Record<string, string> = {}): Promise<void> {
  await page.goto(`${library}?${new URLSearchParams({ tab: "assignments", ...params })}`);
  await expect(main(page).getByRole("search", { name: "Search assignments by person" })).toBeVisible();
}

/** Into the field once the page listens to it. */
async function fillPeople(page: Page, people: readonly string[]): Promise<void> {
  const field = page.getByLabel("Who gets it?");
  await listens(field);
  await field.fill(people.join("\n"));
}

async function upload(page: Page, name: string, content: string): Promise<void> {
  const file = page.getByLabel(/^Or take them from a file/);
  await listens(file);
  await file.setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

async function assign(page: Page, people: readonly string[]): Promise<void> {
  await page.goto(`${library}/assign`);
  await expect(page.getByRole("heading", { level: 1, name: "Assign Brand Library" })).toBeVisible();
  await fillPeople(page, people);
  await press(page.getByRole("button", { name: "Assign", exact: true }));
  await expect(page.getByRole("table", { name: "Lines" }).getByText("Open its request")).toHaveCount(people.length, {
    timeout: 30_000,
  });
}

/** Gives the reason and presses the button that means it. */
async function confirm(page: Page, button: string, reason: string): Promise<void> {
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Why?").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
}

const select = (page: Page, who: string) =>
  press(main(page).getByRole("checkbox", { name: `Select ${who}, Brand Library`, exact: true }));

test("people are taken from a file, several are removed with one reason, and one that ended meanwhile holds up no other", async ({
  app,
  browserOf,
}) => {
  const naledi = await browserOf("Naledi Dlamini");
  await naledi.goto(`${library}/assign`);
  const file = "Team,E-mail\nBoard,rosa.delgado@brightwater.example\n" + 'Finance,"arjun.mehta@brightwater.example"\n';
  await upload(naledi, "new.csv", file);
  await expect(naledi.getByText("2 lines were read from new.csv")).toBeVisible();
  await expect(naledi.getByLabel("Who gets it?")).toHaveValue(
    "rosa.delgado@brightwater.example\narjun.mehta@brightwater.example",
  );
  await press(naledi.getByRole("button", { name: "Assign", exact: true }));
  await expect(naledi.getByRole("table", { name: "Lines" }).getByText("Open its request")).toHaveCount(2);
  await untilWorkIsDone(app);

  await openAssignments(naledi);
  await select(naledi, "Rosa Delgado");
  await select(naledi, "Arjun Mehta");
  await expect(main(naledi).getByText("2 selected")).toBeVisible();

  // Meanwhile the owner of the catalog removes one of them, from the page of the assignment.
  const sofia = await browserOf("Sofia Marchetti");
  await openAssignments(sofia, { q: "Arjun" });
  await main(sofia)
    .getByRole("table", { name: "Assignments" })
    .getByRole("link", { name: /Arjun Mehta/ })
    .click();
  await expect(sofia.getByRole("heading", { level: 1, name: "Brand Library of Arjun Mehta" })).toBeVisible();
  await press(main(sofia).getByRole("button", { name: "Remove", exact: true }));
  await expect(sofia.getByRole("alertdialog")).toContainText("Arjun Mehta loses:");
  await confirm(sofia, "Remove the access", "He asked for it by mistake.");
  await expect(main(sofia).getByText("Removed by an administrator")).toBeVisible();

  await press(main(naledi).getByRole("button", { name: "Remove", exact: true }));
  await expect(naledi.getByRole("alertdialog")).toContainText("Rosa Delgado, Brand Library");
  await naledi.getByRole("alertdialog").getByRole("button", { name: "Remove the access" }).click();
  await expect(naledi.getByRole("alertdialog").getByText("Say why; it is kept, and told to the holder.")).toBeVisible();
  await confirm(naledi, "Remove the access", "The campaign is over.");
  await expect(main(naledi).getByText("1 of 2 could not be done; they are still selected.")).toBeVisible();
  const results = main(naledi).getByRole("table", { name: "Results" });
  await expect(results.getByRole("row", { name: /Arjun Mehta/ })).toContainText("This access has already ended");
  await expect(results.getByRole("row", { name: /Rosa Delgado/ })).toContainText("Ended.");
  const { rows } = await app.handle.pool.query(
    "select count(*)::int as n from requests where type = 'adminRemove' and target_id = any($1) and package_id = $2",
    [[personId("rosa"), personId("arjun")], packageId("brandLibrary")],
  );
  expect(rows[0].n).toBe(2);
});

test("all that match, over all pages, are downloaded and then removed", async ({ app, browserOf }) => {
  // Twenty-eight people are given something and lose it again, each in a transaction of their own.
  test.slow();
  const { rows } = await app.handle.pool.query<{ email: string }>(
    `insert into people (id, display_name, email, user_principal_name, kind, is_enabled, created_at)
     select gen_random_uuid(), case when n = 1 then '=SUM(1)' else 'Intern ' || n end,
       'intern' || n || '@brightwater.example', 'intern' || n || '@brightwater.example', 'member', true, now()
     from generate_series(1, 28) n returning email`,
  );
  const sofia = await browserOf("Sofia Marchetti");
  await assign(
    sofia,
    rows.map((row) => row.email),
  );
  await untilWorkIsDone(app);

  await openAssignments(sofia, { person: "intern" });
  await expect(main(sofia).getByText("28 match")).toBeVisible();
  const downloading = sofia.waitForEvent("download");
  await main(sofia).getByRole("link", { name: "Download these 28 as CSV" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  expect(file.trimEnd().split("\r\n")).toHaveLength(29);
  expect(file).toContain(`"'=SUM(1)"`);
  expect(file).not.toContain("rosa.delgado");

  // Both ways through the pages, in the order of the names.
  await main(sofia).getByRole("columnheader", { name: "Person" }).getByRole("link").click();
  const pages = main(sofia).getByRole("navigation", { name: "Pages of assignments" });
  await pages.getByRole("link", { name: "Next" }).click();
  await expect(main(sofia).getByRole("checkbox", { name: /^Select / })).toHaveCount(3);
  await pages.getByRole("link", { name: "Previous" }).click();
  await expect(main(sofia).getByRole("checkbox", { name: /^Select / })).toHaveCount(25);

  await main(sofia).getByRole("link", { name: "Select all 28 that match" }).click();
  await expect(main(sofia).getByText("28 selected")).toBeVisible();
  await press(main(sofia).getByRole("button", { name: "Remove", exact: true }));
  await expect(sofia.getByRole("alertdialog")).toContainText("and 20 more");
  await confirm(sofia, "Remove the access", "The internships are over.");
  await expect(main(sofia).getByText("All 28 were done.")).toBeVisible();
  await expect(main(sofia).getByText("No assignments match these filters")).toBeVisible();
});

test("an end is changed by two at once: the second is told, and replaces it knowingly", async ({ browserOf }) => {
  const sofia = await browserOf("Sofia Marchetti");
  const naledi = await browserOf("Naledi Dlamini");
  await assign(sofia, ["Tomasz Nowicki"]);
  await openAssignments(sofia, { q: "Tomasz" });
  await main(sofia)
    .getByRole("table", { name: "Assignments" })
    .getByRole("link", { name: /Tomasz Nowicki/ })
    .click();
  await expect(sofia.getByRole("heading", { level: 1, name: "Brand Library of Tomasz Nowicki" })).toBeVisible();
  const path = new URL(sofia.url()).pathname;
  const inDays = (days: number) => toLocalInput(new Date(Date.now() + days * DAY_MS).toISOString(), "dateTime");
  const heading = { level: 1, name: "Change Brand Library of Tomasz Nowicki" } as const;
  await naledi.goto(`${path}/edit`);
  await expect(naledi.getByRole("heading", heading)).toBeVisible();
  await main(sofia).getByRole("link", { name: "Change", exact: true }).click();
  await expect(sofia.getByRole("heading", heading)).toBeVisible();
  await main(sofia).getByRole("textbox", { name: /^End/ }).fill(inDays(30));
  await press(main(sofia).getByRole("button", { name: "Save the change" }));
  await sofia.waitForURL(`**${path}`);
  await expect(main(sofia).getByText("Change by administrator").first()).toBeVisible();

  await press(main(naledi).getByRole("button", { name: "Save the change" }));
  const alert = main(naledi).getByRole("alert");
  await expect(alert).toContainText("Sofia Marchetti changed this access while you were editing it");
  await main(naledi).getByRole("textbox", { name: /^End/ }).fill(inDays(60));
  await press(main(naledi).getByRole("button", { name: "Save the change" }));
  await naledi.waitForURL(`**${path}`);
});

test("requests that wait are canceled with one reason, and what cannot be canceled says why", async ({ browserOf }) => {
  const naledi = await browserOf("Naledi Dlamini");
  await naledi.goto(`/admin/requests?${new URLSearchParams({ package: "Western", sort: "person" })}`);
  const table = main(naledi).getByRole("table", { name: "Requests" });
  await expect(table.getByRole("row", { name: /Jack Thompson/ })).toContainText("Delivered");
  for (const box of await main(naledi)
    .getByRole("checkbox", { name: /^Select (Jack|Mei) / })
    .all())
    await press(box);
  await press(main(naledi).getByRole("button", { name: "Cancel", exact: true }));
  await confirm(naledi, "Cancel the requests", "The territories are cut anew.");
  const results = main(naledi).getByRole("table", { name: "Results" });
  await expect(results.getByRole("row", { name: /Jack Thompson/ })).toContainText("It is too late to cancel this");
  await expect(results.getByText("Canceled.")).toHaveCount(1);
  await expect(
    table
      .getByRole("row", { name: /Mei Chen/ })
      .filter({ hasText: "Canceled" })
      .first(),
  ).toBeVisible();
});

test("a delivery that failed is delivered again once its cause is gone", async ({ app, browserOf, advanceClock }) => {
  const sofia = await browserOf("Sofia Marchetti");
  const start = new Date(Date.now() + 2 * DAY_MS);
  await sofia.goto(`${library}/assign`);
  await fillPeople(sofia, ["William Foster"]);
  await press(sofia.getByRole("group", { name: "For a specific period?" }).getByLabel("Yes"));
  await sofia.getByLabel("Start").fill(toLocalInput(start.toISOString(), "dateTime"));
  await press(sofia.getByRole("button", { name: "Assign", exact: true }));
  await sofia.getByRole("table", { name: "Lines" }).getByRole("link", { name: "Open its request" }).click();
  const heading = sofia.getByRole("heading", { level: 1, name: "Brand Library for William Foster" });
  await expect(heading).toBeVisible();
  const enable = (on: boolean) =>
    app.handle.pool.query("update people set is_enabled = $1 where id = $2", [on, personId("william")]);
  await enable(false);
  await advanceClock({ byMs: 3 * DAY_MS });
  await untilWorkIsDone(app);
  await sofia.reload();
  const state = heading.locator("..");
  await expect(state.getByText("Delivery failed")).toBeVisible();
  await expect(
    main(sofia)
      .getByText(/the account is switched off/)
      .first(),
  ).toBeVisible();

  await enable(true);
  await press(main(sofia).getByRole("button", { name: "Deliver again" }));
  const dialog = sofia.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Deliver again" }).click();
  await expect(dialog).toHaveCount(0);
  await untilWorkIsDone(app);
  await sofia.reload();
  await expect(state.getByText("Delivered", { exact: true })).toBeVisible();
  await main(sofia).getByRole("link", { name: "Open the assignment" }).click();
  await expect(sofia.getByRole("heading", { level: 1, name: "Brand Library of William Foster" })).toBeVisible();
  await expect(main(sofia).getByText(/^Granted \d/)).toBeVisible();
});

/** Members who were hired for a while; some numbers' accounts are off. */
async function hire(app: App, name: string, count: number, offFrom = count + 1): Promise<string[]> {
  const { rows } = await app.handle.pool.query<{ email: string }>(
    `insert into people (id, display_name, email, user_principal_name, kind, is_enabled, created_at)
     select gen_random_uuid(), initcap($1) || ' ' || n, $1 || n || '@brightwater.example',
       $1 || n || '@brightwater.example', 'member', n < $3, now()
     from generate_series(1, $2) n returning email`,
    [name, count, offFrom],
  );
  return rows.map(({ email }) => email);
}

const showing = (page: Page, kind: string): Locator =>
  main(page).getByRole("group", { name: "Show lines" }).getByRole("button", { name: kind });

test("ASG-30 a list of 250 people is checked first, then assigned, and what needs another look stays in the field", async ({
  app,
  browserOf,
}) => {
  // Some two hundred and fifty people are given something, each in a transaction of their own.
  test.slow();
  const emails = await hire(app, "temp", 246, 246);
  const wrong = ["leo.andersson@brightwater.example", "luca.bianchi@studio-aurora.example", "who@brightwater.example"];
  const others = ["jack.thompson@brightwater.example", ...wrong];
  const list = ["Team,E-mail", ...[...emails, ...others, "Temp 1"].map((each) => `Spring,${each}`)].join("\n");
  const campaign = `/admin/packages/${packageId("campaign")}`;
  const sofia = await browserOf("Sofia Marchetti");
  await sofia.goto(`${campaign}/assign`);
  await upload(sofia, "spring.csv", list);
  await expect(sofia.getByText("251 lines were read from spring.csv")).toBeVisible();
  await press(sofia.getByRole("radio", { name: /^Employees/ }));
  const asked = () =>
    oneValue<number>(app, "select count(*)::int from requests where package_id = $1", [packageId("campaign")]);
  const before = await asked();
  await press(sofia.getByRole("button", { name: "Check first" }));
  await expect(main(sofia).getByRole("heading", { name: "What assigning would do" })).toBeVisible({ timeout: 60_000 });
  expect(await asked(), "a look asks for nothing").toBe(before);
  await expect(main(sofia).getByRole("region", { name: "What assigning would do" })).toBeFocused();
  const table = main(sofia).getByRole("table", { name: "Lines" });
  const kinds = [
    ["Unknown 1", "who@brightwater.example", "Nobody in the directory"],
    ["Incompatible 1", "Leo Andersson", "Marketing"],
    ["Out of scope 1", "Luca Bianchi", ""],
    ["Refused 1", "Temp 246", ""],
    ["Already assigned 1", "Jack Thompson", ""],
    ["Repeated 1", "Temp 1", "The same as line 1."],
  ] as const;
  for (const [kind, who, why] of kinds) {
    await showing(sofia, kind).click();
    await expect(table.getByRole("row")).toHaveCount(2);
    await expect(table.getByRole("row", { name: who })).toContainText(why);
  }
  await showing(sofia, "Will be assigned 245").click();
  await expect(table.getByRole("row")).toHaveCount(101);
  await main(sofia).getByRole("button", { name: "Show 100 more" }).click();
  await expect(table.getByRole("row")).toHaveCount(201);
  const downloading = sofia.waitForEvent("download");
  await main(sofia).getByRole("button", { name: "Download as CSV" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  expect(file.trimEnd().split("\r\n")).toHaveLength(252);
  expect(file).toContain('"Will be assigned","Nothing stands in the way."');

  await press(sofia.getByRole("button", { name: "Assign", exact: true }));
  await expect(sofia.getByLabel("Who gets it?"), "what is left is put there").not.toBeEditable();
  await expect(main(sofia).getByText(/^\d+ of 251 lines$/)).toBeVisible({ timeout: 60_000 });
  const said = "4 of 251 lines could not be assigned; they are still in the field.";
  await expect(main(sofia).getByText(said)).toBeVisible({ timeout: 60_000 });
  await expect(sofia.getByLabel("Who gets it?")).toHaveValue(["temp246@brightwater.example", ...wrong].join("\n"));
  await expect(showing(sofia, "Assigned 245")).toBeVisible();
  const count = "select count(*) from requests where package_id = $1 and type = 'adminAdd'";
  expect(await oneValue<string>(app, count, [packageId("campaign")])).toBe("245");
});

test.describe("a list that breaks off", () => {
  test.use({ expectedErrors: /ERR_FAILED|Failed to fetch/ });

  test("ASG-30 what was done is shown, the rest is sent again, and nobody is assigned twice", async ({
    app,
    browserOf,
    signInAs,
  }) => {
    test.slow();
    const emails = await hire(app, "helper", 250);
    const sofia = await browserOf("Sofia Marchetti");
    await sofia.goto(`${library}/assign`);
    await fillPeople(sofia, emails);
    let parts = 0;
    await sofia.route("**/assign", async (route) => {
      if (route.request().method() === "POST") parts += 1;
      // What the second part does is done; its answer is lost.
      if (parts !== 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    const send = sofia.getByRole("button", { name: "Assign", exact: true });
    await press(send);
    await expect(main(sofia).getByText(/^The portal answered for 100 lines, then no more\./)).toBeVisible({
      timeout: 60_000,
    });
    await expect(sofia.getByLabel("Who gets it?")).toHaveValue(emails.slice(100).join("\n"));
    await expect(main(sofia).getByText("100 lines: 100 assigned.")).toBeVisible();

    await sofia.context().clearCookies();
    await press(send);
    await expect(main(sofia).getByRole("alert")).toContainText("You are signed out");
    await expect(sofia.getByLabel("Who gets it?")).toHaveValue(emails.slice(100).join("\n"));

    await signInAs(sofia, "Sofia Marchetti");
    await press(send);
    await expect(main(sofia).getByText("It is assigned to all 150.")).toBeVisible({ timeout: 60_000 });
    const count = `select count(*) from requests r join people p on p.id = r.target_id
      where r.package_id = $1 and p.email like 'helper%'`;
    expect(await oneValue<string>(app, count, [packageId("brandLibrary")])).toBe("250");
  });
});
