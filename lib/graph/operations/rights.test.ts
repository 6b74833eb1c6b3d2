import { beforeAll, describe, expect, it } from "vitest";
import { type RoleName, roleNames } from "@/db/schema/enums";
import { admissionTo, type CatalogAction, type HeldRole, may } from "@/lib/auth/permissions";
import type { Account } from "@/lib/engine/directory";
import type { AccessPackageId, CatalogId, PolicyId } from "@/lib/engine/ids";
import { auditors, idOf } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { callApi } from "@/lib/graph/testing/api";
import { insertToken } from "@/lib/graph/testing/token";
import { Portal } from "@/lib/services/testing/portal";
import {
  appoint,
  insertCatalog,
  insertGroup,
  insertPackage,
  insertPeople,
  insertService,
  somebody,
} from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** DEL-21 over the API: what a token does in the own catalog of its person or service and in a foreign one is what the matrix says. */
const test = testDatabase();
let portal: Portal;

const em = "/identityGovernance/entitlementManagement";
const portalRoles: readonly RoleName[] = ["governanceAdministrator", "catalogCreator", "auditor"];

type Place = {
  readonly catalogId: CatalogId;
  readonly packageId: AccessPackageId;
  readonly otherId: AccessPackageId;
  readonly policyId: PolicyId;
};

type Attempt = readonly [method: string, path: string, body?: object];

/** A call for every action of the matrix that the API has. */
const attempts = {
  viewCatalog: ({ catalogId }) => ["GET", `${em}/catalogs/${catalogId}`],
  editCatalog: ({ catalogId }) => ["PATCH", `${em}/catalogs/${catalogId}`, { description: "Changed" }],
  deleteCatalog: ({ catalogId }) => ["DELETE", `${em}/catalogs/${catalogId}`],
  assignCatalogRoles: ({ catalogId }) => [
    "POST",
    "/roleManagement/entitlementManagement/roleAssignments",
    {
      roleDefinitionId: "ae79f266-94d4-4dab-b730-feca7e132178",
      principalId: auditors,
      appScopeId: `/AccessPackageCatalog/${catalogId}`,
    },
  ],
  manageResources: ({ catalogId }) => [
    "POST",
    `${em}/resourceRequests`,
    { requestType: "adminAdd", resource: { originId: auditors, originSystem: "AadGroup" }, catalog: { id: catalogId } },
  ],
  editPackages: ({ packageId }) => ["PATCH", `${em}/accessPackages/${packageId}`, { isHidden: true }],
  editPolicies: ({ policyId }) => ["PATCH", `${em}/assignmentPolicies/${policyId}`, { description: "Changed" }],
  configureSeparationOfDuties: ({ packageId, otherId }) => [
    "POST",
    `${em}/accessPackages/${packageId}/incompatibleAccessPackages/$ref`,
    { "@odata.id": `https://graph.microsoft.com/v1.0${em}/accessPackages/${otherId}` },
  ],
  viewAdditionalAccess: ({ packageId, otherId }) => [
    "GET",
    `${em}/assignments/additionalAccess(accessPackageId='${packageId}',incompatibleAccessPackageId='${otherId}')`,
  ],
  manageAssignments: ({ packageId, policyId }) => [
    "POST",
    `${em}/assignmentRequests`,
    {
      requestType: "adminAdd",
      assignment: { targetId: target.id, assignmentPolicyId: policyId, accessPackageId: packageId },
    },
  ],
} as const satisfies Partial<Record<CatalogAction, (place: Place) => Attempt>>;

const target = somebody("Target");
const people = [null, ...roleNames].map((role) => ({ role, person: somebody(role ?? "Nobody in particular") }));
const services = [null, ...roleNames].map((role) => ({
  role,
  person: { ...somebody(`Service, ${role ?? "for nothing"}`), kind: "service" as const },
}));
const holders: readonly { readonly role: RoleName | null; readonly person: Account }[] = [...people, ...services];

const places = {} as { own: Place; foreign: Place };
const tokens = new Map<string, string>();

