import { personId } from "@/db/seed/people";
import { main, press } from "@/e2e/support/portal";
import { expect, test } from "@/e2e/support/test";

test.use({ company: "settings" });

const limit = "Longest delegation, in days (optional)";

test("two administrators change the settings at once, and an auditor reads what came of it", async ({
  app,
  browserOf,
}) => {
  // A second governance administrator, appointed while nobody looked.
  await app.handle.pool.query(
    "insert into role_assignments (id, role, person_id, created_at) values ($1, 'governanceAdministrator', $2, now())",
    [crypto.randomUUID(), personId("yusuf")],
  );
  const elena = await browserOf("Elena Petrova");
  const yusuf = await browserOf("Yusuf Demir");
  await yusuf.goto("/admin/settings");
  await elena.goto("/admin/settings");

  await test.step("what is not possible is said at the field, and stays typed", async () => {
    const stage = main(elena).getByLabel("Longest approval stage, in days");
    await stage.fill("31");
    await press(main(elena).getByRole("button", { name: "Save approval" }));
    await expect(main(elena).getByText("Type a whole number of days from 1 to 30.")).toBeVisible();
    await expect(stage).toHaveValue("31");
    await expect(stage).toBeFocused();
  });

  await test.step("Elena limits delegations to ten days, for members of one group", async () => {
    const delegation = elena.getByRole("form", { name: "Delegation" });
    await delegation.getByLabel(limit).fill("10");
    await delegation.getByLabel("Find a group to add").fill("payable");
    await press(delegation.getByRole("button", { name: "Accounts payable team" }));
    await press(delegation.getByRole("button", { name: "Save delegation" }));
    await expect(delegation.getByText("Saved.")).toBeVisible();
    await expect(delegation.getByLabel(limit)).toHaveValue("10");
    await expect(delegation.getByText("by Elena Petrova").first()).toBeVisible();
    await expect(delegation.getByRole("button", { name: "Remove Accounts payable team" })).toBeVisible();
  });

  await test.step("Yusuf, who read the page before, is told, loses nothing and decides", async () => {
    const delegation = yusuf.getByRole("form", { name: "Delegation" });
    await delegation.getByLabel(limit).fill("30");
    await press(delegation.getByRole("button", { name: "Save delegation" }));
    await expect(delegation.getByText("Somebody changed this while you were editing")).toBeVisible();
    await expect(delegation.getByText("Longest delegation is now “10 days”, set by Elena Petrova")).toBeVisible();
    await expect(delegation.getByLabel(limit)).toHaveValue("30");
    await press(delegation.getByRole("button", { name: "Save delegation" }));
    await expect(delegation.getByText("Saved.")).toBeVisible();
    await expect(delegation.getByLabel(limit)).toHaveValue("30");
  });

  await test.step("delegation is switched off, and is off for everybody at once", async () => {
    const delegation = elena.getByRole("form", { name: "Delegation" });
    await elena.reload();
    await expect(delegation.getByLabel(limit)).toHaveValue("30");
    await expect(delegation.getByText(/Switched off, nobody decides in anybody’s place/)).toBeVisible();
    await press(delegation.getByRole("checkbox", { name: /^Approvers may name a delegate/ }));
    await press(delegation.getByRole("button", { name: "Save delegation" }));
    await expect(delegation.getByText("Saved.")).toBeVisible();
    const claire = await browserOf("Claire Dubois");
    await claire.goto("/approvals/delegation");
    await expect(claire.getByRole("heading", { name: "Your organization does not use delegation" })).toBeVisible();
  });

  await test.step("the auditor reads the settings without a way to change them, and who changed them", async () => {
    const victoria = await browserOf("Victoria Sinclair");
    await victoria.goto("/admin/settings");
    await expect(victoria.getByRole("heading", { name: "Approvers may name a delegate: Off" })).toBeVisible();
    await expect(main(victoria).getByRole("button", { name: /^Save/ })).toHaveCount(0);
    const links = victoria.getByRole("navigation", { name: "Administration" });
    await links.getByRole("link", { name: "Audit log" }).click();
    await main(victoria).getByLabel("Activity").selectOption("Update tenant setting");
    await press(main(victoria).getByRole("button", { name: "Show", exact: true }));
    await victoria.waitForURL(/activity=Update/);
    const rows = main(victoria).getByRole("row").filter({ hasText: "Longest delegation" });
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText("Yusuf Demir");
    await rows.first().getByText("Details").click();
    await expect(rows.first().getByRole("definition").first()).toContainText("10 days");
    await expect(rows.first().getByRole("definition").first()).toContainText("30 days");
  });
});
