import { type SQL, sql } from "drizzle-orm";
import type { QueryOptions, Selection } from "@/lib/graph/odata/options";
import { badRequest, notFound } from "@/lib/graph/problem";
import type { Entity, EntityType } from "@/lib/graph/read/entity";
import { list } from "@/lib/graph/read/list";
import { visible } from "@/lib/graph/read/shape";
import { isUuid } from "@/lib/platform/ids";
import type { Permission } from "./caller";
import { type Call, entityReply, type Operation, type Reply } from "./operation";

/** SQL: who sees which of a type, where that is more than the type itself says. */
export type SeenBy = (call: Call) => Promise<SQL> | SQL;

const seenByType =
  (type: EntityType): SeenBy =>
  ({ context }) =>
    visible(type, context);

/** What of one entity is asked for when only its id matters. */
export const onlyId: Selection = { select: ["id"], expand: [] };

const single = { filter: null, orderBy: [], search: null, top: 1, skip: 0, isCounted: false, skipToken: null } as const;

/**
 * One entity among those its reader sees.
 * @throws GraphProblem 404 where it is none of them
 */
export async function findSeen(
  call: Call,
  type: EntityType,
  id: string,
  { select, expand }: Selection,
  seenBy: SeenBy = seenByType(type),
): Promise<Entity> {
  if (!isUuid(id)) throw notFound(type.name, id);
  const options: QueryOptions = { ...single, select, expand };
  const scope = sql`${type.id} = ${id}::uuid and ${await seenBy(call)}`;
  const [found] = (await list(type, call.context, options, scope)).entities;
  if (!found) throw notFound(type.name, id);
  return found;
}

/**
 * What a query asks for of one entity.
 * @throws GraphProblem 400 for what is asked of lists
 */
export function selectionOf(call: Call): Selection {
  const { select, expand, filter, search, orderBy } = call.options();
  if (filter || search || orderBy.length > 0) {
    throw badRequest("$filter, $search and $orderby are for lists; this address takes $select and $expand.");
  }
  return { select, expand };
}

/** `/assignments/{accessPackageAssignment-id}` is of the set `assignments`, by a parameter. */
function partsOf(path: string): { readonly set: string; readonly param: string } {
  const [set = "", param = ""] = /^\/(.+)\/\{(.+)\}$/.exec(path)?.slice(1) ?? [];
  return { set, param };
}

type Single = { readonly permission?: Permission; readonly seenBy?: SeenBy };

/** One entity by its id, to those who see it by the condition given. */
export function seenEntity(
  path: string,
  type: EntityType,
  { permission = "selfRead", seenBy }: Single = {},
): Operation {
  const { set, param } = partsOf(path);
  return {
    method: "GET",
    path,
    permission,
    run: async (call) =>
      entityReply(call, set, await findSeen(call, type, call.param(param), selectionOf(call), seenBy)),
  };
}

/**
 * What a navigation of one entity leads to, with what its query asks for of it.
 * @throws GraphProblem 404 where it leads nowhere, or nowhere its reader may go
 */
export async function follow(call: Call, type: EntityType, id: string, name: string, seenBy?: SeenBy): Promise<Entity> {
  const { select, expand } = selectionOf(call);
  const owner = await findSeen(call, type, id, { ...onlyId, expand: [{ navigation: name, select, expand }] }, seenBy);
  const other = owner[name] as Entity | null | undefined;
  if (!other) throw notFound(name, id);
  return other;
}

/** Navigations to one other entity each, below the path of their owner. */
export function navigations(
  path: string,
  type: EntityType,
  names: readonly string[],
  { permission = "selfRead", seenBy }: Single = {},
): Operation[] {
  const { set, param } = partsOf(path);
  return names.map((name) => ({
    method: "GET",
    path: `${path}/${name}`,
    permission,
    run: async (call): Promise<Reply> =>
      entityReply(call, `${set}/${name}`, await follow(call, type, call.param(param), name, seenBy)),
  }));
}
