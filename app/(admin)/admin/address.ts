import type { Route } from "next";

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** One search parameter as one text; the first where an address repeats it, undefined where it is missing or blank. */
export function textOf(params: SearchParams, name: string): string | undefined {
  const value = params[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  return text ? text : undefined;
}

/** A path with those parameters that have a value. */
export function address(path: string, params: Readonly<Record<string, string | null | undefined>> = {}): Route {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  return (search.size > 0 ? `${path}?${search}` : path) as Route;
}
