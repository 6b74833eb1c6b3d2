import { describe, expect, it } from "vitest";
import { kim } from "@/lib/engine/testing/cast";
import { em } from "@/lib/graph/operations/paths";
import { ApiWorld } from "@/lib/graph/testing/world";
import { testDatabase } from "@/lib/testing/database";
import { preferenceApplied, withKnownMembers } from "./preferences";

const asking = new Headers({ prefer: "odata.maxpagesize=5, Include-Unknown-Enum-Members" });
const revoked = { requestType: "approverRemove", justification: "approverRemove" };
const body = {
  value: [
    { id: "1", requestType: "userAdd" },
    { id: "2", ...revoked, assignment: { requests: [revoked] } },
  ],
};

it("later members of enumerations come out for those who ask for them", () => {
  expect(withKnownMembers(body, asking)).toBe(body);
  expect(preferenceApplied(asking)).toBe("include-unknown-enum-members");
});

it("others are told that there is a member they do not know, of enumerations alone", () => {
  const unknown = { requestType: "unknownFutureValue", justification: "approverRemove" };
  expect(withKnownMembers(body, new Headers())).toEqual({
    value: [
      { id: "1", requestType: "userAdd" },
      { id: "2", ...unknown, assignment: { requests: [unknown] } },
    ],
  });
  expect(preferenceApplied(new Headers({ prefer: "return=minimal" }))).toBeNull();
  const [plain] = body.value;
  expect(withKnownMembers(plain, new Headers())).toBe(plain);
});

describe("an answer", () => {
  const test = testDatabase();

  it("says that the preference was kept to", async () => {
    const world = await ApiWorld.begin(test);
    const applied = async (headers: Record<string, string>) => {
      const answer = await world.as(kim, "GET", `${em}/accessPackages`, undefined, headers);
      return answer.headers.get("preference-applied");
    };
    expect(await applied({ prefer: "include-unknown-enum-members" })).toBe("include-unknown-enum-members");
    expect(await applied({})).toBeNull();
  });
});
