import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { fillPeople, upload } from "@/e2e/support/assigning";
import { main, press } from "@/e2e/support/portal";
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
