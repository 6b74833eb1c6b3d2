import { packageId, policyId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import {
  approve,
  askFor,
  decide,
  expectState,
  heldPackage,
  main,
  openApproval,
  openPackage,
  openRequestForm,
  openTab,
  rowOf,
  send,
} from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";
import { untilWorkIsDone } from "@/e2e/support/worker";

test.use({ company: "separation of duties" });

const initiator = "Vendor Payment – Initiator";
const approver = "Vendor Payment – Approver";

test("who prepares payments sees that approving them is closed to him, and why", async ({ browserOf }) => {
  const mateo = await browserOf("Mateo Álvarez");

  await openTab(mateo, "available");
  const row = rowOf(mateo, approver);
  await expect(row).toContainText(`Conflicts with ${initiator}`);
  await expect(row).toContainText("Blocked");

  await openPackage(mateo, approver);
  await expect(main(mateo).getByText("This conflicts with access you hold")).toBeVisible();
  await expect(main(mateo).getByRole("listitem").getByRole("link", { name: initiator })).toBeVisible();
  await expect(mateo.getByRole("link", { name: "Request access" })).toHaveCount(0);

  await mateo.goto(`/packages/${packageId("vendorApprover")}/request`);
  await expect(main(mateo).getByText("This conflicts with access you hold")).toBeVisible();
  await expect(mateo.getByRole("form", { name: `Request ${approver}` })).toHaveCount(0);
  await expect(mateo.getByRole("button", { name: "Send request" })).toHaveCount(0);
});

test("a form of another package with the ids exchanged is refused, and nothing is written", async ({
  app,
  browserOf,
}) => {
  const mateo = await browserOf("Mateo Álvarez");
  const form = await openRequestForm(mateo, "Brand Library");
  await mateo.route("**/request", async (route) => {
    const body = route.request().postData() ?? "";
    const forged = body
      .replaceAll(packageId("brandLibrary"), packageId("vendorApprover"))
      .replaceAll(policyId("brandLibrary", "everybody"), policyId("vendorApprover", "finance"));
    expect(forged).not.toBe(body);
    await route.continue({ postData: forged });
  });
  await send(form);
  const alert = form.getByRole("alert");
  await expect(alert).toContainText("This conflicts with access you hold");
  await expect(alert.getByRole("listitem")).toHaveText(initiator);

  const { rows } = await app.handle.pool.query(
    "select id from requests where target_id = $1 and package_id = any($2)",
    [personId("mateo"), [packageId("vendorApprover"), packageId("brandLibrary")]],
  );
  expect(rows).toEqual([]);
});

test("of two territories approved at the same time only one is ever delivered", async ({ app, browserOf }) => {
  const robert = await browserOf("Robert Ellison");
  const rachel = await browserOf("Rachel Goldberg");
  const omar = await browserOf("Omar Haddad");
  const western = { on: "Western Territory", for: "Robert Ellison" };
  const eastern = { on: "Eastern Territory", for: "Robert Ellison" };
  const why = "I look after both sides until a director is found.";

  const west = await askFor(robert, western.on, { why });
  const east = await askFor(robert, eastern.on, { why });

  await approve(rachel, { ...western, reason: "Until the end of the quarter." });
  await untilWorkIsDone(app);
  await expectState(robert, west, "Delivered");

  await openApproval(omar, eastern.for, eastern.on);
  await expect(main(omar).getByText("Conflicts with Western Territory").first()).toBeVisible();
  await decide(omar, "approve", { ...eastern, reason: "Agreed with Rachel." });
  await untilWorkIsDone(app);

  await expectState(robert, east, "Denied – conflict");
  await expect(
    main(robert).getByText("It was approved, but at that moment it conflicted with Western Territory"),
  ).toBeVisible();
  await openTab(robert, "active");
  await expect(heldPackage(robert, western.on)).toBeVisible();
  await expect(heldPackage(robert, eastern.on)).toHaveCount(0);
});
