import { asc } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { groupClosure, groupNestings, groups } from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import { newId } from "@/lib/platform/ids";
import { testDatabase } from "@/lib/testing/database";
import { rebuildGroupClosure } from "./group-closure";

const test = testDatabase({ max: 2 });
const at = new Date("2026-01-05T09:00:00Z");
let ids: Map<string, GroupId>;

beforeEach(async () => {
  await test.reset();
  ids = new Map(["all", "sales", "west", "lonely"].map((name) => [name, newId(at) as GroupId]));
  await test.db
    .insert(groups)
    .values([...ids].map(([displayName, id]) => ({ id, displayName, description: "", createdAt: at })));
});

const idOf = (name: string) => ids.get(name) as GroupId;

async function nest(...pairs: (readonly [string, string])[]): Promise<string[]> {
  await test.db
    .insert(groupNestings)
    .values(pairs.map(([parent, child]) => ({ parentId: idOf(parent), childId: idOf(child) })));
  await test.db.transaction(rebuildGroupClosure);
  const rows = await test.db.select().from(groupClosure).orderBy(asc(groupClosure.ancestorId));
  const nameOf = (id: GroupId) => [...ids].find(([, known]) => known === id)?.[0];
  return rows.map((row) => `${nameOf(row.ancestorId)} > ${nameOf(row.descendantId)}`).sort();
}

const itself = ["all > all", "lonely > lonely", "sales > sales", "west > west"];

it("WHO-20 a group contains itself, its groups and theirs", async () => {
  expect(await nest(["all", "sales"], ["sales", "west"])).toEqual(
    [...itself, "all > sales", "all > west", "sales > west"].sort(),
  );
});

it("WHO-20 a circle of groups ends", async () => {
  const all = ["all", "sales", "west"].flatMap((a) => ["all", "sales", "west"].map((b) => `${a} > ${b}`));
  expect(await nest(["all", "sales"], ["sales", "west"], ["west", "all"])).toEqual([...all, "lonely > lonely"].sort());
});

it("forgets what is no longer nested", async () => {
  await nest(["all", "sales"]);
  await test.db.delete(groupNestings);
  expect(await nest(["sales", "west"])).toEqual([...itself, "sales > west"].sort());
});
