import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { apiTokens, people } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import { isService } from "@/lib/facts/services";
import { tokenColumns, tokenRow } from "@/lib/queries/api-tokens";
import { fromInstantCursor, PAGE_SIZE, pageOf, toInstantCursor } from "@/lib/queries/keyset";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { OwnedTokenPage } from "@/lib/views/api-tokens";
import type { Administrator } from "./scope";

/** Everybody's tokens that still work, those of services too, newest first; nobody's for those who may not revoke them. */
export async function listTokensOfEverybody(
  viewer: Administrator,
  cursor: string | null,
  reading?: Reading,
): Promise<OwnedTokenPage> {
  if (!may(viewer, "manageDirectory")) return { rows: [], next: null };
  const { db, now } = reading ?? (await currentReading());
  const after = fromInstantCursor(cursor);
  const rows = await db
    .select({
      ...tokenColumns,
      ownerId: people.id,
      ownerName: people.displayName,
      isOwnerEnabled: people.isEnabled,
      isService: sql<boolean>`${isService}`,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(
      and(
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
        after ? sql`(${apiTokens.createdAt}, ${apiTokens.id}) < (${after.at}, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
    .limit(PAGE_SIZE + 1);
  const shown = rows.map((row) => tokenRow(row, now));
  return pageOf(shown, (row) => toInstantCursor(row.createdAt, row.id));
}
