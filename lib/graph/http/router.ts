import type { Segment } from "@/lib/graph/odata/path";
import { type Method, methods, type Operation } from "./operation";

type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "param"; readonly name: string }
  | { readonly kind: "function"; readonly name: string; readonly args: readonly string[] };

export type Route = {
  readonly operation: Operation;
  readonly steps: readonly Step[];
};

/** `filterByCurrentUser(on='{on}')` takes an argument, `cancel()` none. */
function stepOf(part: string): Step {
  const [, param] = /^\{(.+)\}$/.exec(part) ?? [];
  if (param !== undefined) return { kind: "param", name: param };
  const [, name, args] = /^([^(]+)\((.*)\)$/.exec(part) ?? [];
  if (name === undefined) return { kind: "name", name: part.toLowerCase() };
  const names = [...(args ?? "").matchAll(/(\w+)=/g)].map(([, each = ""]) => each.toLowerCase());
  return { kind: "function", name: name.toLowerCase(), args: names };
}

export const routesOf = (operations: readonly Operation[]): Route[] =>
  operations.map((operation) => ({
    operation,
    steps: operation.path
      .split("/")
      .filter((part) => part !== "")
      .map(stepOf),
  }));

function paramsOf(steps: readonly Step[], segments: readonly Segment[]): ReadonlyMap<string, string> | null {
  if (steps.length !== segments.length) return null;
  const params = new Map<string, string>();
  for (const [index, step] of steps.entries()) {
    const segment = segments[index];
    if (!segment) return null;
    if (step.kind === "param") {
      // `$count` and `$ref` are never ids.
      if (segment.args || segment.text.startsWith("$")) return null;
      params.set(step.name, segment.text);
    } else {
      if (segment.text.toLowerCase() !== step.name) return null;
      if (step.kind === "name" && segment.args && segment.args.size > 0) return null;
      if (step.kind === "function") {
        const args = segment.args ?? new Map<string, string>();
        if (args.size !== step.args.length || step.args.some((name) => !args.has(name))) return null;
        for (const [name, value] of args) params.set(name, value);
      }
    }
  }
  return params;
}

export type Match =
  | { readonly kind: "found"; readonly operation: Operation; readonly params: ReadonlyMap<string, string> }
  | { readonly kind: "wrongMethod"; readonly allowed: readonly Method[] }
  | { readonly kind: "unknown" };

/** What is read at an address that no operation has as its path; null where there is nothing. */
export type WayFinder = (segments: readonly Segment[]) => Operation | null;

/** The operation an address and a method stand for; names before parameters, whatever their case. */
export function match(
  routes: readonly Route[],
  method: string,
  segments: readonly Segment[],
  wayTo: WayFinder = () => null,
): Match {
  const found = routes.flatMap(({ operation, steps }) => {
    const params = paramsOf(steps, segments);
    return params ? [{ operation, params }] : [];
  });
  // Two may fit where one has a parameter in the place of a name; the one with fewer parameters is meant.
  const fewest = Math.min(...found.map(({ params }) => params.size));
  const meant = found.filter(({ params }) => params.size === fewest);
  const [one] = meant.filter(({ operation }) => operation.method === method);
  if (one) return { kind: "found", ...one };
  const reading = wayTo(segments);
  if (reading && method === reading.method) return { kind: "found", operation: reading, params: new Map() };
  const known = [...meant.map(({ operation }) => operation), ...(reading ? [reading] : [])];
  if (known.length === 0) return { kind: "unknown" };
  const allowed = methods.filter((each) => known.some((operation) => operation.method === each));
  return { kind: "wrongMethod", allowed };
}
