import { beforeAll, describe, expect, it } from "vitest";
import type { CatalogId, GroupId } from "@/lib/engine/ids";
import {
  ada,
  auditors,
  ben,
  dora,
  eli,
  idOf,
  kim,
  payments,
  policyIds,
  reports,
  vendors,
} from "@/lib/engine/testing/cast";
import { person, policy, stage } from "@/lib/engine/testing/facts";
import { readContract } from "@/lib/graph/contract/contract";
import { servedIn } from "@/lib/graph/contract/served";
import { testRoot } from "@/lib/graph/testing/api";
import { ApiWorld } from "@/lib/graph/testing/world";
import { newId } from "@/lib/platform/ids";
import { appoint, forbid, forbidGroup, insertCatalog, insertGroup, insertPackage } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { em, rbac } from "./paths";

const temps = idOf<GroupId>(90);

const test = testDatabase();
let world: ApiWorld;
let catalogId: CatalogId;

/** One entity of every kind, by what the contract calls its id in addresses. */
const known = new Map<string, string>();

const firstIn = async (path: string): Promise<string> => (await world.as(kim, "GET", path)).body.value[0].id;

beforeAll(async () => {
  world = await ApiWorld.begin(test);
  const { portal } = world;
  catalogId = await insertCatalog(test.db, { name: "Finance" });
  await appoint(test.db, ben, "accessPackageManager", catalogId);
  await insertGroup(test.db, auditors, { name: "Auditors", members: [dora] });
  await insertGroup(test.db, temps, { name: "Temps", members: [] });
  const terms = policy({
    policyId: policyIds[0],
    questions: [
      {
        ...{ kind: "text", id: "why", sequence: 0, text: "Why?", localizations: [], isRequired: false },
        ...{ isAnswerEditable: true, isSingleLineQuestion: true, regexPattern: null },
      },
    ],
    stages: [stage({ primaryApprovers: [person(dora)] })],
  });
  await insertPackage(test.db, payments, { name: "Payments", catalogId, policies: [terms] });
  await insertPackage(test.db, reports, { name: "Reports", catalogId });
  for (const pair of [[payments, reports] as const, [reports, payments] as const]) await forbid(test.db, ...pair);
  await forbidGroup(test.db, payments, temps);
  await insertPackage(test.db, vendors, { name: "Vendors", policies: [] });
  await forbid(test.db, payments, vendors);

  const added = await world.as(kim, "POST", `${em}/resourceRequests`, {
    requestType: "adminAdd",
    catalog: { id: catalogId },
    resource: { originId: auditors, originSystem: "AadGroup" },
  });
  const resource = await firstIn(`${em}/catalogs/${catalogId}/resources`);
  const given = await world.as(kim, "POST", `${em}/accessPackages/${payments}/resourceRoleScopes`, {
    role: { originId: `Member_${auditors}`, originSystem: "AadGroup", resource: { id: resource } },
    scope: { originId: auditors, originSystem: "AadGroup" },
  });
  expect(given.body, "a role is given").toMatchObject({ id: expect.any(String) });
  const request = await portal.ask(ada, payments);
  await portal.decide(dora, request, "approve");
  await portal.work(request);
  for (const [name, id] of Object.entries({
    accessPackageCatalog: catalogId,
    accessPackage: payments,
    availableAccessPackage: payments,
    accessPackageAssignmentPolicy: policyIds[0],
    accessPackageQuestion: "why",
    accessPackageResourceRequest: added.body.id,
    accessPackageResource: resource,
    accessPackageResourceScope: resource,
    accessPackageResourceRole: String(given.body.id).split("_")[0],
    accessPackageResourceRoleScope: given.body.id,
    accessPackageAssignmentRequest: request,
    approval: request,
    approvalStage: await firstIn(`${em}/accessPackageAssignmentApprovals/${request}/stages`),
    accessPackageAssignment: await firstIn(`${em}/assignments`),
    accessPackageSubject: ada.id,
    group: temps,
    unifiedRoleAssignment: await firstIn(`${rbac}/roleAssignments`),
    unifiedRoleDefinition: await firstIn(`${rbac}/roleDefinitions`),
  })) {
    known.set(`${name}-id`, String(id));
  }
});

