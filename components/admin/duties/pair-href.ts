import type { Route } from "next";
import { type CounterpartKind, counterpartKey } from "@/lib/views/separation-of-duties";

type Counterpart = { readonly kind: CounterpartKind; readonly id: string };

/** The page that lists who holds both sides of a pair. */
export const pairPath = (packageId: string): Route => `/admin/packages/${packageId}/additional-access` as Route;

export const pairHref = (packageId: string, counterpart: Counterpart, cursor?: string | null): Route => {
  const search = new URLSearchParams({ with: counterpartKey(counterpart) });
  if (cursor) search.set("cursor", cursor);
  return `${pairPath(packageId)}?${search}` as Route;
};

/** The same people as a file. */
export const pairFileHref = (packageId: string, counterpart: Counterpart): string =>
  `/api/admin/additional-access?${new URLSearchParams({ package: packageId, with: counterpartKey(counterpart) })}`;
