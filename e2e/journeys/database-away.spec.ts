import { Client } from "pg";
import { approve, expectState, main, openApproval, openInbox, press } from "@/e2e/support/portal";
import { expect, required, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({
  company: "database away",
  expectedErrors:
    /the server responded with a status of 5\d\d|Server Components render|Minified React error #(419|441)/,
});

/** Locks everybody out of the portal's database, or lets them in again, as a failing network would. */
async function setReachable(databaseUrl: string, isReachable: boolean): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const client = new Client({ connectionString: required("LATCHKEY_TEST_SERVER") });
  await client.connect();
  await client.query(`alter database ${client.escapeIdentifier(name)} with allow_connections ${isReachable}`);
  if (!isReachable) {
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  }
  await client.end();
}

/** What no page may tell: the inside of the portal. */
const internals =
  /ECONN|postgres|pg_|\bsql\b|drizzle|select |not currently accepting|\.next|node_modules|at async|stack/i;

test("the database goes away and comes back: pages say so, nothing is lost, no restart is needed", async ({
  app,
  browserOf,
}) => {
  test.slow();
  const wanted = { on: "Customer Insights", for: "Nora Quinn", reason: "Part of her work." };
  const priya = await browserOf("Priya Raman");
  const nora = await browserOf("Nora Quinn");
  await nora.goto("/requests");
  await main(nora).getByRole("link", { name: wanted.on }).first().click();
  await expect(nora.getByRole("heading", { level: 1, name: wanted.on })).toBeVisible();
  const request = new URL(nora.url()).pathname;
  await openApproval(priya, wanted.for, wanted.on);

  await setReachable(app.databaseUrl, false);
  try {
    await test.step("pages show a reference and nothing of the inside", async () => {
      for (const path of ["/requests", "/packages", request]) {
        await nora.goto(path);
        await expect(nora.getByRole("heading", { name: "This page could not be loaded" }).first()).toBeVisible();
        await expect(nora.getByText("give them this reference:").first()).toBeVisible();
        await expect(nora.locator("body")).not.toContainText(internals, { useInnerText: true });
      }
    });

    await test.step("whoever asks a machine's question is told that it cannot answer", async () => {
      const health = await fetch(`${app.origin}/api/health`);
      expect(health.status).toBe(503);
      expect(await health.json()).toEqual({ status: "unavailable" });
      const inbox = await priya.request.get("/api/approvals");
      expect(inbox.status()).toBe(500);
      expect(await inbox.text()).not.toMatch(internals);
    });

    await test.step("a decision does not get through, and what was typed stays", async () => {
      const panel = priya.getByRole("form", { name: "Your decision" });
      await panel.getByRole("textbox", { name: "Your reason" }).fill(wanted.reason);
      await panel.getByRole("button", { name: `Approve for ${wanted.for}` }).click();
      await expect(main(priya).getByText("The portal could not be reached").first()).toBeVisible();
      await expect(panel.getByRole("textbox", { name: "Your reason" })).toHaveValue(wanted.reason);
    });
  } finally {
    await setReachable(app.databaseUrl, true);
  }

  await test.step("it is back: the same page works again at the press of its button", async () => {
    await press(nora.getByRole("button", { name: "Try again" }).first());
    await expect(nora.getByRole("heading", { level: 1, name: wanted.on })).toBeVisible();
    expect((await fetch(`${app.origin}/api/health`)).status).toBe(200);
  });

  await test.step("the decision is made, and the worker delivers", async () => {
    await openInbox(priya);
    await approve(priya, wanted);
    await untilWorkIsDone(app);
    await expectState(nora, request, "Delivered");
  });
});
