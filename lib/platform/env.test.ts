import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "./env";

const oidc = { OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_ID: "latchkey", OIDC_CLIENT_SECRET: "s" };

describe("readEnv", () => {
  it("needs nothing: an empty environment is a real portal without demo", () => {
    expect(readEnv({})).toMatchObject({ demo: false, worker: "in-process", logLevel: "info", oidc: undefined });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readEnv({ DATABASE_URL: "", OIDC_ISSUER: "" }).databaseUrl).toBeUndefined();
  });

  it.each(["1", "true", "ON"])("LATCHKEY_DEMO=%s is on", (value) => {
    expect(readEnv({ LATCHKEY_DEMO: value }).demo).toBe(true);
  });

  it("reduces the address to its origin and prefers LATCHKEY_ORIGIN", () => {
    expect(readEnv({ NEXTAUTH_URL: "https://a.example.com/api/auth" }).origin).toBe("https://a.example.com");
    expect(readEnv({ NEXTAUTH_URL: "https://a.example.com", LATCHKEY_ORIGIN: "https://b.example.com/" }).origin).toBe(
      "https://b.example.com",
    );
  });

  it("hands out OpenID Connect settings only complete", () => {
    expect(readEnv(oidc).oidc).toEqual({ issuer: "https://id.example.com", clientId: "latchkey", clientSecret: "s" });
    expect(() => readEnv({ OIDC_ISSUER: oidc.OIDC_ISSUER })).toThrow(/OIDC_CLIENT_ID: is missing/);
  });

  it("takes tokens of the issuer for the API only where there is an issuer", () => {
    expect(readEnv({ ...oidc, LATCHKEY_API_AUDIENCE: "api://latchkey" }).apiAudience).toBe("api://latchkey");
    expect(readEnv(oidc).apiAudience).toBeUndefined();
    expect(() => readEnv({ LATCHKEY_API_AUDIENCE: "x" })).toThrow(/LATCHKEY_API_AUDIENCE: needs OIDC_ISSUER/);
  });

  it("lists everything that is wrong at once, without the values", () => {
    const read = () =>
      readEnv({
        DATABASE_URL: "mysql://u:geheim@h/d",
        NEXTAUTH_SECRET: "short",
        LATCHKEY_DEMO: "yes",
        LATCHKEY_WORKER: "2",
      });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(/DATABASE_URL: .*\n.*LATCHKEY_DEMO: .*\n.*NEXTAUTH_SECRET: .*\n.*LATCHKEY_WORKER: /);
    expect(read).not.toThrow(/geheim/);
  });
});
