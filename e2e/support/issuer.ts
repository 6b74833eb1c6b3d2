import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Provider } from "oidc-provider";
import { freePort } from "@/lib/platform/ports";

/** Somebody the issuer knows: what it says about them is all the portal learns. */
export type Account = {
  readonly sub: string;
  readonly email?: string;
  /** Usually a boolean; some issuers send other things. */
  readonly email_verified?: unknown;
  /** As Entra has them: what the account is called in every application, and where. */
  readonly oid?: string;
  readonly tid?: string;
};

export type Issuer = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who may choose to sign in, by the words on their button. */
  readonly accounts: Map<string, Account>;
  stop(): Promise<void>;
};

const page = (names: Iterable<string>) => `<!doctype html><html lang="en"><head><title>Brightwater accounts</title>
<link rel="icon" href="data:,"></head><body><main><h1>Brightwater accounts</h1><form method="post">
${[...names].map((name) => `<button name="account" value="${name}">${name}</button>`).join("\n")}
<button name="account" value="">Cancel</button></form></main></body></html>`;

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/**
 * An OpenID Connect issuer on this machine, made by somebody else's library: authorization code, PKCE, signed id_tokens.
 * Its sign-in page offers each account as a button.
 */
export async function startIssuer(portal: string): Promise<Issuer> {
  const accounts = new Map<string, Account>();
  const url = `http://127.0.0.1:${await freePort()}`;
  const client = { id: "latchkey", secret: randomBytes(24).toString("hex") };
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  const provider = new Provider(url, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${portal}/api/auth/callback/oidc`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    jwks: { keys: [{ ...key, use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(24).toString("hex")] },
    claims: { openid: ["sub", "oid", "tid"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    ttl: Object.fromEntries(
      ["AccessToken", "AuthorizationCode", "Grant", "IdToken", "Interaction", "Session"].map((name) => [name, 600]),
    ),
    pkce: { required: () => true },
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => [...accounts.values()].find((account) => account.sub === sub) ?? { sub },
    }),
  });

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/html").end(page(accounts.keys()));
      return;
    }
    const account = accounts.get((await bodyOf(request)).get("account") ?? "");
    if (!account) {
      await provider.interactionFinished(request, response, { error: "access_denied" });
      return;
    }
    const { params } = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: account.sub, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const result = { login: { accountId: account.sub, remember: false }, consent: { grantId: await grant.save() } };
    await provider.interactionFinished(request, response, result);
  }

  const protocol = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith("/interaction/")) return protocol(request, response);
    signIn(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), "127.0.0.1", resolve));
  return {
    url,
    clientId: client.id,
    clientSecret: client.secret,
    accounts,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
