import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { operations } from "@/lib/graph/operations";
import { operationsIn, readContract } from "./contract";
import { servedDocument } from "./served";

const contract = readContract();

it("served.json says what is served; npm run graph:openapi writes it", () => {
  const served: unknown = JSON.parse(readFileSync(new URL("served.json", import.meta.url), "utf8"));
  expect(served).toEqual(servedDocument(contract));
});

/** Scripts of the older generation merge into policies; Graph itself counts roles, though the files do not say so. */
const beyond = [
  "PATCH /identityGovernance/entitlementManagement/assignmentPolicies/{accessPackageAssignmentPolicy-id}",
  "GET /roleManagement/entitlementManagement/roleAssignments/$count",
  "GET /roleManagement/entitlementManagement/roleDefinitions/$count",
];

it("nothing is served twice, and what is served stands in the contract or is one of the directory's own", () => {
  const keys = operations.map(({ method, path }) => `${method} ${path}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  const known = new Set(
    operationsIn(contract)
      .map(({ method, path }) => `${method} ${path}`)
      .concat(beyond),
  );
  const directory = /^(\w+) \/(me|users|groups|\$batch)\b/;
  expect(keys.filter((key) => !known.has(key) && !directory.test(key))).toEqual([]);
});
