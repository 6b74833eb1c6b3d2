import { errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { isScope, type Scope, scopesFor } from "@/lib/engine/token/token";
import { GraphProblem } from "@/lib/graph/problem";
import { log } from "@/lib/platform/log";
import { keysOf, type TrustedIssuer } from "./issuer";

/** What a verified token of the issuer says. */
export type Claims = {
  readonly issuer: string;
  /** Whether an application speaks for itself, and not for a person. */
  readonly isApplication: boolean;
  /**
   * By what the person or the service is looked for, the first that is known first. A person by `sub`, and by `oid`, which
   * Entra gives to all clients alike; an application by its client id, and by what it is called as a subject.
   */
  readonly subjects: readonly string[];
  readonly scopes: readonly Scope[];
  /** The client that speaks, for the person or for itself. */
  readonly client: string;
};

/** Whether a bearer token has the form of a JWT; tokens of the portal have no dots. */
export const isJwt = (token: string): boolean => token.split(".").length === 3;

/** Clocks of two machines are never quite the same. */
const TOLERANCE_SECONDS = 30;

/** PostgreSQL knows no NUL in a text. */
const text = z
  .string()
  .min(1)
  .max(500)
  .refine((given) => !given.includes("\0"));
const words = z.union([z.string().transform((each) => each.split(" ")), z.array(z.string())]);

const claimsSchema = z.object({
  iss: text,
  sub: text,
  oid: text.optional().catch(undefined),
  /** Delegated permissions; `scp` in Entra and Okta, `scope` by RFC 9068. */
  scp: words.optional(),
  scope: words.optional(),
  /** Permissions of an application that speaks for itself; people may have something else there. */
  roles: z.array(z.string()).optional().catch([]),
  idtyp: z.unknown().optional(),
  azp: text.optional().catch(undefined),
  appid: text.optional().catch(undefined),
  client_id: text.optional().catch(undefined),
});

const refused = (message: string) => new GraphProblem(401, "InvalidAuthenticationToken", message);

/** What is wrong with a token, as far as whoever sent it can do something about it; null for a fault on the way. */
function refusalOf(error: unknown): GraphProblem | null {
  if (error instanceof errors.JWTExpired) return refused("The token has expired.");
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refused(`The token is not for this API: its claim '${error.claim}' says something else, or nothing.`);
  }
  const isWrong =
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys;
  return isWrong ? refused("The token is not one that the configured issuer signed.") : null;
}

async function verify(token: string, { url, audience }: TrustedIssuer, now: Date): Promise<JWTPayload> {
  try {
    const { issuer, keys } = await keysOf(url);
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ["RS256", "ES256", "PS256"],
      requiredClaims: ["exp", "sub"],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    const problem = refusalOf(error);
    if (problem) throw problem;
    log.warn("the issuer of tokens cannot be asked", { error });
    const message = "The issuer of the token cannot be asked right now. The call may be repeated.";
    throw new GraphProblem(503, "serviceNotAvailable", message, { retryAfter: 5 });
  }
}

/**
 * What a token of the configured issuer says of whom it speaks for, after its signature, issuer, audience and times were
 * looked at.
 * @throws GraphProblem 401 for a token that is not from there or not for this API, 503 while the issuer cannot be asked
 */
export async function claimsOf(token: string, issuer: TrustedIssuer | null, now: Date): Promise<Claims> {
  if (!issuer) {
    throw refused("This portal takes no tokens of an issuer. Make one of its own under API access.");
  }
  const parsed = claimsSchema.safeParse(await verify(token, issuer, now));
  if (!parsed.success) throw refused("The token does not say what a token for this API has to say.");
  const { iss, sub, oid, scp, scope, roles, idtyp, azp, appid, client_id } = parsed.data;
  const [held, client] = [scp ?? scope, azp ?? appid ?? client_id ?? ""];
  // RFC 9068 has no other sign of an application than that it is its own subject.
  const isApplication = idtyp === "app" || (held === undefined && roles !== undefined) || sub === client;
  const named = isApplication ? [azp, appid, client_id, oid, sub] : [sub, oid];
  const permissions = (isApplication ? (roles ?? held) : held) ?? [];
  return {
    issuer: iss,
    isApplication,
    subjects: [...new Set(named.filter((each) => each !== undefined))],
    scopes: permissions.filter(isScope).filter((scope) => !isApplication || scopesFor("service").includes(scope)),
    client,
  };
}