/** Lists that are asked for by what is in them. */
const filters = new Map([["/resourceEnvironments", "?$filter=originSystem eq 'SharePointOnline'"]]);
const filterFor = (path: string): string =>
  [...filters].find(([set]) => path.replace(/\/\$count$/, "").endsWith(set))?.[1] ?? "";

const addressOf = (path: string): string =>
  `${path}${filterFor(path)}`.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => {
    // The second package of an address is one that the first is incompatible with.
    if (name === "accessPackage-id1") return reports;
    return known.get(name.replace(/-id1$/, "-id")) ?? "unknown";
  });

const read = servedIn(readContract()).filter(({ method, path }) => method === "GET" && !path.includes("("));

/** Resources are not divided by place, people belong to no organization, and policies call nobody. */
const nowhere =
  /\/(environment|connectedOrganization)$|(customExtensionStageSetting|customCalloutExtension|accessPackageResourceEnvironment)-id/;

describe("every address of the contract that is read", () => {
  it("is more than the lists and what is in them", () => {
    expect(read.length).toBeGreaterThan(250);
  });

  it.each(read.filter(({ path }) => !nowhere.test(path)).map(({ path }) => path))("%s answers", async (path) => {
    const { status, body } = await world.as(kim, "GET", addressOf(path));
    expect(status, JSON.stringify(body)).toBe(200);
  });

  it.each(read.filter(({ path }) => nowhere.test(path)).map(({ path }) => path))("%s leads nowhere", async (path) => {
    expect((await world.as(kim, "GET", addressOf(path))).status).toBe(404);
  });
});

describe("where an address leads", () => {
  const as = (who: { id: typeof ada.id }, path: string, method = "GET") => world.as(who, method, path);
  const ofPayments = `${em}/accessPackages/${payments}`;

  it("is named in the context of its answer, with the keys on the way", async () => {
    const { body } = await as(kim, `${ofPayments}/catalog/resources?$select=displayName&$count=true`);
    expect(body).toEqual({
      "@odata.context": `${testRoot}/$metadata#${em.slice(1)}/accessPackages('${payments}')/catalog/resources`,
      "@odata.count": 1,
      value: [{ displayName: "Auditors" }],
    });
  });

  it("DEL-23 is asked again at every step", async () => {
    const request = `${em}/assignmentRequests/${known.get("accessPackageAssignmentRequest-id")}`;
    expect((await as(ada, `${request}/accessPackage`)).body.displayName).toBe("Payments");
    expect((await as(ada, `${request}/assignment/target`)).body.objectId).toBe(ada.id);
    expect((await as(ada, `${request}/accessPackage/catalog`)).status).toBe(404);
    expect((await as(ada, `${request}/assignment/assignmentPolicy`)).status).toBe(404);
    const expanded = await as(
      ada,
      `${request}?$expand=accessPackage($expand=catalog),assignment($expand=assignmentPolicy)`,
    );
    expect(expanded.body).toMatchObject({
      accessPackage: { displayName: "Payments", catalog: null },
      assignment: { state: "delivered", assignmentPolicy: null },
    });
    expect((await as(dora, `${request}/accessPackage`)).status, "who decided sees it").toBe(200);
    expect((await as(eli, request)).status).toBe(404);
    expect((await as(ben, `${ofPayments}/incompatibleGroups/${temps}`)).body.displayName).toBe("Temps");
    const elsewhere = `${em}/catalogs/${catalogId}/accessPackages/${newId()}`;
    expect((await as(kim, elsewhere)).status).toBe(404);
  });

  it("SOD-1 what a package excludes is told to those who look after it alone", async () => {
    for (const name of ["incompatibleAccessPackages", "incompatibleGroups", "assignmentPolicies"]) {
      expect((await as(eli, `${ofPayments}/${name}`)).status, name).toBe(403);
      expect((await as(eli, `${ofPayments}?$expand=${name}`)).body[name], name).toEqual([]);
      expect((await as(ben, `${ofPayments}?$expand=${name}`)).body[name], name).toHaveLength(1);
    }
  });

  it("is read and nothing else, and not without end", async () => {
    const changed = await as(kim, `${ofPayments}/catalog`, "DELETE");
    expect([changed.status, changed.body.error.message]).toEqual([405, "This address takes GET, not DELETE."]);
    for (const path of [
      `${ofPayments}/catalog/$count`,
      `${ofPayments}/assignmentPolicies/catalog`,
      `${ofPayments}/nothing`,
      `${ofPayments}/assignmentPolicies/${policyIds[0]}/questions/why/choices`,
      `${ofPayments}/assignmentPolicies/${policyIds[0]}/questions/why/$count`,
    ]) {
      expect((await as(kim, path)).status, path).toBe(404);
    }
    const filtered = await as(kim, `${ofPayments}/assignmentPolicies/${policyIds[0]}/questions?$filter=id eq 'why'`);
    expect(filtered.status).toBe(400);
  });
});

