import type { Route } from "next";

export const packageTabs = ["available", "active", "expired"] as const;
export type PackageTab = (typeof packageTabs)[number];

/** What a tab shows, as the address says it. A search belongs to its tab alone (POR-22). */
export type TabQuery = { readonly q?: string | undefined; readonly cursor?: string | undefined };

/** The address of a tab, with a search and a cursor where there are any. */
export function tabHref(tab: PackageTab, query: TabQuery = {}): Route {
  const parameters = new URLSearchParams({ tab });
  if (query.q) parameters.set("q", query.q);
  if (query.cursor) parameters.set("cursor", query.cursor);
  return `/packages?${parameters}` as Route;
}
