import { describe, expect, it } from "vitest";
import { demoObjections } from "./demo";
import { readEnv } from "./env";

const demo = { LATCHKEY_DEMO: "1", LATCHKEY_ORIGIN: "http://localhost:3000", LATCHKEY_STARTED_BY: "demo" };
const oidc = { OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_ID: "latchkey", OIDC_CLIENT_SECRET: "s" };
const seeded = { isDemoDatabase: true };

describe("with the demo on", () => {
  it.each(["http://localhost:3000", "http://127.0.0.1:4000", "http://[::1]:3000"])("%s is this machine", (origin) => {
    expect(demoObjections(readEnv({ ...demo, LATCHKEY_ORIGIN: origin }), seeded)).toEqual([]);
  });

  it.each([
    ["real sign-in", { ...demo, ...oidc }, seeded, /OIDC_ISSUER/],
    ["an address elsewhere", { ...demo, LATCHKEY_ORIGIN: "https://access.example.com" }, seeded, /not on this machine/],
    [
      "an address that only begins like this machine",
      { ...demo, LATCHKEY_ORIGIN: "http://localhost.example.com" },
      seeded,
      /not on/,
    ],
    ["`npm start`", { ...demo, LATCHKEY_STARTED_BY: "start" }, seeded, /npm run demo/],
    ["a database of real people", demo, { isDemoDatabase: false }, /not a demo database/],
    ["a database that does not answer", demo, { isDemoDatabase: undefined }, /not a demo database/],
  ])("%s is refused", (_, source, facts, words) => {
    const objections = demoObjections(readEnv(source), facts);
    expect(objections).toHaveLength(1);
    expect(objections[0]).toMatch(words);
  });
});

describe("without the demo", () => {
  it("a demo database is refused, because its clock may be moved", () => {
    expect(demoObjections(readEnv(oidc), seeded)).toEqual([expect.stringMatching(/made by the demo/)]);
  });

  it("a database that does not answer is waited for", () => {
    expect(demoObjections(readEnv(oidc), { isDemoDatabase: undefined })).toEqual([]);
    expect(demoObjections(readEnv(oidc), { isDemoDatabase: false })).toEqual([]);
  });
});
