import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { apiTokens } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { addDays } from "@/lib/engine/time";
import { isScope } from "@/lib/engine/token/token";
import type { ApiTokenRow } from "@/lib/views/api-tokens";
import { currentReading, type Reading } from "./reading";

/** How long somebody finds in their list that a token is over, which explains why a script stopped. */
const EXPIRED_SHOWN_DAYS = 30;

export const tokenColumns = {
  id: apiTokens.id,
  displayName: apiTokens.displayName,
  scopes: apiTokens.scopes,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  lastUsedAt: apiTokens.lastUsedAt,
};

type StoredRow = Omit<ApiTokenRow, "scopes" | "isExpired"> & { readonly scopes: readonly string[] };

/** A token as lists show it at this instant. */
export const tokenRow = <Row extends StoredRow>(row: Row, now: Date) => ({
  ...row,
  scopes: row.scopes.filter(isScope),
  isExpired: row.expiresAt <= now,
});

/** The reader's own tokens that are not revoked, newest first. */
export async function listOwnTokens(
  viewer: { readonly personId: PersonId },
  reading?: Reading,
): Promise<readonly ApiTokenRow[]> {
  const { db, now } = reading ?? (await currentReading());
  const rows = await db
    .select(tokenColumns)
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.personId, viewer.personId),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, addDays(now, -EXPIRED_SHOWN_DAYS)),
      ),
    )
    .orderBy(desc(apiTokens.id))
    .limit(100);
  return rows.map((row) => tokenRow(row, now));
}
