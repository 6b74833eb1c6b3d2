import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { apiTokens, people } from "@/db/schema";
import type { CatalogId } from "@/lib/engine/ids";
import { everybody, kim, payments, reports } from "@/lib/engine/testing/cast";
import { callApi, testRoot } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  insertCatalog,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { CALLS_MAX, countCall } from "./rate-limit";

const test = testDatabase();
let portal: Portal;
let catalogId: CatalogId;
let token: string;

const em = "/identityGovernance/entitlementManagement";
const packages = `${em}/accessPackages`;
const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  callApi(portal.deps, token, method, path, body, headers);

beforeEach(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertPackage(test.db, payments, { name: "Payments", catalogId });
  await insertPackage(test.db, reports, { name: "Reports", catalogId });
  token = await insertToken(portal.deps, kim.id);
});

describe("who calls", () => {
  const refused = async (authorization: string) =>
    (await callApi(portal.deps, null, "GET", packages, undefined, { authorization })).status;

  it("is nobody without a token of the portal", async () => {
    for (const wrong of [
      "",
      "Bearer",
      "Bearer x",
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer ${"x".repeat(9_000)}`,
    ]) {
      expect(await refused(wrong), wrong.slice(0, 40)).toBe(401);
    }
    const answer = await callApi(portal.deps, null, "GET", packages);
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect(answer.body.error.code).toBe("InvalidAuthenticationToken");
  });

  it("is refused from the next call on when the token is over or revoked, or its person switched off", async () => {
    expect((await call("GET", packages)).status).toBe(200);
    await test.db.update(people).set({ isEnabled: false }).where(eq(people.id, kim.id));
    expect((await call("GET", packages)).status).toBe(401);
    await test.db.update(people).set({ isEnabled: true }).where(eq(people.id, kim.id));
    await test.db.update(apiTokens).set({ revokedAt: await portal.clock.now() });
    expect((await call("GET", packages)).status).toBe(401);
    await test.db.update(apiTokens).set({ revokedAt: null, expiresAt: await portal.clock.now() });
    expect((await call("GET", packages)).status).toBe(401);
  });

  it("leaves when a token was used last, to the minute", async () => {
    await call("GET", packages);
    const [first] = await test.db.select({ at: apiTokens.lastUsedAt }).from(apiTokens);
    expect(first?.at).toEqual(await portal.clock.now());
  });

  it("with a token for their own access alone has none of their roles", async () => {
    const own = await insertToken(portal.deps, kim.id, ["EntitlementMgmt-SubjectAccess.ReadWrite"]);
    expect((await callApi(portal.deps, own, "GET", packages)).status).toBe(403);
    await insertPackage(test.db, payments.replace(/^0/, "1") as typeof payments, { catalogId, policies: [] });
    const hidden = `${packages}/${payments.replace(/^0/, "1")}`;
    expect((await call("GET", hidden)).status).toBe(200);
    expect((await callApi(portal.deps, own, "GET", hidden)).status).toBe(404);
  });

  it("is told to wait after too many calls a minute", () => {
    for (let calls = 0; calls < CALLS_MAX; calls += 1) countCall("a", 1_000);
    expect(() => countCall("a", 31_000)).toThrow(expect.objectContaining({ status: 429, retryAfter: 30 }));
    expect(() => countCall("b", 31_000)).not.toThrow();
    expect(() => countCall("a", 61_001)).not.toThrow();
  });
});

describe("addresses and bodies", () => {
  it.each([
    ["names in another case", `${em.toLowerCase()}/ACCESSPACKAGES`, 200],
    ["a key in parentheses", `${em}/accessPackages('${payments}')`, 200],
    ["a function with its namespace", `${packages}/microsoft.graph.filterByCurrentUser(on='allowedRequestor')`, 200],
    ["quotes that are escaped", `${packages}/filterByCurrentUser(on=%27allowedRequestor%27)`, 200],
    ["options that are escaped", `${packages}?%24filter=catalog%2Fid+eq+%27${catalogIdText()}%27`, 200],
    ["an option of nobody's", `${packages}?$filter=displayName eq 'x'&$filter=displayName eq 'y'`, 400],
    ["a function with another argument", `${packages}/filterByCurrentUser(by='x')`, 404],
    ["an argument of nobody's", `${packages}/filterByCurrentUser(on='everybody')`, 400],
    ["an address that is none", `${packages}/%E0%A4%A`, 400],
    ["a function that is none", `${packages}/nothing(on='x')`, 404],
  ])("%s", async (_, path, status) => {
    expect((await call("GET", path)).status).toBe(status);
  });

  it("say what is wrong: no JSON, another kind of content, too much, names nobody knows", async () => {
    const post = (body: unknown, headers?: Record<string, string>) => call("POST", packages, body, headers);
    expect((await post("{")).status).toBe(400);
    expect((await post("{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await post({ displayName: "x".repeat(1_100_000) })).status).toBe(413);
    const unknown = await post({ displayName: "x", colour: "red" });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toContain("colour");
    expect((await post({ displayName: "a\0b" })).status).toBe(400);
  });

  it("hold as many entities a page as the client prefers, and change nothing that hangs on a tag", async () => {
    const first = await call("GET", packages, undefined, { prefer: "odata.maxpagesize=1" });
    expect(first.body.value).toHaveLength(1);
    expect(first.body["@odata.nextLink"]).toEqual(expect.any(String));
    const path = `${packages}/${payments}`;
    expect((await call("DELETE", path, undefined, { "if-match": 'W/"1"' })).status).toBe(412);
    expect((await call("PATCH", path, { isHidden: true }, { "if-match": "*" })).status).toBe(204);
  });

  it("echo the client's own id of a call and name the portal's", async () => {
    const id = "08a94b02-e1cc-f9bd-3834-16a1b319d2e0";
    const answer = await call("GET", `${packages}/${catalogId}`, undefined, { "client-request-id": id });
    expect(answer.headers.get("client-request-id")).toBe(id);
    expect(answer.body.error.innerError["client-request-id"]).toBe(id);
    expect(answer.body.error.innerError["request-id"]).toBe(answer.headers.get("request-id"));
  });
});

/** Filled in where the address is used; the world does not exist yet when the table is written. */
function catalogIdText() {
  return "00000000-0000-7000-8000-000000000000";
}

describe("POST /$batch", () => {
  it("answers each of several calls, and leaves out what depends on one that failed", async () => {
    const { status, body } = await call("POST", "/$batch", {
      requests: [
        { id: "1", method: "GET", url: `${packages}?$select=id&$top=1` },
        { id: "2", method: "POST", url: packages, body: { displayName: "New", catalog: { id: catalogId } } },
        { id: "3", method: "GET", url: `${packages}/${kim.id}` },
        { id: "4", method: "GET", url: packages, dependsOn: ["3"] },
        { id: "5", method: "POST", url: "/$batch", body: { requests: [] } },
      ],
    });
    expect(status).toBe(200);
    expect(body.responses.map((each: { id: string; status: number }) => [each.id, each.status])).toEqual([
      ["1", 200],
      ["2", 201],
      ["3", 404],
      ["4", 424],
      ["5", 400],
    ]);
    expect(body.responses[1].body).toMatchObject({ displayName: "New" });
  });

  it("takes twenty calls with an id each", async () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ id: `${index}`, method: "GET", url: packages }));
    expect((await call("POST", "/$batch", { requests: many })).status).toBe(400);
    const twice = [1, 2].map(() => ({ id: "1", method: "GET", url: packages }));
    expect((await call("POST", "/$batch", { requests: twice })).status).toBe(400);
  });
});

describe("/beta", () => {
  const beta = (method: string, path: string, body?: unknown) =>
    call(method, `${testRoot.replace("v1.0", "beta")}${path}`, body);

  it("answers names of v1.0 as v1.0 does, and its own in its own words", async () => {
    expect((await beta("GET", `${packages}?$filter=displayName eq 'Payments'`)).body.value).toMatchObject([
      { id: payments },
    ]);
    const catalogs = await beta("GET", `${em}/accessPackageCatalogs?$filter=displayName eq 'Finance'`);
    expect(catalogs.body.value).toMatchObject([{ id: catalogId }]);
    expect((await call("GET", `${em}/accessPackageCatalogs`)).status).toBe(404);
  });
});

it("there is no other version", async () => {
  expect((await call("GET", `${testRoot.replace("v1.0", "v2.0")}${packages}`)).status).toBe(400);
});
