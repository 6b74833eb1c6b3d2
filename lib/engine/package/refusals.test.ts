import { expect, test } from "vitest";
import { told } from "@/lib/engine/testing/told";
import { type PackageRefusal, packageRefusalRules, packageRefusalText } from "./refusals";

const refusals: readonly PackageRefusal[] = [
  { code: "packageNotFound" },
  { code: "policyNotFound" },
  { code: "roleNotSufficient" },
  { code: "catalogNotFound" },
  { code: "nameTaken", displayName: "Payments" },
  { code: "roleNotInCatalog", count: 1 },
  { code: "roleNotInCatalog", count: 3 },
  { code: "activeAssignments", assignments: 1, requests: 0 },
  { code: "activeAssignments", assignments: 0, requests: 1 },
  { code: "activeAssignments", assignments: 2, requests: 5 },
  { code: "policyInvalid", issues: [{ path: ["displayName"], rule: "LIM-30", message: "Give it a name." }] },
  { code: "staleVersion", by: "Dora", fields: ["displayName"] },
  { code: "staleVersion", by: null, fields: [] },
  { code: "groupNotFound" },
  { code: "incompatibleSelf", group: null },
  { code: "incompatibleSelf", group: "Auditors" },
  { code: "incompatibilitiesFull", of: "Payments", max: 100 },
  { code: "otherPackageNotYours", other: "Vendors" },
  { code: "overridesItself" },
];

test("ERR-52 every refusal about a package says why, and what can be done", () => {
  expect(told(refusals.map(packageRefusalText))).toMatchInlineSnapshot(`
    "There is no such package | It may have been deleted meanwhile.
    There is no such policy | It may have been deleted meanwhile.
    Your role does not cover this | Ask an owner of the catalog.
    There is no such catalog | It may have been deleted meanwhile.
    There is a package named Payments in this catalog already | Names are unique in a catalog.
    A role is not in this catalog | A package gives roles of its own catalog only. Add the resource to the catalog first.
    3 roles are not in this catalog | A package gives roles of its own catalog only. Add the resource to the catalog first.
    It is still in use | End the access and close the requests first. | • 1 active assignment
    It is still in use | End the access and close the requests first. | • 1 open request
    It is still in use | End the access and close the requests first. | • 2 active assignments | • 5 open requests
    The policy cannot be saved like this | • Give it a name.
    Dora changed this while you were editing it | What you typed is still here. Save again to replace what is there now with it.
    Somebody changed this while you were editing it | What you typed is still here. Save again to replace what is there now with it.
    There is no such group | It may have left the directory meanwhile.
    A package cannot exclude itself | Choose another package.
    A package cannot both give Auditors and exclude its members | Nobody who holds it could extend it or ask for it again.
    The list of Payments is full | It has 100 entries. Remove one first.
    You may not change Vendors | Ask an owner of its catalog to do it there.
    A package is no exception to itself | Choose another package."
  `);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(Object.keys(packageRefusalRules)));
});
