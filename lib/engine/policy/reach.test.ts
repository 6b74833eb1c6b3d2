import { describe, expect, it } from "vitest";
import { ada, gus, kim } from "@/lib/engine/testing/cast";
import { policy } from "@/lib/engine/testing/facts";
import { isOpenTo, reachOf } from "./reach";

const everybody = [ada, gus, kim].map(({ id, kind }) => ({ id, kind, groupIds: new Set<never>() }));
const [inAda, inGus, inKim] = everybody as [(typeof everybody)[0], (typeof everybody)[0], (typeof everybody)[0]];
const members = policy({ allowedTargetScope: "allMemberUsers" });
const all = policy({ allowedTargetScope: "allDirectoryUsers" });
const onlyKim = policy({
  allowedTargetScope: "specificDirectoryUsers",
  specificAllowedTargets: [{ kind: "singleUser", userId: kim.id }],
});

describe("for whom access can be asked for", () => {
  it("WHO-35, WHO-39 counts those in scope for whom somebody may ask", () => {
    expect(isOpenTo(inAda, members)).toBe(true);
    expect(isOpenTo(inGus, members)).toBe(false);
    expect(isOpenTo(inAda, { ...members, isEnabled: false })).toBe(false);
    const bySomebody = (self: boolean, onBehalf: boolean) =>
      policy({
        requestorSettings: {
          enableTargetsToSelfAddAccess: self,
          enableOnBehalfRequestorsToAddAccess: onBehalf,
          onBehalfRequestors: [{ kind: "requestorManager" }],
        },
      });
    expect(isOpenTo(inAda, bySomebody(false, true))).toBe(true);
    expect(isOpenTo(inAda, bySomebody(false, false))).toBe(false);
  });

  it("says who gains it, who loses it and who has another way", () => {
    expect(reachOf(everybody, { from: members, to: all }, [])).toMatchObject({ gained: [inGus], lost: [] });
    expect(reachOf(everybody, { from: all, to: members }, [onlyKim])).toMatchObject({
      gained: [],
      lost: [{ person: inGus, isLeftWithout: true }],
    });
    expect(reachOf(everybody, { from: members, to: { ...members, isEnabled: false } }, [onlyKim]).lost).toEqual([
      { person: inAda, isLeftWithout: true },
      { person: inKim, isLeftWithout: false },
    ]);
  });

  it("a new policy takes nothing from anybody", () => {
    expect(reachOf(everybody, { from: null, to: members }, [])).toEqual({
      before: [],
      after: [inAda, inKim],
      gained: [inAda, inKim],
      lost: [],
    });
  });
});
