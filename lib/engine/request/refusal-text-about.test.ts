import { describe, expect, test } from "vitest";
import { after } from "@/lib/engine/testing/facts";
import { refusalText } from "./refusal-text";
import { refusalTextAbout } from "./refusal-text-about";
import type { Refusal } from "./refusals";

const vendors = { kind: "accessPackage" as const, id: "p" as never, displayName: "Vendors" };

describe("a refusal about somebody else", () => {
  test.each<Refusal>([
    { code: "accountDisabled", who: "target" },
    { code: "externalNotAllowed" },
    { code: "noApplicablePolicy" },
    { code: "requestorKindNotAllowed" },
    { code: "openRequestExists", requestId: "r" },
    { code: "alreadyAssigned", assignmentId: "a", endAt: after(3) },
    { code: "incompatiblePackage", conflicts: [vendors] },
    { code: "incompatibleGroup", conflicts: [] },
    { code: "quotaExceeded", limit: 50 },
    { code: "extensionOutOfScope" },
  ])("$code names them and does not speak to the reader as if it were about them", (refusal) => {
    const { title, detail } = refusalTextAbout(refusal, "Ada Okafor");
    expect(`${title} ${detail}`).toContain("Ada Okafor");
    expect(title).not.toMatch(/\byou (have|hold|are)\b/i);
  });

  test("ERR-12 says what stands in the way by name, or that it is another access", () => {
    expect(refusalTextAbout({ code: "incompatiblePackage", conflicts: [vendors] }, "Ada").items).toEqual(["Vendors"]);
    expect(refusalTextAbout({ code: "incompatiblePackage", conflicts: [] }, "Ada").items).toEqual(["Another access"]);
  });

  test("ERR-12 says until when they have it to those only who may see what they hold", () => {
    const held = { code: "alreadyAssigned", assignmentId: "a", endAt: after(3) } as const;
    expect(refusalTextAbout(held, "Ada").detail).toMatch(/^It runs until /);
    expect(refusalTextAbout({ ...held, assignmentId: null, endAt: null }, "Ada").detail).toBeUndefined();
  });

  test("what is not about the person is said as always", () => {
    for (const refusal of [{ code: "policyDisabled" }, { code: "accountDisabled", who: "requestor" }] as const) {
      expect(refusalTextAbout(refusal, "Ada")).toEqual(refusalText(refusal));
    }
  });
});
