import { randomBytes } from "node:crypto";
import { apiTokens } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { type Scope, scopes } from "@/lib/engine/token/token";
import { newId } from "@/lib/platform/ids";
import { hashOf } from "@/lib/platform/token";
import type { Deps } from "@/lib/services/deps";

/** A token of a person as the portal would have given it. */
export async function insertToken(
  { db, clock }: Pick<Deps, "db" | "clock">,
  personId: PersonId,
  held: readonly Scope[] = scopes,
): Promise<string> {
  const token = `lk_${randomBytes(24).toString("base64url")}`;
  const now = await clock.now();
  await db.insert(apiTokens).values({
    id: newId(now),
    personId,
    displayName: "test",
    hash: hashOf(token),
    scopes: [...held],
    createdAt: now,
    expiresAt: new Date(now.getTime() + 30 * 86_400_000),
  });
  return token;
}