describe("any", () => {
  const found = async (who: { id: typeof ada.id }, set: string, filter: string): Promise<string[]> => {
    const { body } = await world.as(who, "GET", `${em}/${set}?$filter=${encodeURIComponent(filter)}`);
    return body.value.map((each: { displayName: string }) => each.displayName);
  };

  it("finds by what a collection has, through as many as it takes", async () => {
    expect(await found(kim, "accessPackages", "assignmentPolicies/any(p:p/displayName eq 'employees')")).toHaveLength(
      2,
    );
    expect(await found(kim, "accessPackages", "resourceRoleScopes/any()")).toEqual(["Payments"]);
    expect(
      await found(
        kim,
        "accessPackages",
        `catalog/id eq '${catalogId}' and not incompatibleGroups/any(g:g/displayName eq 'temps')`,
      ),
    ).toEqual(["Reports"]);
    const deep = "accessPackages/any(a:a/incompatibleAccessPackages/any(b:contains(b/displayName,'report')))";
    expect(await found(kim, "catalogs", deep)).toEqual(["Finance"]);
    expect(await found(kim, "catalogs", "resources/any(r:r/originSystem eq 'AadApplication')")).toEqual([]);
  });

  it("DEL-23 looks into nothing that would not be shown", async () => {
    expect(await found(ben, "accessPackages", "incompatibleGroups/any()")).toEqual(["Payments"]);
    const ofVendors = "incompatibleAccessPackages/any(a:a/displayName eq 'Vendors')";
    expect(await found(kim, "accessPackages", ofVendors)).toEqual(["Payments"]);
    expect(await found(ben, "accessPackages", ofVendors), "Vendors are of a catalog that is not his").toEqual([]);
    const secrets = "incompatibleAccessPackages/any()";
    const { body } = await world.as(
      eli,
      "GET",
      `${em}/accessPackages/filterByCurrentUser(on='allowedRequestor')?$filter=${secrets}`,
    );
    expect(body.value).toEqual([]);
  });

  it("does not find by what is there no more", async () => {
    const made = await world.as(kim, "POST", `${em}/assignmentPolicies`, {
      displayName: "For a week",
      accessPackage: { id: vendors },
      allowedTargetScope: "allMemberUsers",
    });
    const ofPolicy = "assignmentPolicies/any(p:p/displayName eq 'For a week')";
    expect(await found(kim, "accessPackages", ofPolicy)).toEqual(["Vendors"]);
    expect((await world.as(kim, "DELETE", `${em}/assignmentPolicies/${made.body.id}`)).status).toBe(204);
    expect(await found(kim, "accessPackages", ofPolicy)).toEqual([]);
  });

  it.each(["catalog/any(c:c/id eq null)", "nothing/any()", "assignmentPolicies/any(p:p/nothing eq 1)"])(
    "refuses %s",
    async (filter) => {
      const { status } = await world.as(kim, "GET", `${em}/accessPackages?$filter=${encodeURIComponent(filter)}`);
      expect(status).toBe(400);
    },
  );
});
