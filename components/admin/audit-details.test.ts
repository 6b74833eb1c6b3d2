import { expect, test } from "vitest";
import { auditDetails, auditReason } from "./audit-details";

const at = "2026-03-01T10:00:00.000Z";
const id = "018cc251-f400-7773-a808-308b3b6e834a";

test("AUD-3 a change of a setting names it and both its values in words", () => {
  const groups = [{ groupId: id, displayName: "Auditors" }];
  const changed = (name: string, before: unknown, after: unknown) =>
    auditDetails({ kind: "settingChanged", payload: { kind: "settingChanged", at, name, before, after, groups } });
  expect(changed("maxDelegationDays", null, 30)).toEqual([
    { label: "Longest delegation", before: "No limit", after: "30 days" },
  ]);
  expect(changed("delegateGroupIds", [], [id])).toEqual([
    { label: "Groups whose members may be delegates", before: "None", after: "Auditors" },
  ]);
});

test("AUD-3 a change of anything else names the fields that differ, and no others", () => {
  const payload = {
    kind: "catalogUpdated",
    at,
    catalogId: id,
    before: { displayName: "Finance", isPublished: true },
    after: { displayName: "Finance", isPublished: false, description: "New" },
  };
  expect(auditDetails({ kind: "catalogUpdated", payload })).toEqual([
    { label: "Is published", before: "yes", after: "no" },
    { label: "Description", before: "none", after: "New" },
  ]);
});

test("what happened to a request is told part by part: stages from one, instants as such, ids not at all", () => {
  const decision = { verdict: "approve", personId: id, displayName: "Dora", capacity: "primary", delegator: null, at };
  const payload = { kind: "stageApproved", at, stage: 0, decision, deadlineAt: at };
  expect(auditDetails({ kind: "stageApproved", payload })).toEqual([
    { label: "Stage", value: "1" },
    { label: "Verdict", value: "approve" },
    { label: "Capacity", value: "primary" },
    { label: "Deadline at", at },
  ]);
});

test("a role is named, and several things by their names", () => {
  const granted = { kind: "roleGranted", at, resourceRoleId: id, displayName: "Ledger – Member" };
  expect(auditDetails({ kind: "roleGranted", payload: granted })).toEqual([
    { label: "Role", value: "Ledger – Member" },
  ]);
  const added = [
    { id, displayName: "Ledger – Member" },
    { id, displayName: "Bank – User" },
  ];
  const changed = { kind: "packageRolesChanged", at, packageId: id, added, removed: [] };
  expect(auditDetails({ kind: "packageRolesChanged", payload: changed })).toEqual([
    { label: "Added", value: "Ledger – Member, Bank – User" },
  ]);
});

test("a token is told by its name, what it is for and when it is over", () => {
  const scopes = ["EntitlementManagement.Read.All"];
  const made = { kind: "apiTokenAdded", at, personId: id, tokenId: id, tokenName: "Report", scopes, expiresAt: at };
  expect(auditDetails({ kind: "apiTokenAdded", payload: made })).toEqual([
    { label: "Token name", value: "Report" },
    { label: "Scopes", value: "EntitlementManagement.Read.All" },
    { label: "Expires at", at },
  ]);
});

test("something that is no event has no details", () => {
  for (const payload of [null, "text", 7, []]) expect(auditDetails({ kind: "x", payload })).toEqual([]);
});

test("a reason is quoted where somebody wrote it, and said in words where it is one of those there are", () => {
  expect(auditReason({ kind: "stageDenied", reason: "not now" })).toBe("“not now”");
  expect(auditReason({ kind: "assignmentEnded", reason: "removedByYou" })).toBe("Given back by the holder");
  expect(auditReason({ kind: "assignmentEnded", reason: null })).toBeNull();
});

test("AUD-3 a client id is told as the issuer writes it, even where it looks like an id of ours", () => {
  const payload = { kind: "serviceUpdated", at, before: { clientId: null }, after: { clientId: id } };
  expect(auditDetails({ kind: "serviceUpdated", payload })).toEqual([
    { label: "Client id", before: "none", after: id },
  ]);
});