async function insertPlace(name: string, number: number): Promise<Place> {
  const catalogId = await insertCatalog(test.db, { name });
  const [packageId, otherId] = [0, 1].map((index) => idOf<AccessPackageId>(number * 10 + index)) as [
    AccessPackageId,
    AccessPackageId,
  ];
  const policyId = idOf<PolicyId>(number * 10 + 5);
  // For direct assignment alone, so that nobody sees a package because they could ask for it.
  const terms = policy({ policyId, allowedTargetScope: "notSpecified" });
  await insertPackage(test.db, packageId, { name: `${name} one`, catalogId, policies: [terms] });
  await insertPackage(test.db, otherId, { name: `${name} two`, catalogId, policies: [] });
  return { catalogId, packageId, otherId, policyId };
}

beforeAll(async () => {
  await test.reset();
  portal = new Portal(test);
  await insertPeople(test.db, target, ...people.map(({ person }) => person));
  for (const { person } of services) await insertService(test.db, person);
  await insertGroup(test.db, auditors, { name: "Auditors" });
  places.own = await insertPlace("Own", 1);
  places.foreign = await insertPlace("Foreign", 2);
  for (const { role, person } of holders) {
    if (role) await appoint(test.db, person, role, portalRoles.includes(role) ? null : places.own.catalogId);
    tokens.set(person.id, await insertToken(portal.deps, person.id));
  }
});

const expected = { allowed: null, roleNotSufficient: 403, notFound: 404 } as const;
let answers = 0;

describe.each(Object.keys(attempts) as (keyof typeof attempts)[])("%s", (action) => {
  it.each(["own", "foreign"] as const)("in the %s catalog", async (where) => {
    const place = places[where];
    for (const { role, person } of holders) {
      const held: HeldRole[] = role
        ? [{ role, catalogId: portalRoles.includes(role) ? null : places.own.catalogId }]
        : [];
      const [method, path, body]: Attempt = attempts[action](place);
      const { status, body: said } = await callApi(portal.deps, tokens.get(person.id) ?? null, method, path, body);
      // Graph answers this one to no application.
      const isForPeople = action === "viewAdditionalAccess" && person.kind === "service";
      const wanted = isForPeople ? 403 : expected[admissionTo({ roles: held }, action, place.catalogId)];
      const told = `${person.displayName} ${method} ${path}: ${status} ${JSON.stringify(said)}`;
      answers += 1;
      if (wanted !== null) expect(status, told).toBe(wanted);
      // Whoever may do it may be told of a rule that stands in the way, a right over the resource for one.
      else if (status === 403) expect(said.error.code, told).toBe("ResourceRightMissing");
      else expect(status, told).not.toBe(404);
    }
  });
});

it("createCatalog, by whoever may in the browser", async () => {
  for (const { role, person } of holders) {
    const body = { displayName: `Made by ${person.displayName}`, description: "New" };
    const { status } = await callApi(portal.deps, tokens.get(person.id) ?? null, "POST", `${em}/catalogs`, body);
    const held: HeldRole[] = role
      ? [{ role, catalogId: portalRoles.includes(role) ? null : places.own.catalogId }]
      : [];
    answers += 1;
    expect(status, person.displayName).toBe(may({ roles: held }, "createCatalog") ? 201 : 403);
  }
  process.stdout.write(
    `rights over the API: ${Object.keys(attempts).length + 1} actions, ${holders.length} holders, ${answers} answers\n`,
  );
});

it("lists hold what their reader sees in the browser, and nothing of other catalogs", async () => {
  const lists = ["catalogs", "accessPackages", "assignmentPolicies", "assignments", "assignmentRequests"];
  for (const { role, person } of holders) {
    for (const list of lists) {
      const { status, body } = await callApi(
        portal.deps,
        tokens.get(person.id) ?? null,
        "GET",
        `${em}/${list}?$top=999`,
      );
      const seesAll = role === "governanceAdministrator" || role === "auditor";
      expect(status, `${person.displayName} ${list}`).toBe(role === null ? 403 : 200);
      if (role === null || seesAll) continue;
      expect(JSON.stringify(body.value), `${person.displayName} ${list}`).not.toContain("Foreign");
      const ids = body.value.map(({ id }: { id: string }) => id);
      expect(ids, `${person.displayName} ${list}`).not.toContain(places.foreign.catalogId);
      expect(ids, `${person.displayName} ${list}`).not.toContain(places.foreign.policyId);
    }
  }
});
