import type { SQL } from "drizzle-orm";
import { may } from "@/lib/auth/permissions";
import { forbidden } from "@/lib/graph/problem";
import type { EntityType } from "@/lib/graph/read/entity";
import { find } from "@/lib/graph/read/find";
import { count, list } from "@/lib/graph/read/list";
import type { Permission } from "./caller";
import { type Call, entityReply, type Operation, type Reply, selectionOf } from "./operation";

/** SQL: which entities an address stands for; undefined for all its caller administers. */
export type ScopeOf = (call: Call) => Promise<SQL | undefined> | SQL | undefined;

/** Lists of what is administered are for those who administer something; everybody else has lists of their own. */
export function requireAdministration({ context }: Call): undefined {
  if (!may(context.viewer, "openAdmin"))
    throw forbidden("This list is for those who administer a catalog or the portal.");
}

/** A page of a collection, with the link to the next one. */
export async function listReply(call: Call, set: string, type: EntityType, scope: SQL | undefined): Promise<Reply> {
  const options = call.options();
  const { entities, count: all, skipToken } = await list(type, call.context, options, scope);
  return {
    status: 200,
    body: {
      "@odata.context": `${call.context.root}/$metadata#${set}`,
      ...(all === null ? {} : { "@odata.count": all }),
      ...(skipToken === null ? {} : { "@odata.nextLink": nextLink(call, skipToken) }),
      value: entities,
    },
  };
}

/** The same call with the place where its next page begins, behind which nothing is skipped again. */
function nextLink({ context, query, address }: Call, skipToken: string): string {
  const params = new URLSearchParams([...query].filter(([name]) => name.toLowerCase() !== "$skiptoken"));
  params.set("$skiptoken", skipToken);
  // Clients take these links as they are: `$` and spaces the way Graph writes them.
  return `${context.root}${address}?${params.toString().replaceAll("%24", "$").replaceAll("+", "%20")}`;
}

/** What a path of the contract is called in a context: with the keys and arguments of the call in the place of their names. */
const contextOf = (path: string, { param }: Call): string =>
  path
    .slice(1)
    .replaceAll(/\/\{([^}]+)\}/g, (_all, name: string) => `('${param(name)}')`)
    .replaceAll(/(\w+)='\{\w+\}'/g, (_all, name: string) => `${name}='${param(name.toLowerCase())}'`);

/** A collection and its count, under the path of the contract; what a function gives has no count of its own. */
export function collection(
  path: string,
  type: EntityType,
  { permission = "read", scope = requireAdministration }: { permission?: Permission; scope?: ScopeOf } = {},
): Operation[] {
  const listing: Operation = {
    method: "GET",
    path,
    permission,
    run: async (call) => listReply(call, contextOf(path, call), type, await scope(call)),
  };
  if (path.endsWith(")")) return [listing];
  const counting: Operation = {
    ...listing,
    path: `${path}/$count`,
    run: async (call) => ({
      status: 200,
      body: await count(type, call.context, call.options(), await scope(call)),
      isText: true,
    }),
  };
  return [listing, counting];
}

/** An entity that was made or changed, with what the query asks for of it. */
export const replyWith = async (
  call: Call,
  set: string,
  type: EntityType,
  id: string,
  status: 200 | 201 = 200,
): Promise<Reply> => entityReply(call, set, await find(type, call.context, id, selectionOf(call)), status);
