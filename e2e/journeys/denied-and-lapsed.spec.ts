import { askFor, deny, expectState, inboxItem, main, openInbox, rowOf } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { DAY_MS, HOUR_MS } from "@/lib/engine/time";

test.use({ company: "denied and lapsed" });

test("denied in the first stage: the second never hears of it, the requestor reads why", async ({ browserOf }) => {
  const wanted = "Vendor Payment – Initiator";
  const nora = await browserOf("Nora Quinn");
  const priya = await browserOf("Priya Raman");
  const grace = await browserOf("Grace Kim");
  const reason = "Accounts payable has enough hands this quarter.";

  const form = { choices: ["Brightwater GmbH"], why: "To help out with the invoices of the plants." };
  const request = await askFor(nora, wanted, form);
  await deny(priya, { on: wanted, for: "Nora Quinn", reason });

  await openInbox(grace);
  await expect(inboxItem(grace, "Nora Quinn", wanted)).toHaveCount(0);
  await grace.goto("/approvals?tab=history");
  await expect(main(grace).getByRole("table", { name: "Decided requests" })).toBeVisible();
  await expect(main(grace).getByRole("row", { name: /Nora Quinn.*Initiator/ })).toHaveCount(0);
  await grace.goto(request.replace("/requests/", "/approvals/"));
  await expect(grace.getByRole("heading", { name: "There is nothing here for you to decide" })).toBeVisible();

  await expectState(nora, request, "Denied");
  await expect(main(nora).getByText("Denied by Priya Raman").first()).toBeVisible();
  await expect(main(nora).getByText(reason).first()).toBeVisible();
  await expect(main(nora).getByRole("link", { name: "Ask again" })).toBeVisible();
});

test("nobody decides for fourteen days: it is shown as expired, and that is not a no", async ({
  app,
  browserOf,
  advanceClock,
}) => {
  const nora = await browserOf("Nora Quinn");
  const priya = await browserOf("Priya Raman");
  const request = await askFor(nora, "Remote Access");

  await advanceClock({ byMs: 14 * DAY_MS - HOUR_MS });
  await expectState(nora, request, "Pending approval");

  await advanceClock({ byMs: HOUR_MS });
  await expectState(nora, request, "Expired");
  await expect(main(nora).getByText("That is not a no: you may ask again.")).toBeVisible();
  await nora.goto("/requests");
  await expect(rowOf(nora, "Remote Access").first()).toContainText("Expired");
  await openInbox(priya);
  await expect(inboxItem(priya, "Nora Quinn", "Remote Access")).toHaveCount(0);

  const { rows } = await app.handle.pool.query("select state, sub_status from requests where id = $1", [
    request.split("/").at(-1),
  ]);
  expect(rows).toEqual([{ state: "denied", sub_status: "timedOut" }]);
});
