import type { Method, Operation } from "@/lib/graph/http/operation";
import { match, routesOf } from "@/lib/graph/http/router";
import { wayFinder } from "@/lib/graph/http/walk";
import { segmentsOf } from "@/lib/graph/odata/path";
import { entitySets, operations } from "@/lib/graph/operations";
import { type Json, type OpenApi, operationsIn, type PathItem } from "./contract";

type Called = Pick<Operation, "method" | "path">;

/** What of the contract the portal answers, by an operation of its own or along the navigations of a set. */
export function servedIn(contract: OpenApi) {
  const [routes, wayTo] = [routesOf(operations), wayFinder(entitySets)];
  return operationsIn(contract).filter(
    ({ method, path }) => match(routes, method, segmentsOf(path), wayTo).kind === "found",
  );
}

const errors = { "4XX": { $ref: "#/components/responses/error" }, "5XX": { $ref: "#/components/responses/error" } };

const textParameter = (name: string) => ({ name, in: "path", required: true, schema: { type: "string" } });

/** An operation that the contract does not have, as far as its path says what it is. */
const besideContract = ({ method, path }: Called): PathItem => ({
  parameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => textParameter(name)),
  [method.toLowerCase()]: { summary: `${method} ${path}`, responses: { "2XX": { description: "Success" }, ...errors } },
});

/** An operation with the parameters of its path, as the contract has it. */
function inContract({ paths }: OpenApi, { method, path }: Called): PathItem | null {
  const item = paths[path];
  const operation = item?.[method.toLowerCase() as Lowercase<Method>];
  if (!item || !operation) return null;
  const parameters = item.parameters ? { parameters: item.parameters } : {};
  return { ...parameters, [method.toLowerCase()]: withoutNotes(operation) };
}

/** Everything that is served as one OpenAPI document, with the parts it refers to and nothing else. */
export function servedDocument(contract: OpenApi): OpenApi {
  const paths: Record<string, PathItem> = {};
  for (const called of [...servedIn(contract), ...operations, { method: "POST", path: "/$batch" } as const]) {
    const { path } = called;
    paths[path] = { ...(inContract(contract, called) ?? besideContract(called)), ...paths[path] };
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
