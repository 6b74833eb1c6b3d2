import { and, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { apiTokens, identities, isPerson, people } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import { isScope } from "@/lib/engine/token/token";
import { loadRoles } from "@/lib/facts/roles";
import { isService } from "@/lib/facts/services";
import { GraphProblem } from "@/lib/graph/problem";
import { hashOf } from "@/lib/platform/token";
import type { Reading } from "@/lib/queries/reading";
import type { Caller } from "./caller";
import { configuredIssuer, type TrustedIssuer } from "./issuer";
import { type Claims, claimsOf, isJwt } from "./jwt";

const unauthenticated = (message: string) => new GraphProblem(401, "InvalidAuthenticationToken", message);

const person = {
  personId: people.id,
  displayName: people.displayName,
  email: people.email,
  kind: people.kind,
};

const viewerOf = async ({ db }: Reading, found: Omit<Viewer, "roles">): Promise<Viewer> => ({
  ...found,
  roles: await loadRoles(db, found.personId),
});

/** By a token that the portal gave. */
async function byOwnToken(reading: Reading, token: string): Promise<Caller> {
  const { db, now } = reading;
  const [row] = await db
    .select({ tokenId: apiTokens.id, scopes: apiTokens.scopes, ...person })
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
  const { tokenId, scopes: held, ...found } = row;
  // To the minute, so that a script that calls often writes seldom.
  const isOld = or(
    isNull(apiTokens.lastUsedAt),
    lt(apiTokens.lastUsedAt, sql`${now.toISOString()}::timestamptz - interval '1 minute'`),
  );
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(apiTokens.id, tokenId), isOld));
  return { viewer: await viewerOf(reading, found), scopes: new Set(held.filter(isScope)), tokenId };
}

/**
 * Whom an account at the issuer belongs to: a service for an application that speaks for itself, a person otherwise, and
 * never the one for the other. The subjects are in the order of how much they say.
 */
async function accountBehind({ db }: Reading, { issuer, subjects, isApplication }: Claims, trusted: TrustedIssuer) {
  const rows = await db
    .select({ subject: identities.subject, isEnabled: people.isEnabled, ...person })
    .from(identities)
    .innerJoin(people, eq(people.id, identities.personId))
    .where(
      and(
        // The same issuer: its own name, which people are linked under, and the one of the settings, which services are.
        inArray(identities.issuer, [issuer, trusted.url]),
        inArray(identities.subject, [...subjects]),
        isApplication ? isService : isPerson,
      ),
    );
  return subjects.flatMap((subject) => rows.filter((row) => row.subject === subject))[0];
}

const strangers = {
  person:
    "The account behind the token belongs to nobody here. Sign in to the portal in a browser once with the same account.",
  application: (client: string) =>
    `No service that is on has the client id '${client}'. Whoever looks after the portal adds it under Administration, Settings, Services.`,
};

/** By a token of the organization's issuer. */
async function byIssuersToken(reading: Reading, token: string, trusted: TrustedIssuer | null): Promise<Caller> {
  const claims = await claimsOf(token, trusted, reading.now);
  const row = trusted && (await accountBehind(reading, claims, trusted));
  if (!row?.isEnabled) {
    throw unauthenticated(
      claims.isApplication ? strangers.application(claims.client || (claims.subjects[0] ?? "")) : strangers.person,
    );
  }
  const { subject: _, isEnabled: __, ...found } = row;
  return {
    viewer: await viewerOf(reading, found),
    scopes: new Set(claims.scopes),
    tokenId: `${found.personId} ${claims.client}`,
  };
}

/**
 * Whoever a bearer token belongs to, as of this very call: whoever is disabled or loses a role is refused the next one.
 * @throws GraphProblem 401 where there is no token, or one that is unknown, revoked or over; see also `claimsOf`
 */
export async function callerOf(
  reading: Reading,
  headers: Headers,
  issuer: TrustedIssuer | null = configuredIssuer(),
): Promise<Caller> {
  const [, token] = /^Bearer ([\w.~+/-]{16,8192}=*)$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (token === undefined) throw unauthenticated("A call needs a bearer token.");
  return isJwt(token) ? byIssuersToken(reading, token, issuer) : byOwnToken(reading, token);
}
