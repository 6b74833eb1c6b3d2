import { afterAll, describe, expect, it } from "vitest";
import { roleNames } from "@/db/schema/enums";
import {
  type Action,
  actionNames,
  admissionTo,
  type CatalogAction,
  type HeldRole,
  may,
  mayIn,
  type PortalAction,
} from "./permissions";

/** "Y" everywhere, "C" in the catalogs in which the role is held, "-" nowhere; as the specification's matrix has it. */
type Cell = "Y" | "C" | "-";

const columns = [
  "governanceAdministrator",
  "catalogCreator",
  "catalogOwner",
  "catalogReader",
  "accessPackageManager",
  "accessPackageAssignmentManager",
  "auditor",
] as const;

/** DEL-21, written down again from the specification and not from the registry; the columns in the order above. */
const matrix: Record<Action, string> = {
  openAdmin: /*                   */ "Y Y C C C C Y",
  viewEverything: /*              */ "Y - - - - - Y",
  readAudit: /*                   */ "Y - - - - - Y",
  changeSettings: /*              */ "Y - - - - - -",
  assignPortalRoles: /*           */ "Y - - - - - -",
  manageDirectory: /*             */ "Y - - - - - -",
  createCatalog: /*               */ "Y Y - - - - -",
  viewCatalog: /*                 */ "Y - C C C C Y",
  editCatalog: /*                 */ "Y - C - - - -",
  deleteCatalog: /*               */ "Y - C - - - -",
  assignCatalogRoles: /*          */ "Y - C - - - -",
  manageResources: /*             */ "Y - C - - - -",
  configureAttributes: /*         */ "Y - C - - - -",
  editPackages: /*                */ "Y - C - C - -",
  editPolicies: /*                */ "Y - C - C - -",
  configureSeparationOfDuties: /* */ "Y - C - C - -",
  viewAdditionalAccess: /*        */ "Y - C C C - Y",
  bypassApproval: /*              */ "Y - C - C - -",
  addApprovers: /*                */ "Y - C - C - -",
  manageAssignments: /*           */ "Y - C - C C -",
};

const portalActions = [
  "openAdmin",
  "viewEverything",
  "readAudit",
  "changeSettings",
  "assignPortalRoles",
  "manageDirectory",
  "createCatalog",
] as const satisfies readonly PortalAction[];
const isPortalAction = (action: Action): action is PortalAction =>
  (portalActions as readonly Action[]).includes(action);

const own = "the catalog the role is held in";
const foreign = "another catalog";
const isTenantRole = (role: HeldRole["role"]) =>
  ["governanceAdministrator", "catalogCreator", "auditor"].includes(role);

let checked = 0;
afterAll(() => {
  process.stdout.write(
    `rights matrix: ${actionNames.length} actions × ${columns.length + 1} roles × own and foreign catalogs, ${checked} answers checked\n`,
  );
});

const cellOf = (action: Action, column: number): Cell => matrix[action].split(" ")[column] as Cell;

describe("DEL-21 DEL-22 every action × role × own and foreign catalog is answered as the matrix says", () => {
  it("has a column for every role and a row for every action", () => {
    expect([...columns].sort()).toEqual([...roleNames].sort());
    expect(Object.keys(matrix).sort()).toEqual([...actionNames].sort());
  });

  it.each(actionNames)("%s", (action) => {
    for (const [column, role] of columns.entries()) {
      const cell = cellOf(action, column);
      const holder = { roles: [{ role, catalogId: isTenantRole(role) ? null : own }] };
      if (isPortalAction(action)) {
        expect(may(holder, action), role).toBe(cell !== "-");
        checked += 1;
        continue;
      }
      expect(mayIn(holder, action, own), `${role}, own`).toBe(cell !== "-");
      expect(mayIn(holder, action, foreign), `${role}, foreign`).toBe(cell === "Y");
      checked += 2;
    }
  });

  it.each(actionNames)("%s is nothing for somebody without a role", (action) => {
    const nobody = { roles: [] };
    expect(isPortalAction(action) ? may(nobody, action) : mayIn(nobody, action, own)).toBe(false);
    checked += 1;
  });
});

describe("DEL-23 what is forbidden in a catalog one sees is said, what one cannot see is not there", () => {
  const catalogActions = actionNames.filter((action): action is CatalogAction => !isPortalAction(action));

  it.each(catalogActions)("%s", (action) => {
    for (const [column, role] of columns.entries()) {
      const holder = { roles: [{ role, catalogId: isTenantRole(role) ? null : own }] };
      const sees = cellOf("viewCatalog", column);
      const cell = cellOf(action, column);
      expect(admissionTo(holder, action, own), `${role}, own`).toBe(
        cell === "-" ? (sees === "-" ? "notFound" : "roleNotSufficient") : "allowed",
      );
      expect(admissionTo(holder, action, foreign), `${role}, foreign`).toBe(
        cell === "Y" ? "allowed" : sees === "Y" ? "roleNotSufficient" : "notFound",
      );
      checked += 2;
    }
  });
});

it("DEL-16 rights are the union of all roles held", () => {
  const holder = {
    roles: [
      { role: "catalogReader", catalogId: own },
      { role: "accessPackageAssignmentManager", catalogId: foreign },
    ] satisfies HeldRole[],
  };
  expect(mayIn(holder, "viewCatalog", own)).toBe(true);
  expect(mayIn(holder, "manageAssignments", foreign)).toBe(true);
  expect(mayIn(holder, "manageAssignments", own)).toBe(false);
});
