import { describe, expect, test } from "vitest";
import type { CatalogId, GroupId, ResourceId } from "@/lib/engine/ids";
import { idOf } from "@/lib/engine/testing/cast";
import { start } from "@/lib/engine/testing/facts";
import { catalogRefusalText } from "./refusals";
import {
  type DirectoryResource,
  decideResourceAddition,
  decideResourceRemoval,
  originSystems,
  resourceRightRefusal,
  rolesOfApplication,
  rolesOfGroup,
} from "./resources";

const catalogId = idOf<CatalogId>(1);
const resourceId = idOf<ResourceId>(2);
const groupId = idOf<GroupId>(3);
const ledgers: DirectoryResource = {
  originSystem: "AadGroup",
  originId: groupId,
  displayName: "Ledger readers",
  description: "",
  groupId,
  roles: rolesOfGroup,
};
const administrator = { isGovernanceAdministrator: true, isOwner: false };
const owner = { isGovernanceAdministrator: false, isOwner: true };
const nobody = { isGovernanceAdministrator: false, isOwner: false };

describe("DEL-30 DEL-33 who may put a resource into a catalog", () => {
  test.each(originSystems)(
    "%s: its owners and governance administrators, and everybody else is told why not",
    (originSystem) => {
      const origin = { originSystem, originId: "x" };
      expect(resourceRightRefusal(origin, administrator)).toBeNull();
      expect(resourceRightRefusal(origin, owner)).toBeNull();
      const refusal = resourceRightRefusal(origin, nobody);
      expect(refusal).toEqual({ code: "resourceRightMissing", originSystem });
      expect(refusal && catalogRefusalText(refusal).title).toMatch(/You do not own this (group|application|site)/);
    },
  );
});

test("RES-4 RES-13 a group offers membership and ownership, an application without roles one all the same", () => {
  expect(rolesOfGroup.map((role) => role.groupRole)).toEqual(["member", "owner"]);
  expect(rolesOfApplication([])).toEqual([{ displayName: "Default Access", groupRole: null }]);
  expect(rolesOfApplication(["Viewer"])).toEqual([{ displayName: "Viewer", groupRole: null }]);
});

describe("adding", () => {
  const add = (parts: object) =>
    decideResourceAddition(
      { catalogId, resource: ledgers, isInCatalog: false, right: owner, ...parts },
      resourceId,
      start,
    );
  const resource = { id: resourceId, displayName: "Ledger readers", originSystem: "AadGroup" };

  test("CAT-31 a resource is added with the roles it offers", () => {
    expect(add({})).toEqual({
      ok: true,
      value: { kind: "resourceAdded", at: start, catalogId, resource, roles: ["Member", "Owner"] },
    });
  });

  test("CAT-39 once in a catalog: a second time is no change, whoever asks", () => {
    expect(add({ isInCatalog: true, right: nobody })).toEqual({ ok: true, value: null });
  });

  test("CAT-36 DEL-10 not without the right over the resource, and not what is not there", () => {
    expect(add({ right: nobody })).toMatchObject({ error: { code: "resourceRightMissing" } });
    expect(add({ resource: null })).toEqual({ ok: false, error: { code: "resourceNotFound" } });
  });
});

describe("removing", () => {
  const resource = {
    id: resourceId,
    displayName: "Ledger readers",
    originSystem: "AadGroup" as const,
    originId: groupId,
  };
  const remove = (parts: object) =>
    decideResourceRemoval({ catalogId, resource, usedBy: [], right: owner, ...parts }, start);

  test("CAT-40 a resource no package uses leaves the catalog", () => {
    expect(remove({})).toMatchObject({ value: { kind: "resourceRemoved", resource: { id: resourceId } } });
  });

  test("CAT-40 one that packages use stays, with their names", () => {
    const refused = remove({ usedBy: ["Month-end close"] });
    expect(refused).toEqual({ ok: false, error: { code: "resourceInUse", packages: ["Month-end close"] } });
    expect(refused.ok || catalogRefusalText(refused.error).items).toEqual(["Month-end close"]);
  });

  test("CAT-41 it takes the same right as adding", () => {
    expect(remove({ right: nobody })).toMatchObject({ error: { code: "resourceRightMissing" } });
    expect(remove({ resource: null })).toEqual({ ok: false, error: { code: "resourceNotFound" } });
  });
});
