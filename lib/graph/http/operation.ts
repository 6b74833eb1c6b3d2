import type { QueryOptions, Selection } from "@/lib/graph/odata/options";
import { badRequest } from "@/lib/graph/problem";
import type { ReadContext } from "@/lib/graph/read/entity";
import type { Deps } from "@/lib/services/deps";
import type { Caller, Permission } from "./caller";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** One call of the API, read and admitted. */
export type Call = {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly context: ReadContext;
  /** What stands in the address in place of a parameter, by the name the contract gives it. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The address behind the version, as it was asked for. */
  readonly address: string;
  /** @throws GraphProblem 400 for options that cannot be read */
  readonly options: () => QueryOptions;
  /** The body as it came; undefined where there is none. @throws GraphProblem 400, 413, 415 */
  readonly body: () => Promise<unknown>;
};

export type Reply = {
  readonly status: 200 | 201 | 202 | 204;
  /** Left out where the answer is empty. */
  readonly body?: unknown;
  /** Where the body is a text and no JSON. */
  readonly isText?: boolean;
};

/** One operation of the contract that is served, under the path the contract gives it. */
export type Operation = {
  readonly method: Method;
  readonly path: string;
  readonly permission: Permission;
  readonly run: (call: Call) => Promise<Reply>;
};

export const noContent: Reply = { status: 204 };

/** An entity with the context clients expect beside it. */
export const entityReply = (
  { context }: Pick<Call, "context">,
  set: string,
  entity: object,
  status: 200 | 201 = 200,
): Reply => ({
  status,
  body: { "@odata.context": `${context.root}/$metadata#${set}/$entity`, ...entity },
});

export const collectionReply = ({ context }: Pick<Call, "context">, set: string, value: readonly unknown[]): Reply => ({
  status: 200,
  body: { "@odata.context": `${context.root}/$metadata#${set}`, value },
});

/**
 * What a query asks for of one entity.
 * @throws GraphProblem 400 for what is asked of lists
 */
export function selectionOf(call: Pick<Call, "options">): Selection {
  const { select, expand, filter, search, orderBy } = call.options();
  if (filter || search || orderBy.length > 0) {
    throw badRequest("$filter, $search and $orderby are for lists; this address takes $select and $expand.");
  }
  return { select, expand };
}
