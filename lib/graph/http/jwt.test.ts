import { createServer } from "node:http";
import { eq } from "drizzle-orm";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { identities, people } from "@/db/schema";
import type { PersonId } from "@/lib/engine/ids";
import { ada, ben, everybody, nightly } from "@/lib/engine/testing/cast";
import { addMs, HOUR_MS } from "@/lib/engine/time";
import { freePort } from "@/lib/platform/ports";
import { Portal } from "@/lib/services/testing/portal";
import { appoint, insertPeople, insertService } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { admit } from "./caller";
import type { TrustedIssuer } from "./issuer";
import { callerOf } from "./tokens";

const test = testDatabase();
let portal: Portal;

const audience = "api://latchkey";
const keys = new Map<string, CryptoKey>();
/** How often the issuer was asked for what. */
const asked = new Map<string, number>();
let issuer: TrustedIssuer;
let stop: () => Promise<void>;

beforeAll(async () => {
  const url = `http://127.0.0.1:${await freePort()}/tenant`;
  const published: object[] = [];
  for (const alg of ["RS256", "ES256", "PS256", "RS512"]) {
    const pair = await generateKeyPair(alg);
    keys.set(alg, pair.privateKey);
    published.push({ ...(await exportJWK(pair.publicKey)), kid: alg, use: "sig" });
  }
  keys.set("stranger", (await generateKeyPair("RS256")).privateKey);
  const pages: Record<string, object> = {
    "/tenant/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
    "/tenant/keys": { keys: published },
    "/other/.well-known/openid-configuration": { issuer: url, jwks_uri: `${url}/keys` },
  };
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const found = pages[path];
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), "127.0.0.1", resolve));
  issuer = { url, audience };
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});

afterAll(() => stop());

const link = (who: { readonly id: PersonId }, subject: string) =>
  test.db
    .insert(identities)
    .values({ issuer: issuer.url, subject, personId: who.id, linkedAt: new Date("2025-01-01T00:00:00Z") });

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appoint(test.db, ada, "auditor");
  await link(ada, "ada-there");
});

type Parts = Readonly<Record<string, unknown>> & {
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: string;
};

/** A token as the issuer would have made it at the portal's time, but for what is said. */
async function token({ alg = "RS256", kid = alg, key = alg, ...claims }: Parts = {}): Promise<string> {
  const seconds = Math.floor((await portal.clock.now()).getTime() / 1_000);
  const payload = {
    iss: issuer.url,
    aud: audience,
    sub: "ada-there",
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3_600,
    scp: "EntitlementManagement.Read.All openid",
    azp: "scripts",
    ...claims,
  };
  const signer = keys.get(key);
  if (!signer) throw new Error(`no key ${key}`);
  return new SignJWT(payload).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(signer);
}

const call = async (bearer: string, trusted: TrustedIssuer | null = issuer) =>
  callerOf({ db: test.db, now: await portal.clock.now() }, new Headers({ authorization: `Bearer ${bearer}` }), trusted);

const refused = async (bearer: string | Promise<string>, trusted?: TrustedIssuer | null) => {
  const [status, message] = await call(await bearer, trusted).then(
    () => [200, ""],
    (error: { status: number; message: string }) => [error.status, error.message],
  );
  return `${status} ${message}`;
};

describe("a token of the organization's issuer", () => {
  it.each(["RS256", "ES256", "PS256"])("signed with %s speaks for whom its subject belongs to", async (alg) => {
    const caller = await call(await token({ alg }));
    expect(caller.viewer).toMatchObject({ personId: ada.id, roles: [{ role: "auditor" }] });
    expect([...caller.scopes]).toEqual(["EntitlementManagement.Read.All"]);
    expect(caller.tokenId).toBe(`${ada.id} scripts`);
  });

  it("may name scopes in a list, or as RFC 9068 does, and the person by the object id that Entra tells everybody", async () => {
    const scopes = ["EntitlementMgmt-SubjectAccess.ReadWrite"];
    expect((await call(await token({ scp: scopes }))).scopes).toEqual(new Set(scopes));
    expect((await call(await token({ scp: undefined, scope: scopes[0] }))).scopes).toEqual(new Set(scopes));
    await link(ben, "ben-object");
    expect((await call(await token({ sub: "pairwise", oid: "ben-object" }))).viewer.personId).toBe(ben.id);
    expect((await call(await token({ oid: "ben-object" }))).viewer.personId).toBe(ada.id);
  });

  it("without a scope of the API is good for nothing", async () => {
    const caller = await call(await token({ scp: "openid" }));
    for (const permission of ["read", "write", "selfRead", "selfWrite"] as const) {
      expect(() => admit(caller, permission)).toThrow(expect.objectContaining({ status: 403 }));
    }
  });

  it("asks the issuer once for its keys", async () => {
    await Promise.all([call(await token()), call(await token())]);
    expect(asked.get("/tenant/.well-known/openid-configuration")).toBe(1);
    expect(asked.get("/tenant/keys")).toBe(1);
  });
});

