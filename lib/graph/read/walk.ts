import { type SQL, sql } from "drizzle-orm";
import type { Segment } from "@/lib/graph/odata/path";
import { notFound } from "@/lib/graph/problem";
import type { Entity, EntityType, Link, Navigation, ReadContext } from "./entity";
import { findId, requireAdministered } from "./find";
import { navigationOf, targetsOf, visible } from "./shape";

type Reference = Extract<Navigation, { kind: "reference" }>;
type Contained = Extract<Navigation, { kind: "contained" }>;

/** Along a navigation, and to one of a collection by what it is called. */
type Step<Kind> = { readonly name: string; readonly navigation: Kind; readonly key: string | null };

/** The way an address takes from the set it begins at; nothing is read for knowing it. */
export type Way = {
  readonly key: string;
  readonly steps: readonly Step<Reference>[];
  /** What lives inside of where the steps lead, if that is where the address ends. */
  readonly last: Step<Contained> | null;
  readonly isCount: boolean;
};

/**
 * The way from a set along the navigations of its type that an address behind it names; null where there is none.
 * @param segments the first of them calls one entity of the set
 */
export function wayOf(type: EntityType, [first, ...rest]: readonly Segment[]): Way | null {
  if (!first || first.args || first.text.startsWith("$")) return null;
  const isCount = rest.at(-1)?.text.toLowerCase() === "$count";
  const open = isCount ? rest.slice(0, -1) : [...rest];
  const steps: Step<Reference>[] = [];
  let here = type;
  let isMany = false;
  while (open.length > 0) {
    const found = navigationOf(here, open.shift()?.text ?? "");
    if (!found) return null;
    const [name, navigation] = found;
    const key = navigation.isCollection ? (open.shift()?.text ?? null) : null;
    isMany = navigation.isCollection && key === null;
    if (navigation.kind === "contained") {
      return open.length > 0 || (isCount && !isMany)
        ? null
        : { key: first.text, steps, last: { name, navigation, key }, isCount };
    }
    steps.push({ name, navigation, key });
    here = navigation.to();
  }
  return isCount && !isMany ? null : { key: first.text, steps, last: null, isCount };
}

/** Where a way leads: to one entity, to some of a type, or to what lives inside of another entity. */
export type Arrival =
  | { readonly kind: "one"; readonly type: EntityType; readonly id: string }
  | { readonly kind: "many"; readonly type: EntityType; readonly scope: SQL }
  | { readonly kind: "contained"; readonly isCollection: boolean; readonly entities: readonly Entity[] };

/** SQL: what a link leads to from one owner. */
const linkedFrom = ({ table, owner, target }: Link, type: EntityType, id: string): SQL =>
  sql`${type.id} in (select ${target} from ${table} where ${owner} = ${id}::uuid)`;

async function follow(
  context: ReadContext,
  from: EntityType,
  id: string,
  { name, navigation, key }: Step<Reference>,
): Promise<Extract<Arrival, { kind: "one" | "many" }>> {
  if (navigation.isForAdministrators) await requireAdministered(from, context, id);
  const type = navigation.to();
  const seen = navigation.isPartOfOwner ? sql`true` : await visible(type, context);
  const scope = sql`${linkedFrom(navigation.link, type, id)} and ${seen}`;
  if (!navigation.isCollection) {
    const [other] = (await targetsOf(navigation.link, context, [id])).get(id) ?? [];
    if (other === undefined) throw notFound(name, id);
    // What is part of its owner is there as long as that is, also when nobody else finds it any more.
    return { kind: "one", type, id: navigation.isPartOfOwner ? other : await findId(type, context, other, scope) };
  }
  return key === null
    ? { kind: "many", type, scope }
    : { kind: "one", type, id: await findId(type, context, key, scope) };
}

/**
 * Goes a way, asking at every step whether the viewer sees what comes next.
 * @throws GraphProblem 404 where it leads nowhere, or nowhere the viewer may go
 */
export async function walk(context: ReadContext, type: EntityType, { key, steps, last }: Way): Promise<Arrival> {
  let at: Extract<Arrival, { kind: "one" | "many" }> = { kind: "one", type, id: await findId(type, context, key) };
  for (const step of steps) if (at.kind === "one") at = await follow(context, at.type, at.id, step);
  if (!last || at.kind === "many") return at;
  const entities = (await last.navigation.load(context, [at.id])).get(at.id) ?? [];
  if (last.key === null) return { kind: "contained", isCollection: last.navigation.isCollection, entities };
  const wanted = last.key.toLowerCase();
  return { kind: "contained", isCollection: false, entities: entities.filter(({ id }) => id.toLowerCase() === wanted) };
}
