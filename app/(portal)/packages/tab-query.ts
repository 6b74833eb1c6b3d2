import type { Route } from "next";

export const packageTabs = ["available", "active", "expired"] as const;
export type PackageTab = (typeof packageTabs)[number];

/** What a tab shows, as the address says it. A search belongs to its tab alone (POR-22). */
export type TabQuery = {
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  /** WHO-8: whom the reader has in mind among those they may ask for; of the packages one can ask for only. */
  readonly for?: string | undefined;
};

/** The address of a tab, with a search and a cursor where there are any. */
export function tabHref(tab: PackageTab, query: TabQuery = {}): Route {
  const parameters = new URLSearchParams({ tab });
  if (query.q) parameters.set("q", query.q);
  if (query.cursor) parameters.set("cursor", query.cursor);
  if (query.for) parameters.set("for", query.for);
  return `/packages?${parameters}` as Route;
}
