import { describe, expect, it } from "vitest";
import { catalogsFor, type HeldRole, may, mayIn } from "./permissions";

const person = (...roles: HeldRole[]) => ({ roles });
const everywhere = (role: HeldRole["role"]): HeldRole => ({ role, catalogId: null });
const within = (role: HeldRole["role"], catalogId: string): HeldRole => ({ role, catalogId });

describe("what roles allow", () => {
  it("nobody without a role opens the administration", () => {
    expect(may(person(), "openAdmin")).toBe(false);
  });

  it("a role in one catalog opens the administration and shows nothing of the others", () => {
    const owner = person(within("catalogOwner", "finance"));
    expect(may(owner, "openAdmin")).toBe(true);
    expect(may(owner, "viewEverything")).toBe(false);
    expect(mayIn(owner, "editCatalog", "finance")).toBe(true);
    expect(mayIn(owner, "viewCatalog", "sales")).toBe(false);
    expect(catalogsFor(owner, "viewCatalog")).toEqual(["finance"]);
  });

  it("an auditor reads everything and changes nothing", () => {
    const auditor = person(everywhere("auditor"));
    expect(may(auditor, "viewEverything")).toBe(true);
    expect(catalogsFor(auditor, "viewCatalog")).toBe("all");
    expect(mayIn(auditor, "editCatalog", "finance")).toBe(false);
    expect(mayIn(auditor, "manageAssignments", "finance")).toBe(false);
    expect(may(auditor, "changeSettings")).toBe(false);
  });

  it("a governance administrator in one catalog only is none of the portal", () => {
    expect(may(person(within("governanceAdministrator", "finance")), "changeSettings")).toBe(false);
  });

  it("a reader edits nothing, an assignment manager assigns and edits no package", () => {
    expect(mayIn(person(within("catalogReader", "finance")), "editPackages", "finance")).toBe(false);
    const manager = person(within("accessPackageAssignmentManager", "finance"));
    expect(mayIn(manager, "manageAssignments", "finance")).toBe(true);
    expect(mayIn(manager, "editPackages", "finance")).toBe(false);
  });
});
