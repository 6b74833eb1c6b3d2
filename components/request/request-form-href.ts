import type { Route } from "next";

export type RequestFormWish = {
  /** POR-44: the earlier request the form begins with. */
  again?: string | null | undefined;
  /** POR-29; "choose" where the choice is to be made anew. */
  policy?: string | null | undefined;
};

/** The address of a package's request form, with what it is to begin with. */
export function requestFormHref(packageId: string, wish: RequestFormWish = {}): Route {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wish)) if (value) query.set(name, value);
  return `/packages/${packageId}/request${query.size > 0 ? `?${query}` : ""}` as Route;
}
