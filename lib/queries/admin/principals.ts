import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { may, mayIn } from "@/lib/auth/permissions";
import { isUuid } from "@/lib/platform/ids";
import { findGroups, findPeople, findServices, noCandidates, shownCandidates } from "@/lib/queries/candidates";
import { searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Candidates } from "@/lib/views/candidates";
import type { Administrator } from "./scope";

/** What stands for a catalog that somebody is about to make together with a package (CAT-22). */
const NEW_CATALOG = "new";

function mayName(viewer: Administrator, catalogId: string): boolean {
  if (catalogId === NEW_CATALOG) return may(viewer, "createCatalog");
  if (!isUuid(catalogId)) return false;
  return mayIn(viewer, "assignCatalogRoles", catalogId) || mayIn(viewer, "editPolicies", catalogId);
}

/** What those who are looked for are to be named in: only a role can be a service's. */
export type Purpose = "role" | "policy";

/**
 * DEL-4, WHO-12, APP-14: people and groups by a part of the name, for those who name them in this catalog, because they
 * give roles in it or edit its policies, or make it; services for those who give roles. Nobody for everybody else.
 */
export async function findPrincipals(
  viewer: Administrator,
  { catalogId, purpose }: { readonly catalogId: string; readonly purpose: Purpose },
  search: string,
  reading?: Reading,
): Promise<Candidates> {
  const text = searchText(search);
  if (text === "" || !mayName(viewer, catalogId)) return noCandidates;
  const { db } = reading ?? (await currentReading());
  const found = [
    ...(await findPeople(db, text, eq(people.isEnabled, true))),
    ...(await findGroups(db, text, undefined)),
    ...(purpose === "role" ? await findServices(db, text) : []),
  ];
  return shownCandidates(found);
}
