import { describe, expect, test } from "vitest";
import { ada, disabled, nightly } from "@/lib/engine/testing/cast";
import { after, refusalOf, start } from "@/lib/engine/testing/facts";
import {
  decideTokenCreation,
  decideTokenRevocation,
  type Scope,
  scopes,
  scopesFor,
  type TokenFacts,
  tokenLimits,
  tokenWishSchema,
} from "./token";

const wish = { displayName: "Nightly report", scopes: ["EntitlementManagement.Read.All"], days: 90 } as const;
const facts: TokenFacts = { account: ada, liveNames: [] };
const tokenId = "00000000-0000-7000-8000-000000000001";

describe("what somebody says of a token", () => {
  const parse = (parts: Record<string, unknown>) => tokenWishSchema.safeParse({ ...wish, ...parts });

  test("a name without the spaces around it, each scope once", () => {
    expect(parse({ displayName: " Nightly report ", scopes: [...wish.scopes, ...wish.scopes] }).data).toEqual(wish);
  });

  test.each([
    ["displayName", " "],
    ["displayName", "x".repeat(257)],
    ["scopes", []],
    ["scopes", ["Directory.Read.All"]],
    ["days", 0],
    ["days", 366],
    ["days", 1.5],
    ["days", Number.NaN],
  ])("%s is refused as %j", (field, value) => {
    expect(parse({ [field]: value }).error?.issues.map((issue) => issue.path[0])).toEqual([field]);
  });
});

describe("a token is made", () => {
  const make = (parts: Partial<TokenFacts> = {}) => decideTokenCreation({ ...facts, ...parts }, wish, tokenId, start);

  test("for as many days of 24 hours as was said", () => {
    expect(make()).toEqual({
      ok: true,
      value: {
        kind: "apiTokenAdded",
        at: start,
        personId: ada.id,
        tokenId,
        tokenName: "Nightly report",
        scopes: wish.scopes,
        expiresAt: after(90),
      },
    });
  });

  test("for whoever can sign in, under a name of its own, up to twenty at a time", () => {
    expect(refusalOf(make({ account: disabled(ada) }))).toBe("personNotFound");
    expect(refusalOf(make({ liveNames: ["nightly REPORT"] }))).toBe("tokenNameTaken");
    const names = (count: number) => Array.from({ length: count }, (_, index) => `Token ${index}`);
    expect(make({ liveNames: names(tokenLimits.liveMax - 1) }).ok).toBe(true);
    expect(refusalOf(make({ liveNames: names(tokenLimits.liveMax) }))).toBe("tooManyTokens");
  });
});

describe("a service's token", () => {
  const make = (scopes: readonly Scope[], parts: Partial<TokenFacts> = {}) =>
    decideTokenCreation({ account: nightly, liveNames: [], ...parts }, { ...wish, scopes }, tokenId, start);

  test("is for reading, and for changing", () => {
    expect(scopesFor("service")).toEqual(["EntitlementManagement.Read.All", "EntitlementManagement.ReadWrite.All"]);
    expect(make(scopesFor("service"))).toMatchObject({ ok: true, value: { personId: nightly.id } });
  });

  test("is never for access of one's own, and none is made while the service is off", () => {
    expect(refusalOf(make(scopes))).toBe("scopeNotForServices");
    expect(refusalOf(make(scopesFor("service"), { account: { ...nightly, isEnabled: false } }))).toBe(
      "serviceNotFound",
    );
  });
});

test("a token is revoked once", () => {
  const token = { id: tokenId, personId: ada.id, displayName: "Nightly report", revokedAt: null };
  expect(decideTokenRevocation(token, start)).toEqual({
    kind: "apiTokenRevoked",
    at: start,
    personId: ada.id,
    tokenId,
    tokenName: "Nightly report",
  });
  expect(decideTokenRevocation({ ...token, revokedAt: start }, start)).toBeNull();
});
