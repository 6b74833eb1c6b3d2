import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUuid, newId, uuidV7 } from "./ids";

const ten = new Uint8Array(10);

describe("uuidV7", () => {
  it("writes the instant, the version and the variant where RFC 9562 wants them", () => {
    // The example of RFC 9562, appendix A.6.
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(new Date(0x017f22e279b0), random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });

  it("sorts by time whatever the randomness", () => {
    const instant = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(instant, instant, bytes, bytes, (one, two, first, second) => {
        fc.pre(one < two);
        return uuidV7(one, first) < uuidV7(two, second);
      }),
    );
  });

  it("refuses an instant before 1970 and too little randomness", () => {
    expect(() => uuidV7(new Date(-1), ten)).toThrow(RangeError);
    expect(() => uuidV7(new Date(Number.NaN), ten)).toThrow(RangeError);
    expect(() => uuidV7(new Date(0), new Uint8Array(9))).toThrow(RangeError);
  });
});

describe("isUuid", () => {
  it("knows its own ids and nothing that merely looks like one", () => {
    expect(isUuid(newId())).toBe(true);
    for (const wrong of [
      "",
      "017f22e2",
      `${newId()}0`,
      newId().replace("-", ""),
      "00000000-0000-0000-0000-000000000000",
    ]) {
      expect(isUuid(wrong), wrong).toBe(false);
    }
    expect(isUuid(undefined)).toBe(false);
  });

  it("does not repeat an id", () => {
    const at = new Date("2026-01-01");
    expect(new Set(Array.from({ length: 1_000 }, () => newId(at))).size).toBe(1_000);
  });
});
