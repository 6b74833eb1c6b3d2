import type { Segment } from "@/lib/graph/odata/path";
import { segmentsOf } from "@/lib/graph/odata/path";
import { badRequest, notFound } from "@/lib/graph/problem";
import type { EntityType } from "@/lib/graph/read/entity";
import { count } from "@/lib/graph/read/list";
import { insideOf, shape } from "@/lib/graph/read/shape";
import { type Arrival, type Way, walk, wayOf } from "@/lib/graph/read/walk";
import type { Permission } from "./caller";
import { listReply } from "./collection";
import { type Call, entityReply, type Operation, type Reply, selectionOf } from "./operation";

/** Where addresses begin that lead from entity to entity: the path of a set, and what it has. */
export type EntitySet = {
  readonly path: string;
  readonly type: EntityType;
  /** What reading one of them, and what is behind it, asks of a token. */
  readonly permission?: Permission;
};

/** `identityGovernance/…/catalogs('id')/resources`, without the key of an entity at the end. */
function contextOf(path: string, { key, steps, last }: Way): string {
  const parts = [{ name: path.slice(1), key }, ...steps, ...(last ? [last] : [])];
  return parts
    .map((part, index) => (part.key === null || index === parts.length - 1 ? part.name : `${part.name}('${part.key}')`))
    .join("/");
}

/** What lives inside of an entity is given whole: a page of it, its count, or one of it. */
function containedReply(
  call: Call,
  set: string,
  { last, isCount }: Way,
  { entities, isCollection }: Extract<Arrival, { kind: "contained" }>,
): Reply {
  const { select, expand, filter, search, orderBy, top, skip, isCounted } = call.options();
  const name = last?.name ?? "";
  if (filter || search || orderBy.length > 0) {
    throw badRequest(`$filter, $search and $orderby are not supported for '${name}'; it is given whole.`);
  }
  if (isCount) return { status: 200, body: entities.length, isText: true };
  const found = last ? insideOf(name, last.navigation, entities, { select, expand }) : [];
  if (!isCollection) {
    const [one] = found;
    if (!one) throw notFound(name, last?.key ?? name);
    return entityReply(call, set, one);
  }
  const body = {
    "@odata.context": `${call.context.root}/$metadata#${set}`,
    ...(isCounted ? { "@odata.count": found.length } : {}),
    value: found.slice(skip, top === null ? undefined : skip + top),
  };
  return { status: 200, body };
}

/** What is at the end of a way, as a query asks for it. @throws GraphProblem 400, and 404 where it leads nowhere */
export async function arrive(call: Call, { path, type }: EntitySet, way: Way): Promise<Reply> {
  const set = contextOf(path, way);
  const at = await walk(call.context, type, way);
  if (at.kind === "contained") return containedReply(call, set, way, at);
  if (at.kind === "many") {
    if (!way.isCount) return listReply(call, set, at.type, at.scope);
    return { status: 200, body: await count(at.type, call.context, call.options(), at.scope), isText: true };
  }
  const found = (await shape(at.type, call.context, [at.id], selectionOf(call))).get(at.id);
  if (!found) throw notFound(at.type.name, at.id);
  return entityReply(call, set, found);
}

const namesOf = (path: string) => segmentsOf(path).map(({ text }) => text.toLowerCase());

/**
 * Reading what an address leads to from one of the sets, by the navigations of their types: every one of them is an
 * address, as deep as anybody follows them.
 */
export function wayFinder(sets: readonly EntitySet[]): (segments: readonly Segment[]) => Operation | null {
  const known = sets.map((set) => ({ set, names: namesOf(set.path) }));
  return (segments) => {
    for (const { set, names } of known) {
      if (!names.every((name, index) => segments[index]?.text.toLowerCase() === name)) continue;
      const way = wayOf(set.type, segments.slice(names.length));
      if (!way) continue;
      const { path, permission = "selfRead" } = set;
      return { method: "GET", path, permission, run: (call) => arrive(call, set, way) };
    }
    return null;
  };
}
