import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { oneValue } from "@/e2e/support/database";
import { main, press } from "@/e2e/support/portal";
import { signInForCookies } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

test("an auditor narrows the log, takes it along, and nobody else gets the file", async ({ app, browserOf }) => {
  const victoria = await browserOf("Victoria Sinclair");
  await victoria.goto("/admin/audit");
  const log = main(victoria).getByRole("table", { name: "Audit log" });

  await test.step("to a person by a part of the name, then to a package by a click on it", async () => {
    await main(victoria).getByLabel("Person").fill("lindqv");
    await press(main(victoria).getByRole("button", { name: "Show", exact: true }));
    await victoria.waitForURL(/person=lindqv/);
    await expect(log.getByRole("row").nth(1)).toContainText("Maya Lindqvist");
    await log.getByRole("link", { name: "Marketing Campaign" }).first().click();
    await victoria.waitForURL(/package=/);
    await expect(main(victoria).getByRole("link", { name: "Remove Marketing Campaign" })).toBeVisible();
    for (const row of (await log.getByRole("row").all()).slice(1))
      await expect(row).toContainText("Marketing Campaign");
  });

  await test.step("the files hold what is listed", async () => {
    const rows = (await log.getByRole("row").count()) - 1;
    const path = (await main(victoria).getByRole("link", { name: "JSON Lines" }).getAttribute("href")) ?? "";
    const cookie = await signInForCookies(app, "Victoria Sinclair");
    const answer = await fetch(`${app.origin}${path}`, { headers: { cookie } });
    expect(answer.headers.get("content-disposition")).toContain("audit-log.jsonl");
    const lines = (await answer.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(rows);
    expect(new Set(lines.map((line) => line.package.name))).toEqual(new Set(["Marketing Campaign"]));
    const csv = await fetch(`${app.origin}${path.replace("jsonl", "csv")}`, { headers: { cookie } });
    expect(await csv.text()).toContain('"Number","Occurred at (UTC)","Written at (UTC)","Activity"');
    for (const who of ["Grace Kim", "Maya Lindqvist"]) {
      const stranger = await signInForCookies(app, who);
      const refused = await fetch(`${app.origin}${path}`, { headers: { cookie: stranger } });
      expect([refused.status, await refused.text()]).toEqual([403, '{"error":"roleNotSufficient"}']);
    }
    const odd = await fetch(`${app.origin}/api/admin/audit?format=xml`, { headers: { cookie } });
    expect(odd.status).toBe(400);
  });

  await test.step("nothing found says so, and leads back", async () => {
    await victoria.goto("/admin/audit?person=nobody+of+that+name");
    await expect(main(victoria).getByRole("heading", { name: "Nothing of that kind happened" })).toBeVisible();
    await main(victoria).getByRole("link", { name: "Show everything" }).click();
    await expect(log).toBeVisible();
  });
});

test("who held a package on a day, and what somebody held, with a link that stays", async ({ app, browserOf }) => {
  const startedAt = await oneValue<Date>(
    app,
    "select start_at from assignments where target_id = $1 and package_id = $2 and state = 'delivered'",
    [personId("maya"), packageId("warehouse")],
  );
  const day = startedAt.toISOString().slice(0, 10);
  const dayBefore = new Date(startedAt.getTime() - 86_400_000).toISOString().slice(0, 10);
  const victoria = await browserOf("Victoria Sinclair");
  await victoria.goto("/admin/access-on");
  const table = main(victoria).getByRole("table", { name: "Access" });

  await test.step("by a name that only one has", async () => {
    await main(victoria).getByLabel("End of the day (UTC)").fill(day);
    await main(victoria).getByLabel("Package").fill("data warehouse");
    await press(main(victoria).getByRole("button", { name: "Show", exact: true }));
    await expect(victoria.getByRole("heading", { name: "Who held Data Warehouse Reader" })).toBeVisible();
    const row = table.getByRole("row").filter({ hasText: "Maya Lindqvist" });
    await expect(row).toContainText("New access");
    await expect(row).toContainText("Approved by");
  });

  await test.step("the day before she did not hold it", async () => {
    const place = new URLSearchParams({ date: dayBefore, package: packageId("warehouse"), person: personId("maya") });
    await victoria.goto(`/admin/access-on?${place}`);
    await expect(victoria.getByRole("heading", { name: "Nothing was held" })).toBeVisible();
  });

  await test.step("a name that several have is chosen first; a day to come has no answer", async () => {
    await victoria.goto(`/admin/access-on?date=${day}&person=ma`);
    await main(victoria).getByRole("link", { name: "Maya Lindqvist" }).click();
    await expect(victoria.getByRole("heading", { name: "What Maya Lindqvist held" })).toBeVisible();
    await expect(table.getByRole("row", { name: /^Data Warehouse Reader/ })).toBeVisible();
    await victoria.goto(`/admin/access-on?date=2999-01-01&person=${personId("maya")}`);
    await expect(main(victoria).getByText("That day has not come yet")).toBeVisible();
  });

  await test.step("the file says the same, and less to whoever looks after another catalog", async () => {
    const file = async (who: string, query: Record<string, string>) => {
      const cookie = await signInForCookies(app, who);
      const answer = await fetch(`${app.origin}/api/admin/access-on?${new URLSearchParams(query)}`, {
        headers: { cookie },
      });
      return { status: answer.status, text: await answer.text() };
    };
    const wanted = { date: day, package: packageId("warehouse") };
    const whole = await file("Victoria Sinclair", wanted);
    expect(whole.text).toContain('"Maya Lindqvist"');
    const grace = await file("Grace Kim", wanted);
    expect(grace.status).toBe(200);
    expect(grace.text.trimEnd().split("\r\n")).toHaveLength(1);
    expect((await file("Maya Lindqvist", wanted)).status).toBe(403);
    expect((await file("Victoria Sinclair", { date: day })).status).toBe(400);
  });

  await test.step("and the page knows nothing of a package in another catalog", async () => {
    const grace = await browserOf("Grace Kim");
    await grace.goto(`/admin/access-on?date=${day}&package=${packageId("warehouse")}`);
    await expect(main(grace).getByRole("heading", { name: "Which package?" })).toBeVisible();
    await expect(grace.getByText("Data Warehouse Reader")).toHaveCount(0);
  });
});
