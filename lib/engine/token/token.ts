import { z } from "zod";
import type { Account, AccountKind } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import { limits } from "@/lib/engine/limits";
import { err, ok, type Result } from "@/lib/engine/result";
import { addMs, DAY_MS } from "@/lib/engine/time";
import type { TokenRefusal } from "./refusals";

/** The scopes of Graph that say something here. */
export const scopes = [
  "EntitlementManagement.Read.All",
  "EntitlementManagement.ReadWrite.All",
  "EntitlementMgmt-SubjectAccess.ReadWrite",
] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (text: string): text is Scope => (scopes as readonly string[]).includes(text);

/** What the tokens of somebody may be for: a service has no access of its own to look after. */
export const scopesFor = (kind: AccountKind): readonly Scope[] =>
  kind === "service" ? scopes.filter((scope) => scope !== "EntitlementMgmt-SubjectAccess.ReadWrite") : scopes;

/** What the portal lets people have; a token of years is one that nobody remembers. */
export const tokenLimits = { daysMin: 1, daysMax: 365, daysDefault: 90, liveMax: 20 } as const;

const daysText = `Enter a number of days between ${tokenLimits.daysMin} and ${tokenLimits.daysMax}.`;

/** What somebody says of the token they want. */
export const tokenWishSchema = z.object({
  displayName: z.string().trim().min(1, "Enter a name.").max(limits.nameChars, "This is too long."),
  scopes: z
    .array(z.enum(scopes, "This is none of the scopes there are."))
    .min(1, "Choose what the token may be used for.")
    .transform((given): readonly Scope[] => scopes.filter((scope) => given.includes(scope))),
  /** Days from now after which it is over, of 24 hours each. */
  days: z.int(daysText).min(tokenLimits.daysMin, daysText).max(tokenLimits.daysMax, daysText),
});
export type TokenWish = z.infer<typeof tokenWishSchema>;

export type TokenFacts = {
  /** Whose it is to be. */
  readonly account: Account;
  /** The names of the tokens they have that are neither over nor revoked. */
  readonly liveNames: readonly string[];
};

type TokenAdded = Extract<PersonEvent, { kind: "apiTokenAdded" }>;
type TokenRevoked = Extract<PersonEvent, { kind: "apiTokenRevoked" }>;

const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/**
 * Whether somebody, or a service, may have another token. Names of the tokens of one account are unique, so that one knows
 * which to revoke, and so that a form that is sent twice makes one.
 */
export function decideTokenCreation(
  { account, liveNames }: TokenFacts,
  { displayName, scopes: wanted, days }: TokenWish,
  tokenId: string,
  now: Date,
): Result<TokenAdded, TokenRefusal> {
  const isService = account.kind === "service";
  if (!account.isEnabled) return err({ code: isService ? "serviceNotFound" : "personNotFound" });
  if (!wanted.every((scope) => scopesFor(account.kind).includes(scope))) return err({ code: "scopeNotForServices" });
  if (liveNames.some((name) => isSameName(name, displayName))) return err({ code: "tokenNameTaken", displayName });
  if (liveNames.length >= tokenLimits.liveMax) return err({ code: "tooManyTokens", max: tokenLimits.liveMax });
  const expiresAt = addMs(now, days * DAY_MS);
  return ok({
    kind: "apiTokenAdded",
    at: now,
    personId: account.id,
    tokenId,
    tokenName: displayName,
    scopes: wanted,
    expiresAt,
  });
}

/** A token as it is kept, without what it is known by. */
export type StoredToken = {
  readonly id: string;
  readonly personId: Account["id"];
  readonly displayName: string;
  readonly revokedAt: Date | null;
};

/** What revoking a token does; null where that was done before. */
export function decideTokenRevocation(token: StoredToken, now: Date): TokenRevoked | null {
  const { id: tokenId, personId, displayName: tokenName, revokedAt } = token;
  return revokedAt ? null : { kind: "apiTokenRevoked", at: now, personId, tokenId, tokenName };
}
