import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import { findGroups, findPeople, findServices, noCandidates, shownCandidates } from "@/lib/queries/candidates";
import { searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { Candidates } from "@/lib/views/candidates";
import type { Administrator } from "./scope";

/** Whom a search of the directory looks for; services are among any, and never where people are meant. */
export const directoryKinds = ["person", "group", "any"] as const;
export type DirectoryKind = (typeof directoryKinds)[number];

/**
 * DEL-4: people and services whose account is on and groups, by a part of the name, for those who look after the directory
 * or give roles that hold everywhere; nobody for everybody else.
 */
export async function findInDirectory(
  viewer: Administrator,
  kind: DirectoryKind,
  search: string,
  reading?: Reading,
): Promise<Candidates> {
  const text = searchText(search);
  if (text === "" || !(may(viewer, "manageDirectory") || may(viewer, "assignPortalRoles"))) return noCandidates;
  const { db } = reading ?? (await currentReading());
  const found = [
    ...(kind === "group" ? [] : await findPeople(db, text, eq(people.isEnabled, true))),
    ...(kind === "person" ? [] : await findGroups(db, text, undefined)),
    ...(kind === "any" ? await findServices(db, text) : []),
  ];
  return shownCandidates(found);
}
