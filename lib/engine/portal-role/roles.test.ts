import { describe, expect, test } from "vitest";
import type { NamedPrincipal } from "@/lib/engine/catalog/events";
import { ada, auditors, ben } from "@/lib/engine/testing/cast";
import { refusalOf, start } from "@/lib/engine/testing/facts";
import { decidePortalRoleAssignment, decidePortalRoleRemoval, type PortalRoleFacts } from "./roles";

const person: NamedPrincipal = { kind: "person", personId: ada.id, displayName: ada.displayName };
const group: NamedPrincipal = { kind: "group", groupId: auditors, displayName: "Auditors" };
const facts: PortalRoleFacts = {
  principal: person,
  isHeld: true,
  administration: { people: [ada.id], groups: [auditors], nestings: [], members: [] },
};

describe("roles that hold everywhere", () => {
  test("DEL-4 DEL-7 are given once, to people and to groups", () => {
    expect(decidePortalRoleAssignment({ ...facts, isHeld: false, principal: group }, "auditor", start)).toEqual({
      ok: true,
      value: { kind: "portalRoleAssigned", at: start, role: "auditor", principal: group },
    });
    expect(decidePortalRoleAssignment(facts, "auditor", start)).toEqual({ ok: true, value: null });
    expect(refusalOf(decidePortalRoleAssignment({ ...facts, principal: null }, "auditor", start))).toBe(
      "principalNotFound",
    );
  });

  test("P1 are taken away, but never the last administrator, whom a group without members does not replace", () => {
    const take = (parts: Partial<PortalRoleFacts>, role: Parameters<typeof decidePortalRoleRemoval>[1]) =>
      decidePortalRoleRemoval({ ...facts, ...parts }, role, start);
    expect(refusalOf(take({}, "governanceAdministrator"))).toBe("lastAdministrator");
    expect(take({}, "auditor")).toMatchObject({ value: { kind: "portalRoleRemoved", role: "auditor" } });
    expect(take({ principal: group }, "governanceAdministrator")).toMatchObject({ ok: true });
    const members = [{ groupId: auditors, personId: ben.id }];
    const filled = { ...facts.administration, members };
    expect(take({ administration: filled }, "governanceAdministrator")).toMatchObject({ ok: true });
    expect(
      refusalOf(take({ principal: group, administration: { ...filled, people: [] } }, "governanceAdministrator")),
    ).toBe("lastAdministrator");
    expect(take({ isHeld: false }, "governanceAdministrator")).toEqual({ ok: true, value: null });
    expect(refusalOf(take({ principal: null }, "auditor"))).toBe("principalNotFound");
  });
});
