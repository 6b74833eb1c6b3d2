import type { Route } from "next";
import type { Column } from "@/components/ui/data-table";

/** The order a list is in and the addresses of its other orders; a minus before a key turns it round. */
export type SortBy = {
  readonly current: string;
  /** The columns the list can be in order of. */
  readonly keys: readonly string[];
  readonly href: (sort: string) => Route;
};

/** A column whose header sorts, and turns round what it sorts already. */
export function sorted<Row>(column: Column<Row>, { current, keys, href }: SortBy): Column<Row> {
  const { key } = column;
  if (!keys.includes(key)) return column;
  if (current === key) return { ...column, sort: { href: href(`-${key}`), direction: "ascending" } };
  if (current === `-${key}`) return { ...column, sort: { href: href(key), direction: "descending" } };
  return { ...column, sort: { href: href(key) } };
}
