import { expect, it } from "vitest";
import { violationsOf } from "./conformance";

const em = "/identityGovernance/entitlementManagement";
const context = "https://portal.test/$metadata";

const policy = {
  id: "1",
  displayName: "Employees",
  allowedTargetScope: "allMemberUsers",
  specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.singleUser", userId: "2", description: null }],
  expiration: { type: "afterDuration", duration: "P30D", endDateTime: null },
};

const violations = (body: object) =>
  violationsOf("GET", `${em}/assignmentPolicies/1`, 200, { "@odata.context": context, ...body });

it("what the contract allows has no violations", () => {
  expect(violations(policy)).toEqual([]);
  expect(violationsOf("GET", `${em}/accessPackages`, 200, { value: [], "@odata.count": 0 })).toEqual([]);
});

it.each([
  ["a name that the type does not have", { ...policy, colour: "red" }],
  ["a value of another kind", { ...policy, displayName: 1 }],
  ["an enumeration in another case", { ...policy, allowedTargetScope: "AllMemberUsers" }],
  [
    "a property of another of several types",
    { ...policy, specificAllowedTargets: [{ "@odata.type": "#microsoft.graph.groupMembers", userId: "2" }] },
  ],
  ["one of several types that does not say which", { ...policy, specificAllowedTargets: [{ userId: "2" }] }],
  ["a name inside of a part", { ...policy, expiration: { type: "noExpiration", days: 3 } }],
])("%s is found", (_, body) => {
  expect(violations(body)).not.toEqual([]);
});

it("an error has to be an error of the contract", () => {
  expect(violationsOf("GET", `${em}/catalogs/1`, 404, { error: { code: "x", message: "y" } })).toEqual([]);
  expect(violationsOf("GET", `${em}/catalogs/1`, 404, { message: "y" })).not.toEqual([]);
});

it("the contract says nothing of addresses it does not have", () => {
  expect(violationsOf("GET", "/me", 200, {})).toBeNull();
});
