import { and, eq, gt, isNull } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { apiTokens } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TokenRefusal } from "@/lib/engine/token/refusals";
import { decideTokenCreation, type TokenWish } from "@/lib/engine/token/token";
import { loadPerson } from "@/lib/facts/people";
import { newId } from "@/lib/platform/ids";
import { hashOf, newToken } from "@/lib/platform/token";
import type { Deps } from "./deps";
import { lockPerson } from "./locks";
import { writePersonEvent } from "./write-audit";

export type CreateTokenInput = TokenWish & {
  /** Whose token it is to be. */
  readonly personId: PersonId;
  /** Who makes it: that person, or whoever has the shell of the machine. */
  readonly by: "person" | "system";
};

/**
 * Makes a token of the API. What it is known by is in the answer and nowhere else; its hash is kept, and the log has its
 * name, scopes and end.
 */
export async function createToken(
  deps: Deps,
  { personId, by, ...wish }: CreateTokenInput,
): Promise<Result<{ readonly token: string; readonly expiresAt: Date }, TokenRefusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await lockPerson(tx, personId);
    const person = await loadPerson(tx, personId);
    if (!person) return err({ code: "personNotFound" });
    const live = await tx
      .select({ displayName: apiTokens.displayName })
      .from(apiTokens)
      .where(and(eq(apiTokens.personId, personId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now)));
    const liveNames = live.map((each) => each.displayName);
    const decided = decideTokenCreation({ person, liveNames }, wish, newId(now), now);
    if (!decided.ok) return decided;
    const { tokenId: id, tokenName: displayName, scopes, expiresAt } = decided.value;
    const token = newToken();
    await tx.insert(apiTokens).values({
      id,
      personId,
      displayName,
      hash: hashOf(token),
      scopes: [...scopes],
      createdAt: now,
      expiresAt,
    });
    await writePersonEvent(tx, {
      event: decided.value,
      displayName: person.displayName,
      actor: by === "system" ? { kind: "system" } : actorOf(person),
      recordedAt: now,
    });
    return ok({ token, expiresAt });
  });
}
