import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Method, methods, type Operation } from "@/lib/graph/http/operation";
import { match, routesOf } from "@/lib/graph/http/router";
import { wayFinder } from "@/lib/graph/http/walk";
import { segmentsOf } from "@/lib/graph/odata/path";
import { entitySets, operations } from "@/lib/graph/operations";

type Json = { readonly [name: string]: unknown };
export type PathItem = Json & { readonly [method in Lowercase<Method>]?: Json };
export type OpenApi = Json & {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const read = (file: string): OpenApi =>
  parse(readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8")) as OpenApi;

/** The two files as one document; where both have a part, the first one's stands. */
export function readContract(): OpenApi {
  const main = read("openapi-entitlement.yaml");
  const roles = read("openapi-em-rbac.yaml");
  const kinds = Object.keys({ ...main.components, ...roles.components });
  return {
    ...main,
    paths: { ...main.paths, ...roles.paths },
    components: Object.fromEntries(
      kinds.map((kind) => [kind, { ...roles.components[kind], ...main.components[kind] }]),
    ),
  };
}

/** Every operation of the contract, a path and a method each. */
export const operationsIn = ({ paths }: OpenApi): { readonly method: Method; readonly path: string }[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.filter((method) => method.toLowerCase() in item).map((method) => ({ method, path })),
  );

/** What of the contract the portal answers, by an operation of its own or along the navigations of a set. */
export function servedIn(contract: OpenApi) {
  const [routes, wayTo] = [routesOf(operations), wayFinder(entitySets)];
  return operationsIn(contract).filter(
    ({ method, path }) => match(routes, method, segmentsOf(path), wayTo).kind === "found",
  );
}

/** Finds the path of the contract that an address stands for; null where it is none, or cannot be read. */
export function pathFinder(contract: OpenApi): (method: string, address: string) => string | null {
  const routes = routesOf(
    operationsIn(contract).map(
      ({ method, path }): Operation => ({ method, path, permission: "read", run: () => Promise.reject() }),
    ),
  );
  return (method, address) => {
    try {
      const found = match(routes, method, segmentsOf(address));
      return found.kind === "found" ? found.operation.path : null;
    } catch {
      return null;
    }
  };
}

/** What of the contract is served, with the parts it refers to and nothing else. */
export function cutTo(contract: OpenApi, served: readonly Pick<Operation, "method" | "path">[]): OpenApi {
  const paths: Record<string, PathItem> = {};
  for (const { method, path } of served) {
    const item = contract.paths[path];
    const operation = item?.[method.toLowerCase() as Lowercase<Method>];
    if (!item || !operation) continue;
    paths[path] = {
      ...(item.parameters ? { parameters: item.parameters } : {}),
      ...paths[path],
      [method.toLowerCase()]: withoutNotes(operation),
    };
  }
  const components: Record<string, Record<string, unknown>> = {};
  const open: unknown[] = [paths];
  while (open.length > 0) {
    for (const reference of referencesIn(open.pop())) {
      const [kind = "", name = ""] = reference.split("/").slice(2);
      const part = contract.components[kind]?.[name];
      if (part === undefined || name in (components[kind] ?? {})) continue;
      const kept = withoutNotes(part);
      components[kind] = { ...components[kind], [name]: kept };
      open.push(kept);
    }
  }
  components.securitySchemes = { ...contract.components.securitySchemes };
  return {
    openapi: contract.openapi,
    info: { title: "Latchkey: entitlement management as in Microsoft Graph v1.0", version: "v1.0" },
    servers: [{ url: "/api/graph/v1.0" }],
    security: contract.security,
    paths: sorted(paths),
    components: sorted(Object.fromEntries(Object.entries(components).map(([kind, parts]) => [kind, sorted(parts)]))),
  };
}

const sorted = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What the file says of its sources stays in the file. */
function withoutNotes(part: unknown): Json {
  return JSON.parse(
    JSON.stringify(part, (name, value: unknown) =>
      name.startsWith("x-") || name === "externalDocs" ? undefined : value,
    ),
  );
}

function referencesIn(part: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(part, (name, value: unknown) => {
    if (name === "$ref" && typeof value === "string") found.push(value);
    if (name === "mapping" && typeof value === "object" && value !== null)
      found.push(...Object.values<string>(value as Record<string, string>));
    return value;
  });
  return found;
}
