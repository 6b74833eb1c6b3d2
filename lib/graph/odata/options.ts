import { badRequest } from "@/lib/graph/problem";
import { type Filter, parseFilter } from "./filter";

export type Ordering = { readonly path: readonly string[]; readonly isDescending: boolean };

/** What of an entity is asked for: `select` null for everything, `expand` by the navigation's name as it was written. */
export type Selection = {
  readonly select: readonly string[] | null;
  readonly expand: readonly Expansion[];
};
export type Expansion = Selection & { readonly navigation: string };

export type QueryOptions = Selection & {
  readonly filter: Filter | null;
  readonly orderBy: readonly Ordering[];
  readonly search: string | null;
  /** Entities at most, as asked; null where nothing was said. */
  readonly top: number | null;
  readonly skip: number;
  readonly isCounted: boolean;
  /** Where a page after the first begins. */
  readonly skipToken: string | null;
};

/** Deeper than any navigation of the contract makes sense. */
const EXPAND_DEPTH_MAX = 4;

/** Splits at a sign that stands in no parentheses and no text. */
function splitOutside(option: string, source: string, separator: "," | ";"): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isText = false;
  let from = 0;
  for (const [at, sign] of [...source].entries()) {
    if (sign === "'") isText = !isText;
    else if (!isText && sign === "(") depth += 1;
    else if (!isText && sign === ")") depth -= 1;
    else if (!isText && depth === 0 && sign === separator) {
      parts.push(source.slice(from, at));
      from = at + 1;
    }
    if (depth < 0) throw badRequest(`${option} closes a parenthesis that was never opened.`);
  }
  if (depth > 0 || isText) throw badRequest(`${option} ends inside of ${isText ? "a text" : "a parenthesis"}.`);
  return [...parts, source.slice(from)].map((part) => part.trim());
}

function parseNames(option: string, source: string): string[] {
  const names = splitOutside(option, source, ",");
  const wrong = names.find((name) => !/^(\*|[A-Za-z_][\w./]*)$/.test(name));
  if (wrong !== undefined) throw badRequest(`${option} has '${wrong}' where the name of a property is expected.`);
  return names;
}

/** Everything selected is what no `$select` gives. */
const parseSelect = (source: string): string[] | null => {
  const names = parseNames("$select", source);
  return names.includes("*") ? null : names;
};

function parseExpand(source: string, depth = 1): Expansion[] {
  if (depth > EXPAND_DEPTH_MAX) throw badRequest(`$expand goes at most ${EXPAND_DEPTH_MAX} levels deep.`);
  return splitOutside("$expand", source, ",").map((part) => {
    const [, navigation, options] = /^([A-Za-z_][\w.]*|\*)(?:\((.*)\))?$/s.exec(part) ?? [];
    if (!navigation) throw badRequest(`$expand has '${part}' where the name of a navigation is expected.`);
    const found: { select: readonly string[] | null; expand: readonly Expansion[] } = { select: null, expand: [] };
    for (const option of options ? splitOutside("$expand", options, ";") : []) {
      const [name = "", ...rest] = option.split("=");
      const value = rest.join("=").trim();
      if (isCalled(name.trim(), "select")) found.select = parseSelect(value);
      else if (isCalled(name.trim(), "expand")) found.expand = parseExpand(value, depth + 1);
      else throw badRequest(`$expand takes $select and $expand inside of '${navigation}', not '${name.trim()}'.`);
    }
    return { navigation, ...found };
  });
}

function parseOrderBy(source: string): Ordering[] {
  return splitOutside("$orderby", source, ",").map((part) => {
    const [, path, direction] = /^([A-Za-z_][\w/]*)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    if (!path) throw badRequest(`$orderby has '${part}' where a property is expected, with asc or desc behind it.`);
    return { path: path.split("/"), isDescending: direction?.toLowerCase() === "desc" };
  });
}

function parseCount(option: string, source: string): number {
  if (!/^\d{1,9}$/.test(source.trim())) throw badRequest(`${option} takes a whole number from 0 on, not '${source}'.`);
  return Number(source);
}

function parseBoolean(option: string, source: string): boolean {
  const value = source.trim().toLowerCase();
  if (value !== "true" && value !== "false") throw badRequest(`${option} takes true or false, not '${source}'.`);
  return value === "true";
}

const isCalled = (name: string, option: string) => [`$${option}`, option].includes(name.toLowerCase());

const known = ["filter", "select", "expand", "orderby", "search", "top", "skip", "count", "skiptoken"] as const;
type Known = (typeof known)[number];

/**
 * What a query asks for. Names of options are read in any case, with `$`; what Latchkey does not support is refused and
 * never left out. Parameters without `$` are not OData's and are ignored, as Graph does.
 * @throws GraphProblem 400 for an option that is unknown, twice there, or unreadable
 */
export function parseOptions(params: Iterable<readonly [string, string]>): QueryOptions {
  const given = new Map<Known, string>();
  for (const [name, value] of params) {
    if (!name.startsWith("$")) continue;
    const option = known.find((each) => each === name.slice(1).toLowerCase());
    if (!option) throw badRequest(`The query option '${name}' is not supported.`);
    if (given.has(option)) throw badRequest(`The query option '${name}' is given twice.`);
    given.set(option, value);
  }
  const read = <Value>(option: Known, parse: (text: string) => Value): Value | null => {
    const text = given.get(option);
    return text === undefined ? null : parse(text);
  };
  return {
    filter: read("filter", parseFilter),
    select: read("select", parseSelect),
    expand: read("expand", parseExpand) ?? [],
    orderBy: read("orderby", parseOrderBy) ?? [],
    search: read("search", (text) => text.trim().replace(/^"(.*)"$/s, "$1")),
    top: read("top", (text) => parseCount("$top", text)),
    skip: read("skip", (text) => parseCount("$skip", text)) ?? 0,
    isCounted: read("count", (text) => parseBoolean("$count", text)) ?? false,
    skipToken: given.get("skiptoken") ?? null,
  };
}
