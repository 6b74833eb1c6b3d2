import { expect, type Locator, type Page } from "@playwright/test";

/** What somebody fills into a request form; the names of fields are what their labels begin with. */
export type Wish = {
  /** The justification. */
  readonly why?: string;
  /** Typed answers, by the beginning of the question. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Choices to tick, by their words. */
  readonly choices?: readonly string[];
  /** Which of several policies to ask by. */
  readonly policy?: string;
  /** As typed into the date fields: "2027-03-01T08:00". */
  readonly from?: string;
  readonly until?: string;
};

/** Waits until the page listens to a control: what the server wrote is there to be seen before, and is deaf. */
export async function listens(control: Locator): Promise<void> {
  const isAlive = () =>
    control.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(isAlive, { message: "the page listens" }).toBe(true);
}

/**
 * Presses a control once the page listens to it. A form of the portal is not deaf before, so for its buttons this only
 * saves a page load.
 */
export async function press(control: Locator): Promise<void> {
  await listens(control);
  await control.click();
}

export const main = (page: Page): Locator => page.getByRole("main");

/** Finds the package in the list and opens its own page. */
export async function openPackage(page: Page, name: string): Promise<void> {
  await page.goto(`/packages?${new URLSearchParams({ tab: "available", q: name })}`);
  await main(page).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
}

/** Finds the package, presses Request access and, where there are several ways to ask, chooses one. */
export async function openRequestForm(page: Page, name: string, policy?: string): Promise<Locator> {
  await openPackage(page, name);
  await main(page).getByRole("link", { name: "Request access" }).click();
  if (policy) await main(page).getByRole("link", { name: policy }).click();
  const form = page.getByRole("form", { name: `Request ${name}` });
  await expect(form).toBeVisible();
  return form;
}

export async function fillIn(form: Locator, wish: Wish): Promise<void> {
  for (const [question, answer] of Object.entries(wish.answers ?? {})) {
    await form.getByRole("textbox", { name: question }).fill(answer);
  }
  for (const choice of wish.choices ?? []) await form.getByLabel(choice).check();
  if (wish.why !== undefined) await form.getByRole("textbox", { name: "Why do you need it?" }).fill(wish.why);
  if (wish.from === undefined && wish.until === undefined) return;
  await press(form.getByRole("group", { name: "For a specific period?" }).getByLabel("Yes"));
  if (wish.from !== undefined) await form.getByLabel("Start").fill(wish.from);
  if (wish.until !== undefined) await form.getByLabel("End").fill(wish.until);
}

export const send = (form: Locator): Promise<void> => press(form.getByRole("button", { name: "Send request" }));

/**
 * Asks for a package as its page offers it.
 * @returns the path of the new request
 */
export async function askFor(page: Page, name: string, wish: Wish = {}): Promise<string> {
  const form = await openRequestForm(page, name, wish.policy);
  await fillIn(form, wish);
  await send(form);
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The request's state beside its heading, in the words for its reader. */
export async function expectState(page: Page, path: string, state: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).locator("..").getByText(state, { exact: true })).toBeVisible();
}

/** The inbox's link to the request of this person for this package. */
export const inboxItem = (page: Page, who: string, name: string): Locator =>
  main(page).getByRole("link", { name: `${who} asks for ${name}`, exact: true });

/** Opens the inbox and waits until it is there, whether something waits or not. */
export async function openInbox(page: Page): Promise<void> {
  await page.goto("/approvals");
  const rows = main(page).getByRole("list", { name: "Requests that wait for you" });
  await expect(rows.or(main(page).getByRole("heading", { name: "Nothing waits for you" }))).toBeVisible();
}

/** Opens the request of this person for this package in the inbox. */
export async function openApproval(page: Page, who: string, name: string): Promise<void> {
  await openInbox(page);
  await inboxItem(page, who, name).click();
  await expect(main(page).getByRole("heading", { level: 2, name: `${name} for ${who}`, exact: true })).toBeVisible();
}

export type Decision = { readonly on: string; readonly for: string; readonly reason?: string };

/** Presses one of the two buttons of the request that is open, and waits for the word that it counted. */
export async function decide(page: Page, verdict: "approve" | "deny", decision: Decision): Promise<void> {
  const panel = page.getByRole("form", { name: "Your decision" });
  if (decision.reason !== undefined) await panel.getByRole("textbox", { name: "Your reason" }).fill(decision.reason);
  const button = verdict === "approve" ? `Approve for ${decision.for}` : "Deny";
  await press(panel.getByRole("button", { name: button, exact: true }));
  const said = `${verdict === "approve" ? "Approved" : "Denied"} ${decision.on} for ${decision.for}.`;
  await expect(main(page).getByRole("status").getByText(said)).toBeVisible();
}

/** Goes from the inbox to the request and approves it. */
export async function approve(page: Page, decision: Decision): Promise<void> {
  await openApproval(page, decision.for, decision.on);
  await decide(page, "approve", decision);
}

/** Goes from the inbox to the request and denies it. */
export async function deny(page: Page, decision: Decision): Promise<void> {
  await openApproval(page, decision.for, decision.on);
  await decide(page, "deny", decision);
}

/** A tab of Access packages. */
export async function openTab(page: Page, tab: "available" | "active" | "expired"): Promise<void> {
  await page.goto(`/packages?tab=${tab}`);
  await expect(page.getByRole("heading", { level: 1, name: "Access packages" })).toBeVisible();
}

/** The heading of something held, in Active. */
export const heldPackage = (page: Page, name: string): Locator =>
  main(page).getByRole("heading", { level: 2, name, exact: true });

/** A row of a table by the words in its first column. */
export const rowOf = (page: Page, name: string): Locator =>
  main(page)
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name, exact: true }) });
