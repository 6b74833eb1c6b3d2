import { type SQL, sql } from "drizzle-orm";
import type { Expansion, Selection } from "@/lib/graph/odata/options";
import { badRequest } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { type Contained, type Entity, type EntityType, type Navigation, named, type ReadContext } from "./entity";

/** More than anybody reads in one answer; a list is asked for in smaller pages then. */
const EXPANDED_MAX = 10_000;

/** SQL: what of a type the viewer sees. */
export function visible(type: EntityType, context: ReadContext): SQL {
  const administered = type.administered(context.viewer) ?? sql`true`;
  return type.own ? sql`(${administered} or ${type.own(context)})` : sql`(${administered})`;
}

async function seenOf(type: EntityType, context: ReadContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const possible = ids.filter(isUuid);
  if (possible.length === 0) return new Set();
  const { rows } = await context.reading.db.execute<{ id: string }>(sql`
    select ${type.id} as id from ${type.source}
    where ${type.id} = any(${sql.param(possible)}::uuid[]) and ${type.exists ?? sql`true`} and ${visible(type, context)}`);
  return new Set(rows.map((row) => row.id));
}

const navigationOf = (type: EntityType, written: string): readonly [string, Navigation] => {
  const name = named(Object.keys(type.navigations), written);
  const navigation = name === undefined ? undefined : type.navigations[name];
  if (name !== undefined && navigation) return [name, navigation];
  const known = Object.keys(type.navigations).join(", ") || "nothing";
  throw badRequest(`$expand cannot follow '${written}' of ${type.name}. It can follow: ${known}.`);
};

/** `*` is every navigation, one level deep. */
function expansionsOf(type: EntityType, expand: readonly Expansion[]) {
  const wanted = new Map<string, { readonly navigation: Navigation; readonly selection: Selection }>();
  for (const { navigation: written, ...selection } of expand) {
    const all = written === "*" ? Object.keys(type.navigations) : [written];
    for (const one of all) {
      const [name, navigation] = navigationOf(type, one);
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

/** What is on the other side of a navigation, by the ids of its owners. */
async function follow(
  name: string,
  navigation: Navigation,
  context: ReadContext,
  ids: readonly string[],
  selection: Selection,
): Promise<ReadonlyMap<string, readonly Entity[]>> {
  if (navigation.kind === "contained") {
    requireInside(name, navigation.inside ?? [], selection);
    return contained(await navigation.load(context, ids), selection);
  }
  const targets = await navigation.targets(context, ids);
  const others = [...new Set([...targets.values()].flat())];
  if (others.length > EXPANDED_MAX) {
    throw badRequest(`$expand of '${name}' stands for ${others.length} entities; ask for them in smaller pages.`);
  }
  const to = navigation.to();
  const seen = navigation.isPartOfOwner ? new Set(others) : await seenOf(to, context, others);
  const shaped = await shape(to, context, [...seen], selection);
  return new Map([...targets].map(([id, own]) => [id, own.flatMap((target) => shaped.get(target) ?? [])]));
}

function requireInside(name: string, inside: readonly string[], { expand }: Selection): void {
  const wrong = expand.find(({ navigation }) => navigation !== "*" && named(inside, navigation) === undefined);
  if (wrong) throw badRequest(`$expand cannot follow '${wrong.navigation}' inside of '${name}'.`);
}

function contained(found: Contained, { select }: Selection): Contained {
  if (select === null) return found;
  const wanted = new Set(select.map((each) => each.toLowerCase()));
  return new Map([...found].map(([id, entities]) => [id, entities.map((each) => pick(each, wanted))]));
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
    const others = await follow(name, navigation, context, [...found.keys()], selection);
    for (const [id, entity] of shaped) {
      const own = others.get(id) ?? [];
      entity[name] = navigation.isCollection ? own : (own[0] ?? null);
    }
  }
  return shaped as ReadonlyMap<string, Record<string, unknown>> as ReadonlyMap<string, Entity>;
}

/** One entity that the viewer sees; undefined where there is none for them. */
export async function find(
  type: EntityType,
  context: ReadContext,
  id: string,
  selection: Selection,
): Promise<Entity | undefined> {
  const seen = await seenOf(type, context, [id]);
  return (await shape(type, context, [...seen], selection)).get(id);
}
