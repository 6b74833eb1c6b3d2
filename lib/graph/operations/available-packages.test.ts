import { beforeAll, expect, it } from "vitest";
import { ada, auditors, everybody, gus, kim, payments, policyIds, reports, vendors } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import {
  appointGovernanceAdministrator,
  insertCatalog,
  insertGroup,
  insertGroupResource,
  insertPackage,
  insertPeople,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

const test = testDatabase();
let portal: Portal;
const tokens = new Map<string, string>();

const set = "/identityGovernance/entitlementManagement/availableAccessPackages";
const get = (who: { id: string }, path: string) => callApi(portal.deps, tokens.get(who.id) ?? null, "GET", path);

beforeAll(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, ...everybody);
  await appointGovernanceAdministrator(test.db, kim);
  const catalogId = await insertCatalog(test.db, { name: "Finance" });
  await insertGroup(test.db, auditors, { name: "Auditors" });
  const { member } = await insertGroupResource(test.db, catalogId, auditors);
  const all = (n: 0 | 1) => [policy({ policyId: policyIds[n] })];
  await insertPackage(test.db, payments, { name: "Payments", catalogId, roles: [member], policies: all(0) });
  await insertPackage(test.db, reports, { name: "Hidden", catalogId, isHidden: true, policies: all(1) });
  const onlyAda = policy({
    policyId: policyIds[2],
    allowedTargetScope: "specificDirectoryUsers",
    specificAllowedTargets: [{ kind: "singleUser", userId: ada.id }],
  });
  await insertPackage(test.db, vendors, { name: "Vendors", catalogId, policies: [onlyAda] });
  const own = ["EntitlementMgmt-SubjectAccess.ReadWrite"] as const;
  for (const who of [ada, gus, kim]) tokens.set(who.id, await insertToken(portal.deps, who.id, own));
});

it("WHO-3, WHO-6 the packages somebody may ask for are listed and searched, administrators' like everybody's", async () => {
  const named = async (who: { id: string }, query = "") =>
    (await get(who, `${set}?$orderby=displayName${query}`)).body.value.map(
      (each: { displayName: string }) => each.displayName,
    );
  expect(await named(ada)).toEqual(["Payments", "Vendors"]);
  expect(await named(kim)).toEqual(["Payments"]);
  expect(await named(gus)).toEqual([]);
  expect(await named(ada, "&$search=%22vend%22")).toEqual(["Vendors"]);
  expect((await get(ada, `${set}/$count`)).body).toBe("2");
});

it("POR-17 what a package contains is shown to those who may ask for it", async () => {
  expect((await get(ada, `${set}/${reports}`)).body).toMatchObject({ displayName: "Hidden" });
  const scopes = await get(ada, `${set}/${payments}/resourceRoleScopes?$expand=role($expand=resource),scope`);
  const content = {
    role: { displayName: "Member", resource: { displayName: "Ledger group" } },
    scope: { displayName: "Root", isRootScope: true },
  };
  expect(scopes.body.value).toMatchObject([content]);
  expect((await get(ada, `${set}/${payments}?$expand=resourceRoleScopes`)).body.resourceRoleScopes).toHaveLength(1);
  expect((await get(kim, `${set}/${vendors}`)).status).toBe(404);
  expect((await get(gus, `${set}/${payments}/resourceRoleScopes`)).status).toBe(404);
});
