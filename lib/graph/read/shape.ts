import { type SQL, sql } from "drizzle-orm";
import type { Expansion, Selection } from "@/lib/graph/odata/options";
import { badRequest } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { type Entity, type EntityType, type Link, type Navigation, named, type ReadContext } from "./entity";

/** More than anybody reads in one answer; a list is asked for in smaller pages then. */
const EXPANDED_MAX = 10_000;

/** SQL: what of a type the viewer administers. */
export const administered = (type: EntityType, { viewer }: ReadContext): SQL => type.administered(viewer) ?? sql`true`;

/** SQL: what of a type the viewer sees. */
export async function visible(type: EntityType, context: ReadContext): Promise<SQL> {
  const looksAfter = administered(type, context);
  return type.own ? sql`(${looksAfter} or ${await type.own(context)})` : sql`(${looksAfter})`;
}

/** Those among some ids that are there and for which a condition holds. */
async function idsWhere(
  type: EntityType,
  { reading }: ReadContext,
  ids: readonly string[],
  where: SQL,
): Promise<readonly string[]> {
  const possible = ids.filter(isUuid);
  if (possible.length === 0) return [];
  const { rows } = await reading.db.execute<{ id: string }>(sql`
    select ${type.id} as id from ${type.source}
    where ${type.id} = any(${sql.param(possible)}::uuid[]) and ${type.exists ?? sql`true`} and ${where}`);
  return rows.map((row) => row.id);
}

/** The navigation of a type by its name in any case, with the name as the contract spells it. */
export function navigationOf(type: EntityType, written: string): readonly [string, Navigation] | undefined {
  const name = named(Object.keys(type.navigations), written);
  const navigation = name === undefined ? undefined : type.navigations[name];
  return name !== undefined && navigation ? [name, navigation] : undefined;
}

function requireNavigation(type: EntityType, written: string): readonly [string, Navigation] {
  const found = navigationOf(type, written);
  if (found) return found;
  const known = Object.keys(type.navigations).join(", ") || "nothing";
  throw badRequest(`$expand cannot follow '${written}' of ${type.name}. It can follow: ${known}.`);
}

/** `*` is every navigation, one level deep. */
function expansionsOf(type: EntityType, expand: readonly Expansion[]) {
  const wanted = new Map<string, { readonly navigation: Navigation; readonly selection: Selection }>();
  for (const { navigation: written, ...selection } of expand) {
    const all = written === "*" ? Object.keys(type.navigations) : [written];
    for (const one of all) {
      const [name, navigation] = requireNavigation(type, one);
      wanted.set(name, { navigation, selection });
    }
  }
  return wanted;
}

function selectedOf(type: EntityType, select: readonly string[] | null): ReadonlySet<string> | null {
  if (select === null) return null;
  return new Set(
    select.map((written) => {
      const name = named(type.properties, written) ?? named(Object.keys(type.navigations), written);
      if (name === undefined) throw badRequest(`$select cannot take '${written}': ${type.name} has no such property.`);
      return name.toLowerCase();
    }),
  );
}

/** @param selected names in lower case */
function pick(entity: Entity, selected: ReadonlySet<string> | null): Entity {
  if (selected === null) return entity;
  const kept = Object.entries(entity).filter(([name]) => name === "@odata.type" || selected.has(name.toLowerCase()));
  return Object.fromEntries(kept) as Entity;
}

/** The ids a link leads to from each of its owners that has any, in their order. */
export async function targetsOf(
  { table, owner, target, order }: Link,
  { reading }: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await reading.db.execute<{ owner: string; target: string | null }>(sql`
    select ${owner} as owner, ${target} as target from ${table}
    where ${owner} = any(${sql.param([...ids])}::uuid[]) order by ${order}`);
  const targets = new Map<string, string[]>();
  for (const { owner: from, target: to } of rows) {
    if (to === null) continue;
    const before = targets.get(from);
    if (before) before.push(to);
    else targets.set(from, [to]);
  }
  return targets;
}

/** What is on the other side of a navigation, by the ids of its owners. */
async function follow(
  type: EntityType,
  name: string,
  navigation: Navigation,
  context: ReadContext,
  ids: readonly string[],
  selection: Selection,
): Promise<ReadonlyMap<string, readonly Entity[]>> {
  if (navigation.kind === "contained") {
    const found = await navigation.load(context, ids);
    return new Map([...found].map(([id, entities]) => [id, insideOf(name, navigation, entities, selection)]));
  }
  const asked = navigation.isForAdministrators ? await idsWhere(type, context, ids, administered(type, context)) : ids;
  const targets = await targetsOf(navigation.link, context, asked);
  const others = [...new Set([...targets.values()].flat())];
  if (others.length > EXPANDED_MAX) {
    throw badRequest(`$expand of '${name}' stands for ${others.length} entities; ask for them in smaller pages.`);
  }
  const to = navigation.to();
  const seen = navigation.isPartOfOwner ? others : await idsWhere(to, context, others, await visible(to, context));
  const shaped = await shape(to, context, seen, selection);
  return new Map([...targets].map(([id, own]) => [id, own.flatMap((target) => shaped.get(target) ?? [])]));
}

/**
 * What lives inside of an entity, as a selection asks for it.
 * @throws GraphProblem 400 for an expansion that these do not have
 */
export function insideOf(
  name: string,
  { inside = [] }: Extract<Navigation, { kind: "contained" }>,
  entities: readonly Entity[],
  { select, expand }: Selection,
): readonly Entity[] {
  const wrong = expand.find(({ navigation }) => navigation !== "*" && named(inside, navigation) === undefined);
  if (wrong) throw badRequest(`$expand cannot follow '${wrong.navigation}' inside of '${name}'.`);
  const selected = select && new Set(select.map((each) => each.toLowerCase()));
  return entities.map((each) => pick(each, selected));
}

/**
 * Entities by their ids as a selection asks for them, each type read once a level. Ids of what is not there are left out,
 * and so is what the viewer may not see.
 * @throws GraphProblem 400 for names the type does not have, and for more than can be answered at once
 */
export async function shape(
  type: EntityType,
  context: ReadContext,
  ids: readonly string[],
  { select, expand }: Selection,
): Promise<ReadonlyMap<string, Entity>> {
  const selected = selectedOf(type, select);
  const wanted = expansionsOf(type, expand);
  const found = ids.length === 0 ? new Map<string, Entity>() : await type.load(context, ids);
  const shaped = new Map<string, Record<string, unknown>>();
  for (const [id, entity] of found) shaped.set(id, { ...pick(entity, selected) });
  for (const [name, { navigation, selection }] of wanted) {
    const others = await follow(type, name, navigation, context, [...found.keys()], selection);
    for (const [id, entity] of shaped) {
      const own = others.get(id) ?? [];
      entity[name] = navigation.isCollection ? own : (own[0] ?? null);
    }
  }
  return shaped as ReadonlyMap<string, Record<string, unknown>> as ReadonlyMap<string, Entity>;
}
