import type { Route } from "next";

export type PackageWish = {
  /** Whom it is to be for; the reader where nobody is named. */
  for?: string | null | undefined;
};

export type RequestFormWish = PackageWish & {
  /** POR-44: the earlier request the form begins with. */
  again?: string | null | undefined;
  /** POR-29; "choose" where the choice is to be made anew. */
  policy?: string | null | undefined;
};

const withWish = (path: string, wish: RequestFormWish): Route => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wish)) if (value) query.set(name, value);
  return `${path}${query.size > 0 ? `?${query}` : ""}` as Route;
};

/** The address of a package's page. */
export const packageHref = (packageId: string, wish: PackageWish = {}): Route =>
  withWish(`/packages/${packageId}`, wish);

/** The address of a package's request form, with what it is to begin with. */
export const requestFormHref = (packageId: string, wish: RequestFormWish = {}): Route =>
  withWish(`/packages/${packageId}/request`, wish);
