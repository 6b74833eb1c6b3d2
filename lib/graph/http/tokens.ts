import { createHash } from "node:crypto";
import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { apiTokens, people } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { loadRoles } from "@/lib/facts/roles";
import { GraphProblem } from "@/lib/graph/problem";
import type { Reading } from "@/lib/queries/reading";
import { type Caller, type Scope, scopes } from "./caller";

/** How a token is kept and looked for. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

const unauthenticated = (message: string) => new GraphProblem(401, "InvalidAuthenticationToken", message);

const isScope = (text: string): text is Scope => (scopes as readonly string[]).includes(text);

/**
 * Whoever a bearer token belongs to, as of this very call: whoever is disabled or loses a role is refused the next one.
 * @throws GraphProblem 401 where there is no token, or one that is unknown, revoked or over
 */
export async function callerOf({ db, now }: Reading, headers: Headers): Promise<Caller> {
  const [, token] = /^Bearer ([\w.~+/-]{16,4096}=*)$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (token === undefined) throw unauthenticated("A call needs a bearer token.");
  const [row] = await db
    .select({
      tokenId: apiTokens.id,
      scopes: apiTokens.scopes,
      personId: people.id,
      displayName: people.displayName,
      email: people.email,
      kind: people.kind,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(
      and(
        eq(apiTokens.hash, hashOf(token)),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
        eq(people.isEnabled, true),
      ),
    );
  if (!row) throw unauthenticated("The token is unknown, revoked or expired.");
  const { tokenId, scopes: held, ...person } = row;
  // To the minute, so that a script that calls often writes seldom.
  const isOld = or(
    isNull(apiTokens.lastUsedAt),
    lt(apiTokens.lastUsedAt, sql`${now.toISOString()}::timestamptz - interval '1 minute'`),
  );
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(apiTokens.id, tokenId), isOld));
  const viewer: Viewer = { ...person, roles: await loadRoles(db, person.personId) };
  return { viewer, scopes: new Set(held.filter(isScope)), tokenId };
}
