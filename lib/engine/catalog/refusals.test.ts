import { expect, test } from "vitest";
import { told } from "@/lib/engine/testing/told";
import { type CatalogRefusal, catalogRefusalRules, catalogRefusalText } from "./refusals";

const refusals: readonly CatalogRefusal[] = [
  { code: "catalogNotFound" },
  { code: "roleNotSufficient" },
  { code: "staleVersion", of: "catalog", by: "Dora", current: { displayName: "Ledger", isPublished: false } },
  { code: "staleVersion", of: "resource", by: null, current: {} },
  {
    code: "staleVersion",
    of: "catalog",
    by: null,
    current: { description: "Books.", isPublished: true, isExternallyVisible: true },
  },
  { code: "nameTaken", displayName: "Finance" },
  { code: "generalCatalogProtected" },
  { code: "catalogNotEmpty", packages: 1 },
  { code: "catalogNotEmpty", packages: 2 },
  { code: "principalNotFound" },
  { code: "resourceNotFound" },
  { code: "resourceRightMissing", originSystem: "AadGroup" },
  { code: "resourceRightMissing", originSystem: "AadApplication" },
  { code: "resourceRightMissing", originSystem: "SharePointOnline" },
  { code: "resourceInUse", packages: ["Payments", "Vendors"] },
  { code: "attributesInvalid", names: ["manager"] },
  { code: "lastOwner" },
];

test("ERR-52 every refusal about a catalog says why, and what can be done", () => {
  expect(told(refusals.map(catalogRefusalText))).toMatchInlineSnapshot(`
    "There is no such catalog | It may have been deleted meanwhile.
    Your role does not cover this | Ask an owner of the catalog.
    Dora changed this catalog while you were editing it | What you typed is still here. Save again to replace what is there now with it. | • The name is now: Ledger | • “Enabled” is now: no
    Somebody changed this resource while you were editing it | What you typed is still here. Save again to replace what is there now with it.
    Somebody changed this catalog while you were editing it | What you typed is still here. Save again to replace what is there now with it. | • The description is now: Books. | • “Enabled” is now: yes | • “Enabled for external users” is now: yes
    There is a catalog named Finance already | Names are unique.
    The General catalog stays | It can be renamed or unpublished, but not deleted.
    There is still a package in it | Delete its packages first.
    There are still 2 packages in it | Delete its packages first.
    There is nobody like that | The person or group may have left the directory.
    There is no such resource | It may have left the directory, or the catalog.
    You do not own this group | Only its owners and governance administrators put it into a catalog or take it out.
    You do not own this application | Only its owners and governance administrators put it into a catalog or take it out.
    You do not own this site | Only its owners and governance administrators put it into a catalog or take it out.
    Packages still give its roles | Take its roles out of these packages first. | • Payments | • Vendors
    Some of this cannot be asked for | Only texts of the profile that may be written, each once and in words; a choice needs two values. | • manager
    This is the last owner | Without one only governance administrators can look after the catalog. Confirm that this is meant."
  `);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(Object.keys(catalogRefusalRules)));
});
