import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { packageId } from "@/db/seed/packages/packages";
import { personId } from "@/db/seed/people";
import { fillPeople } from "@/e2e/support/assigning";
import { press } from "@/e2e/support/portal";
import { screens } from "@/e2e/support/screens";
import { expect, test } from "@/e2e/support/test";

/** What somebody would have to look into, one line each. */
async function problemsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

/** Runs in the page. */
const countFading = () =>
  document
    .getAnimations()
    .filter((animation) => animation instanceof CSSTransition && animation.playState === "running").length;

/** Each size in one theme and each theme at one size; the tokens of a theme are the same at every size. */
const looks = [
  { size: "wide", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { size: "phone", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

/** Looks at the page as it is now on both sizes and in both themes; nothing on it may be wider than the window. */
async function expectAccessible(page: Page): Promise<void> {
  const found: Record<string, readonly string[]> = {};
  for (const { size, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    // Colors that fade from one theme into the other are those of neither.
    await expect.poll(() => page.evaluate(countFading), { message: "no color fades" }).toBe(0);
    found[`${size}, ${colorScheme}`] = await problemsOn(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${size}: scrolls sideways`).toBeLessThanOrEqual(0);
  }
  const none = Object.fromEntries(Object.keys(found).map((look) => [look, []]));
  expect(found).toEqual(none);
}

test.describe.configure({ mode: "parallel" });
test.beforeEach(() => test.slow());

for (const screen of screens) {
  test(`${screen.pattern}`, async ({ app, browserOf }) => {
    const page = await browserOf(screen.reader);
    await page.goto(await screen.path(app));
    await expect(page.getByRole("heading", { level: 1, name: screen.heading }).first()).toBeVisible();
    await expectAccessible(page);
  });
}

/** The same pages with something else on them. */
const variants: readonly { who: string; path: string; heading: string }[] = [
  { who: "Maya Lindqvist", path: "/packages?tab=active", heading: "Access packages" },
  { who: "Maya Lindqvist", path: "/packages?tab=expired", heading: "Access packages" },
  { who: "Maya Lindqvist", path: "/packages?q=nothing+like+it", heading: "Access packages" },
  { who: "Mateo Álvarez", path: `/packages/${packageId("vendorApprover")}`, heading: "Vendor Payment – Approver" },
  { who: "Maya Lindqvist", path: `/packages/${packageId("insights")}/request`, heading: "Request Customer Insights" },
  { who: "Priya Raman", path: "/approvals?tab=history", heading: "Approvals" },
  { who: "Rosa Delgado", path: "/approvals", heading: "Approvals" },
  { who: "Priya Raman", path: "/requests?part=forOthers", heading: "Requests" },
  { who: "Priya Raman", path: `/packages?for=${personId("arjun")}`, heading: "Access packages" },
  { who: "Maya Lindqvist", path: "/team", heading: "My team" },
  ...["policies", "duties", "assignments", "requests"].map((tab) => ({
    who: "Grace Kim",
    path: `/admin/packages/${packageId("vendorApprover")}?tab=${tab}`,
    heading: "Vendor Payment – Approver",
  })),
  { who: "Maya Lindqvist", path: "/admin", heading: "Your roles do not cover this page" },
  { who: "Maya Lindqvist", path: "/requests/1", heading: "There is nothing here for you" },
];

for (const { who, path, heading } of variants) {
  test(`${path} for ${who}`, async ({ browserOf }) => {
    const page = await browserOf(who);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading }).first()).toBeVisible();
    await expectAccessible(page);
  });
}

test("the sign-in page, and why somebody is there", async ({ page }) => {
  await page.goto("/sign-in?problem=disabled");
  await expect(page.getByRole("button", { name: /^Maya Lindqvist/ })).toBeVisible();
  await expectAccessible(page);
});

test("a form with everything wrong", async ({ browserOf }) => {
  const page = await browserOf("Jonas Keller");
  await page.goto(`/packages/${packageId("financialAnalyst")}/request`);
  await press(page.getByRole("group", { name: "For a specific period?" }).getByLabel("Yes"));
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByText("This needs an answer.").first()).toBeVisible();
  await expectAccessible(page);
});

test("the choice of whom a request is for, and what is told about somebody else", async ({ browserOf }) => {
  const priya = await browserOf("Priya Raman");
  await priya.goto(`/packages/${packageId("officeVisits")}/request`);
  const forWhom = priya.getByRole("region", { name: "For whom" });
  await press(forWhom.getByRole("button", { name: "Somebody else" }));
  await forWhom.getByRole("searchbox", { name: "Find by name" }).fill("emily");
  await expect(forWhom.getByRole("link", { name: "Emily Carter" })).toBeVisible();
  await expectAccessible(priya);

  await priya.goto(`/team/${personId("nora")}`);
  await press(priya.getByRole("button", { name: "Take back Financial Analyst – Standard from Nora Quinn" }));
  await expect(priya.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(priya);
});

test("dialogs, menus and what opens over a page", async ({ browserOf }) => {
  const maya = await browserOf("Maya Lindqvist");
  await maya.goto("/packages?tab=active");
  await press(maya.getByRole("button", { name: "Remove access to Travel and Expenses" }));
  await expect(maya.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(maya);

  const elena = await browserOf("Elena Petrova");
  await elena.goto("/approvals");
  await elena
    .getByRole("banner")
    .getByRole("button", { name: /\d{4}$/ })
    .click();
  await expect(elena.getByRole("dialog")).toBeVisible();
  await expectAccessible(elena);
});

test("forms that lie folded on a page", async ({ app, browserOf }) => {
  const kenji = await browserOf("Kenji Watanabe");
  const pathOf = (pattern: string) => screens.find((screen) => screen.pattern === pattern)?.path(app) ?? "";
  const adminPath = await pathOf("/admin/requests/[requestId]");
  await kenji.goto(adminPath);
  await press(kenji.locator("summary").getByText("Add an approver"));
  const adding = kenji.getByRole("form", { name: "Add an approver" });
  await adding.getByRole("searchbox", { name: "Find by name" }).fill("sofia");
  await expect(adding.getByRole("radio")).toHaveCount(1);
  await adding.getByRole("button", { name: "Add the approver" }).click();
  await expect(adding.getByText("Choose who is to decide.")).toBeVisible();
  await expectAccessible(kenji);

  await kenji.goto(adminPath.replace("/admin/requests/", "/approvals/"));
  await press(kenji.locator("summary").getByText("Correct the answers"));
  await expect(kenji.getByRole("button", { name: "Save the corrections" })).toBeVisible();
  await expectAccessible(kenji);
});

test("several requests decided at once", async ({ browserOf }) => {
  const priya = await browserOf("Priya Raman");
  await priya.goto("/approvals");
  await press(priya.getByLabel("Select all"));
  await priya.getByRole("group", { name: "Selected requests" }).getByRole("button", { name: "Deny…" }).click();
  await expect(priya.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(priya);
});

test("what assigning a list would do", async ({ browserOf }) => {
  const naledi = await browserOf("Naledi Dlamini");
  await naledi.goto(`/admin/packages/${packageId("campaign")}/assign`);
  const somewhere = `${"nobody.".repeat(20)}@brightwater.example`;
  const people = ["Rosa Delgado", "Leo Andersson", "Luca Bianchi", "Jack Thompson", "rosa delgado", somewhere];
  await fillPeople(naledi, people);
  await press(naledi.getByRole("radio", { name: /^Employees/ }));
  await press(naledi.getByRole("button", { name: "Check first" }));
  await expect(naledi.getByText("6 lines: 1 would be assigned, 3 need another look.")).toBeVisible();
  await expectAccessible(naledi);
});
