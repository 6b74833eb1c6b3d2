import { type SQL, sql } from "drizzle-orm";
import type { Selection } from "@/lib/graph/odata/options";
import { forbidden, notFound } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import type { Entity, EntityType, ReadContext } from "./entity";
import { administered, shape, visible } from "./shape";

/** SQL: the one of a type that an address calls by this text; null where it can be none. */
function called(type: EntityType, text: string): SQL | null {
  if (type.called) return type.called(text);
  return isUuid(text) ? sql`${type.id} = ${text}::uuid` : null;
}

/**
 * The id of the one that an address calls by this text; undefined where there is none.
 * @param scope SQL: which it may be; those the viewer sees where nothing is said
 */
export async function idOf(
  type: EntityType,
  context: ReadContext,
  text: string,
  scope?: SQL,
): Promise<string | undefined> {
  const isCalled = called(type, text);
  if (!isCalled) return undefined;
  const { rows } = await context.reading.db.execute<{ id: string }>(sql`
    select ${type.id} as id from ${type.source}
    where ${isCalled} and ${type.exists ?? sql`true`} and ${scope ?? (await visible(type, context))} limit 1`);
  return rows[0]?.id;
}

/** The same id. @throws GraphProblem 404 where there is none */
export async function findId(type: EntityType, context: ReadContext, text: string, scope?: SQL): Promise<string> {
  const id = await idOf(type, context, text, scope);
  if (id === undefined) throw notFound(type.name, text);
  return id;
}

/**
 * SOD-1, DEL-23: what is inside of something is for those who look after it; who only sees it is told so.
 * @throws GraphProblem 403 to them, 404 to everybody else
 */
export async function requireAdministered(type: EntityType, context: ReadContext, text: string): Promise<void> {
  if (await idOf(type, context, text, administered(type, context))) return;
  await findId(type, context, text);
  throw forbidden(`What is inside of this ${type.name} is told to those who look after it.`);
}

/** The same one, as a selection asks for it. @throws GraphProblem 404 where there is none */
export async function find(
  type: EntityType,
  context: ReadContext,
  text: string,
  selection: Selection,
  scope?: SQL,
): Promise<Entity> {
  const id = await findId(type, context, text, scope);
  const found = (await shape(type, context, [id], selection)).get(id);
  if (!found) throw notFound(type.name, text);
  return found;
}
