import { and, eq, gt, isNull } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { apiTokens } from "@/db/schema";
import type { Account } from "@/lib/engine/directory";
import type { PersonId } from "@/lib/engine/ids";
import { type Actor, actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TokenRefusal } from "@/lib/engine/token/refusals";
import { decideTokenCreation, type TokenWish } from "@/lib/engine/token/token";
import { loadAccount } from "@/lib/facts/people";
import { newId } from "@/lib/platform/ids";
import { hashOf, newToken } from "@/lib/platform/token";
import type { Deps } from "./deps";
import { loadEditor } from "./directory-editor";
import { lockAccount } from "./locks";
import { writePersonEvent } from "./write-audit";

/** Who makes it: whose it is, a machine's shell, or, for a service, somebody who looks after the directory. */
export type TokenMaker = "person" | "system" | { readonly administratorId: PersonId };

export type CreateTokenInput = TokenWish & {
  /** Whose token it is to be, a person's or a service's. */
  readonly personId: PersonId;
  readonly by: TokenMaker;
};

/** Everybody makes their own; a service's is made by whoever looks after it, and nobody makes one for somebody else. */
async function loadMaker(
  tx: Transaction,
  account: Account | null,
  by: TokenMaker,
  now: Date,
): Promise<Result<Actor, TokenRefusal>> {
  if (by === "system") return ok({ kind: "system" });
  const isService = account?.kind === "service";
  if (by === "person") return account && !isService ? ok(actorOf(account)) : err({ code: "personNotFound" });
  const missing = { code: "serviceNotFound" } as const;
  const editor = await loadEditor(tx, by.administratorId, "manageDirectory", missing, now);
  if (!editor.ok) return editor;
  return isService ? ok(actorOf(editor.value)) : err(missing);
}

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
    await lockAccount(tx, personId);
    const account = await loadAccount(tx, personId);
    const maker = await loadMaker(tx, account, by, now);
    if (!maker.ok) return maker;
    if (!account) return err({ code: "personNotFound" });
    const live = await tx
      .select({ displayName: apiTokens.displayName })
      .from(apiTokens)
      .where(and(eq(apiTokens.personId, personId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now)));
    const liveNames = live.map((each) => each.displayName);
    const decided = decideTokenCreation({ account, liveNames }, wish, newId(now), now);
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
      displayName: account.displayName,
      actor: maker.value,
      recordedAt: now,
    });
    return ok({ token, expiresAt });
  });
}
