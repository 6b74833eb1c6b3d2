import { eq } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { apiTokens } from "@/db/schema";
import type { Account } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TokenRefusal } from "@/lib/engine/token/refusals";
import { decideTokenRevocation, type StoredToken } from "@/lib/engine/token/token";
import { loadAccount } from "@/lib/facts/people";
import { isUuid } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { loadEditor } from "./directory-editor";
import { lockAccount } from "./locks";
import { writePersonEvent } from "./write-audit";

async function loadToken(tx: Transaction, tokenId: string): Promise<StoredToken | undefined> {
  const [token] = await tx
    .select({
      id: apiTokens.id,
      personId: apiTokens.personId,
      displayName: apiTokens.displayName,
      revokedAt: apiTokens.revokedAt,
    })
    .from(apiTokens)
    .where(eq(apiTokens.id, tokenId));
  return token;
}

const missing = { code: "tokenNotFound" } as const;

/** Whose token it is, or whoever looks after the directory. */
async function loadRevoker(
  tx: Transaction,
  owner: Account,
  actorId: PersonId,
  now: Date,
): Promise<Result<Account, TokenRefusal>> {
  if (owner.id !== actorId || owner.kind === "service") return loadEditor(tx, actorId, "manageDirectory", missing, now);
  return owner.isEnabled ? ok(owner) : err(missing);
}

/**
 * Ends a token from its next call on. People revoke their own; whoever looks after the directory revokes anybody's, those
 * of services too, and to everybody else the tokens of others are not there (DEL-23). Nothing is written where it was revoked before.
 */
export async function revokeToken(
  deps: Deps,
  { tokenId, actorId }: { readonly tokenId: string; readonly actorId: PersonId },
): Promise<Result<{ readonly isChanged: boolean }, TokenRefusal>> {
  if (!isUuid(tokenId)) return err(missing);
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const found = await loadToken(tx, tokenId);
    if (!found) return err(missing);
    await lockAccount(tx, found.personId);
    const [token, owner] = [await loadToken(tx, tokenId), await loadAccount(tx, found.personId)];
    invariant(token && owner, "tokens and people are never deleted");
    const revoker = await loadRevoker(tx, owner, actorId, now);
    if (!revoker.ok) return revoker;
    const event = decideTokenRevocation(token, now);
    if (!event) return ok({ isChanged: false });
    await tx.update(apiTokens).set({ revokedAt: now }).where(eq(apiTokens.id, tokenId));
    const [displayName, actor] = [owner.displayName, actorOf(revoker.value)];
    await writePersonEvent(tx, { event, displayName, actor, recordedAt: now });
    return ok({ isChanged: true });
  });
}
