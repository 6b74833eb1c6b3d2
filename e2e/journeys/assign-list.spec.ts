import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { packageId } from "@/db/seed/packages/packages";
import type { App } from "@/e2e/support/app";
import { fillPeople, upload } from "@/e2e/support/assigning";
import { oneValue } from "@/e2e/support/database";
import { main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "long lists" });

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
    await sofia.goto(`/admin/packages/${packageId("brandLibrary")}/assign`);
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
