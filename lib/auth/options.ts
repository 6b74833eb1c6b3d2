import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Provider } from "next-auth/providers/index";
import { env } from "@/lib/platform/env";
import { isUuid } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { admitClaims } from "./admission";
import { findPerson, findPersonByIdentity } from "./people";
import { signInPath } from "./safe-path";
import { sessionCookie, sessionMaxAge } from "./session";

declare module "next-auth/jwt" {
  interface JWT {
    personId?: string;
  }
}

type Claims = { iss: string; sub: string };

/** Any OpenID Connect issuer: discovery, authorization code with PKCE, state and nonce, claims from the id_token. */
function organization({ issuer, clientId, clientSecret }: NonNullable<ReturnType<typeof env>["oidc"]>): Provider {
  return {
    id: "oidc",
    name: "your organization",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    profile: (claims: Claims) => ({ id: claims.sub }),
  };
}

/** The demo lets anybody be anybody; it is made only when the demo is on. */
function persona(): Provider {
  return CredentialsProvider({
    id: "demo",
    credentials: { personId: {} },
    authorize: async (credentials) => {
      const personId = credentials?.personId;
      if (!isUuid(personId)) return null;
      const person = await findPerson(personId);
      return person?.isEnabled ? { id: person.id } : null;
    },
  });
}

/** next-auth's settings. Sessions are encrypted cookies that hold a person's id and nothing else. */
export function authOptions(): NextAuthOptions {
  const settings = env();
  // next-auth takes its own address from the environment; ours is the same setting under another name.
  if (settings.origin) process.env.NEXTAUTH_URL ??= settings.origin;
  const cookie = sessionCookie();
  return {
    ...(settings.sessionSecret ? { secret: settings.sessionSecret } : {}),
    providers: [...(settings.oidc ? [organization(settings.oidc)] : []), ...(settings.demo ? [persona()] : [])],
    session: { strategy: "jwt", maxAge: sessionMaxAge },
    useSecureCookies: cookie.secure,
    cookies: {
      sessionToken: {
        name: cookie.name,
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: cookie.secure },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (account?.provider === "demo") return settings.demo;
        const decision = await admitClaims(profile);
        return decision.admitted || signInPath({ problem: decision.problem });
      },
      jwt: async ({ token, user, account, profile }) => {
        if (!account) return token.personId ? { personId: token.personId } : {};
        if (account.provider === "demo") return { personId: user.id };
        const { iss, sub } = profile as Claims;
        const person = await findPersonByIdentity(iss, sub);
        return person ? { personId: person.id } : {};
      },
      redirect: ({ url, baseUrl }) => (new URL(url, baseUrl).origin === baseUrl ? url : baseUrl),
    },
    events: {
      signIn: ({ account }) => log.info("signed in", { provider: account?.provider ?? "none" }),
    },
    logger: {
      error: (code, metadata) =>
        log.warn("sign-in failed", { code, error: metadata instanceof Error ? metadata : metadata.error }),
      warn: (code) => log.debug("sign-in warning", { code }),
      debug: () => {},
    },
  };
}
