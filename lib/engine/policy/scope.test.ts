import { describe, expect, test } from "vitest";
import { ada, auditors, finance, gus, kim, nightly } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { isInScope } from "./scope";

const nobodysGroups = new Set<never>();
const adaAlone = { id: ada.id, kind: ada.kind, groupIds: nobodysGroups };
const adaInFinance = { ...adaAlone, groupIds: new Set([finance]) };
const gusAlone = { id: gus.id, kind: gus.kind, groupIds: nobodysGroups };

describe("who is in scope of a policy", () => {
  test("WHO-11 nobody is in scope of a policy for direct assignment only", () => {
    const none = policy({ allowedTargetScope: "notSpecified" });
    expect(isInScope(adaInFinance, none)).toBe(false);
    expect(isInScope(gusAlone, none)).toBe(false);
  });

  test("WHO-12 a listed person and a member of a listed group are in scope, a colleague is not", () => {
    const listed = policy({
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [
        { kind: "singleUser", userId: gus.id },
        { kind: "groupMembers", groupId: finance },
      ],
    });
    expect(isInScope(gusAlone, listed)).toBe(true);
    expect(isInScope(adaInFinance, listed)).toBe(true);
    expect(isInScope({ ...adaAlone, id: kim.id }, listed)).toBe(false);
  });

  test("WHO-11 no scope admits a service, not even one that names it", () => {
    const service = { id: nightly.id, kind: nightly.kind, groupIds: new Set([finance]) };
    const target = { kind: "singleUser", userId: nightly.id } as const;
    for (const allowedTargetScope of ["allDirectoryUsers", "allMemberUsers", "specificDirectoryUsers"] as const) {
      const open = policy({ allowedTargetScope, specificAllowedTargets: [target] });
      expect(isInScope(service, open), allowedTargetScope).toBe(false);
    }
  });

  test("WHO-12 an empty list holds nobody", () => {
    expect(isInScope(adaInFinance, policy({ allowedTargetScope: "specificDirectoryUsers" }))).toBe(false);
  });

  test("WHO-13 all members leaves guests out", () => {
    const members = policy({ allowedTargetScope: "allMemberUsers" });
    expect(isInScope(adaAlone, members)).toBe(true);
    expect(isInScope(gusAlone, members)).toBe(false);
  });

  test("WHO-14 all users takes guests who are in the directory", () => {
    const all = policy({ allowedTargetScope: "allDirectoryUsers" });
    expect(isInScope(adaAlone, all)).toBe(true);
    expect(isInScope(gusAlone, all)).toBe(true);
  });

  test("WHO-20 groups count as they are at that moment, each group around a group the person is in being one of theirs", () => {
    const forFinance = policy({
      allowedTargetScope: "specificDirectoryUsers",
      specificAllowedTargets: [{ kind: "groupMembers", groupId: finance }],
    });
    const auditorInFinance = { ...adaAlone, groupIds: new Set([auditors, finance]) };
    expect(isInScope(auditorInFinance, forFinance)).toBe(true);
    expect(isInScope({ ...auditorInFinance, groupIds: new Set([auditors]) }, forFinance)).toBe(false);
  });
});
