import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { env } from "@/lib/platform/env";

/** Whose tokens the API takes besides its own, and whom they have to be for. */
export type TrustedIssuer = { readonly url: string; readonly audience: string };

/** The issuer of the settings; null where tokens of issuers are not taken. */
export function configuredIssuer(): TrustedIssuer | null {
  const { oidc, apiAudience } = env();
  return oidc && apiAudience ? { url: oidc.issuer, audience: apiAudience } : null;
}

/** What an issuer says of itself. */
export type IssuerKeys = { readonly issuer: string; readonly keys: JWTVerifyGetKey };

const discoverySchema = z.object({
  issuer: z.string(),
  jwks_uri: z.url({ protocol: /^https?$/ }),
});

/** How long what an issuer says of itself is believed. Its keys are fetched anew earlier, when a token names another. */
const DISCOVERY_MS = 3_600_000;
const PATIENCE_MS = 5_000;

const withoutSlash = (url: string) => url.replace(/\/$/, "");

async function discover(url: string): Promise<IssuerKeys> {
  const address = `${withoutSlash(url)}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  const { issuer, jwks_uri } = discoverySchema.parse(await answer.json());
  if (withoutSlash(issuer) !== withoutSlash(url)) throw new Error(`${address} is of another issuer`);
  return { issuer, keys: createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: PATIENCE_MS }) };
}

const known = new Map<string, { readonly keys: Promise<IssuerKeys>; readonly until: number }>();

/**
 * The name and keys of an issuer, from its own discovery document.
 * @throws whatever went wrong on the way there; that is not remembered
 */
export function keysOf(url: string): Promise<IssuerKeys> {
  const now = performance.now();
  const found = known.get(url);
  if (found && found.until > now) return found.keys;
  const keys = discover(url);
  known.set(url, { keys, until: now + DISCOVERY_MS });
  keys.catch(() => known.delete(url));
  return keys;
}
