import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import { isUuid } from "@/lib/platform/ids";
import { findGroups, findPeople, noCandidates, shownCandidates } from "@/lib/queries/candidates";
import { searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Candidates } from "@/lib/views/candidates";
import type { Administrator } from "./scope";

/**
 * DEL-4, WHO-12, APP-14: people and groups by a part of the name, for those who name them in this catalog, because they
 * give roles in it or edit its policies; nobody for everybody else.
 */
export async function findPrincipals(
  viewer: Administrator,
  catalogId: string,
  search: string,
  reading?: Reading,
): Promise<Candidates> {
  const text = searchText(search);
  if (text === "" || !isUuid(catalogId)) return noCandidates;
  if (!mayIn(viewer, "assignCatalogRoles", catalogId) && !mayIn(viewer, "editPolicies", catalogId)) return noCandidates;
  const { db } = reading ?? (await currentReading());
  const found = [
    ...(await findPeople(db, text, eq(people.isEnabled, true))),
    ...(await findGroups(db, text, undefined)),
  ];
  return shownCandidates(found);
}