describe("a token of an application that speaks for itself", () => {
  const app = { scp: undefined, roles: ["EntitlementManagement.ReadWrite.All", "Mail.Send"], sub: "object-of-app" };

  beforeEach(async () => {
    await insertService(test.db, nightly);
    await appoint(test.db, nightly, "catalogCreator");
  });

  it.each<[string, Parts]>([
    ["by the name of its client in Entra", { azp: "nightly-client", idtyp: "app" }],
    ["in older tokens of Entra", { azp: undefined, appid: "nightly-client", idtyp: "app" }],
    ["as RFC 9068 has it", { azp: undefined, client_id: "nightly-client", sub: "nightly-client" }],
    ["by its subject, where that is what was registered", { azp: undefined, sub: "nightly-client" }],
    ["by its object id", { azp: "other", oid: "nightly-client" }],
  ])("speaks for the service %s", async (_, parts) => {
    await link(nightly, "nightly-client");
    const caller = await call(await token({ ...app, ...parts }));
    expect(caller.viewer).toMatchObject({ personId: nightly.id, kind: "service", roles: [{ role: "catalogCreator" }] });
    expect([...caller.scopes]).toEqual(["EntitlementManagement.ReadWrite.All"]);
  });

  it("has the permissions of its scope where the issuer gives it no roles, and never those of one's own access", async () => {
    await link(nightly, "nightly-client");
    const scope = "EntitlementManagement.Read.All EntitlementMgmt-SubjectAccess.ReadWrite";
    const parts = {
      ...app,
      roles: undefined,
      scope,
      client_id: "nightly-client",
      sub: "nightly-client",
      azp: undefined,
    };
    expect([...(await call(await token(parts))).scopes]).toEqual(["EntitlementManagement.Read.All"]);
  });

  it("is found under the issuer as the settings write it", async () => {
    const written = { url: `${issuer.url}/`, audience };
    const [subject, linkedAt] = ["nightly-client", new Date("2025-01-01T00:00:00Z")];
    await test.db.insert(identities).values({ issuer: written.url, subject, personId: nightly.id, linkedAt });
    const bearer = await token({ ...app, azp: subject });
    expect((await call(bearer, written)).viewer.personId).toBe(nightly.id);
  });

  it("never speaks for a person, and no person's token for a service", async () => {
    await link(nightly, "nightly-client");
    expect(await refused(token({ ...app, azp: "ada-there" }))).toMatch(/^401 No service/);
    expect(await refused(token({ sub: "nightly-client" }))).toMatch(/^401 .*belongs to nobody here/);
    expect(await refused(token({ sub: "who", oid: "nightly-client" }))).toMatch(/^401 .*belongs to nobody here/);
  });

  it("is refused while its service is off", async () => {
    await link(nightly, "nightly-client");
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, nightly.id));
    expect(await refused(token({ ...app, azp: "nightly-client" }))).toMatch(/^401 No service that is on/);
  });
});

describe("is refused", () => {
  it.each<[string, Parts, RegExp]>([
    ["for another API", { aud: "api://other" }, /^401 .*'aud'/],
    ["of another issuer", { iss: "https://elsewhere.example" }, /^401 .*'iss'/],
    ["without an end", { exp: undefined }, /^401 .*'exp'/],
    ["without a subject", { sub: undefined }, /^401 .*'sub'/],
    ["signed by a stranger", { key: "stranger" }, /^401 .*configured issuer signed/],
    ["signed with a key that is not there", { kid: "gone" }, /^401 .*configured issuer signed/],
    ["signed in a way that is not allowed", { alg: "RS512" }, /^401 .*configured issuer signed/],
    ["of somebody nobody knows", { sub: "who" }, /^401 .*belongs to nobody here/],
    ["of an application nobody registered", { scp: undefined, roles: [] }, /^401 No service .* 'scripts'.*Services/],
    ["of an application, whatever else it says", { idtyp: "app" }, /^401 No service .* 'scripts'/],
    ["of an application that is its own subject", { azp: "ada-there" }, /^401 No service .* 'ada-there'/],
  ])("%s", async (_, parts, told) => {
    expect(await refused(token(parts))).toMatch(told);
  });

  it("before its time and after it", async () => {
    const early = await token();
    portal.clock.advance(-HOUR_MS);
    expect(await refused(early)).toMatch(/^401 .*'nbf'/);
    portal.clock.set(addMs(await portal.clock.now(), 3 * HOUR_MS));
    expect(await refused(early)).toMatch(/^401 The token has expired/);
  });

  it("when somebody changed it, and when it is not signed at all", async () => {
    const [head, body, signature] = (await token()).split(".");
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = JSON.parse(Buffer.from(body ?? "", "base64url").toString());
    expect(await refused(`${head}.${encode({ ...claims, sub: "somebody-else" })}.${signature}`)).toMatch(/^401/);
    expect(await refused(`${encode({ alg: "none" })}.${body}.`)).toMatch(/^401/);
    expect(await refused(`${encode({ alg: "HS256" })}.${body}.${signature}`)).toMatch(/^401/);
    expect(await refused("aaaaaaaa.bbbbbbbb.cccccccc")).toMatch(/^401/);
  });

  it("when its person is switched off", async () => {
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, ada.id));
    expect(await refused(token())).toMatch(/^401 .*belongs to nobody here/);
  });

  it("where the portal takes none, and while its issuer cannot be asked", async () => {
    expect(await refused(token(), null)).toMatch(/^401 .*takes no tokens of an issuer/);
    const port = await freePort();
    expect(await refused(token(), { url: `http://127.0.0.1:${port}`, audience })).toMatch(/^503/);
    expect(await refused(token(), { url: issuer.url.replace("tenant", "other"), audience })).toMatch(/^503/);
  });
});
