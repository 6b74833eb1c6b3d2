import type { App } from "@/e2e/support/app";
import { oneValue } from "@/e2e/support/database";
import { expect, test } from "@/e2e/support/test";
import { assignmentCalls, callsAfterDelivery } from "./seeds/assignments";
import { catalogCalls } from "./seeds/catalogs";
import { policyCalls } from "./seeds/policies";
import type { SeedCall } from "./seeds/seed-call";
import { tokenOf } from "./tokens";

test.use({ company: "graph scripts" });

/** What scripts know before they begin, and what they read out of answers, by name. */
type Kept = Map<string, string>;

const known = {
  groupId: "select id from groups where display_name = 'Financial planning team'",
  applicationId: "select id from directory_resources where origin_system = 'AadApplication' limit 1",
  siteId: "select origin_id from directory_resources where origin_system = 'SharePointOnline' limit 1",
  userId: "select id from people where display_name = 'Emily Carter'",
  memberId: "select id from people where display_name = 'Nora Quinn'",
};

const partOf = (whole: unknown, key: string): unknown =>
  typeof whole === "object" && whole !== null ? Reflect.get(whole, key) : undefined;

const filled = (text: string, kept: Kept): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole);

async function run(app: App, token: string, kept: Kept, call: SeedCall): Promise<void> {
  const { seed, method, body, status, keep = {}, look } = call;
  const path = filled(call.path, kept);
  const answer = await fetch(`${app.origin}${encodeURI(path)}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: filled(JSON.stringify(body), kept) } : {}),
  });
  const text = await answer.text();
  const told = `${seed} ${method} ${path} ${text}`;
  expect(answer.status, told).toBe(status);
  const read: unknown = text ? JSON.parse(text) : undefined;
  if (look) expect(read, told).toMatchObject(look);
  for (const [name, place] of Object.entries(keep)) {
    const value = place.split(".").reduce(partOf, read);
    if (typeof value !== "string") throw new Error(`${place} is no text: ${told}`);
    kept.set(name, value);
  }
}

test("the scripts people have go on working when they change the address", async ({ app }) => {
  const token = await tokenOf(app, "Elena Petrova");
  const kept: Kept = new Map();
  for (const [name, query] of Object.entries(known)) kept.set(name, await oneValue<string>(app, query));
  for (const call of [...catalogCalls, ...policyCalls, ...assignmentCalls]) await run(app, token, kept, call);
  const delivered = "select count(*)::int from assignments where package_id = $1 and state = 'delivered'";
  await expect.poll(() => oneValue<number>(app, delivered, [kept.get("campaignId")]), { timeout: 30_000 }).toBe(3);
  for (const call of callsAfterDelivery) await run(app, token, kept, call);
});
