import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Method, methods, type Operation } from "@/lib/graph/http/operation";
import { match, routesOf } from "@/lib/graph/http/router";
import { segmentsOf } from "@/lib/graph/odata/path";

export type Json = { readonly [name: string]: unknown };
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
