import { describe, expect, test } from "vitest";
import { countsOf, families, familySizes, idsOf, parseTables, ruleProblems, testedIn } from "./rules-table";

const readme = `
| Rule | In our words | Function | Test |
| --- | --- | --- | --- |
| WHO-1 | A catalog | \`gates.ts\` runGates | \`gates.test.ts\` |

| Rules | What |
| --- | --- |
| WHO-2…63, INF-1…33 | Later |
| APP-1…102, REQ-1…80, ASN-1…53, SOD-1…35 | Later |
| ERR-1…53, LIM-1…38 | Later |
`;
/** A test in another file, by the beginning and the rest of its title. */
const titled = (...title: readonly string[]) => `test(${JSON.stringify(title.join(" "))}, () => {});`;
const sources = (parts: Record<string, string> = {}) =>
  new Map(
    Object.entries({
      "gates.ts": "export function runGates() {}",
      "gates.test.ts": titled("WHO-1", "a catalog"),
      ...parts,
    }),
  );
const problems = (parts: Record<string, string> = {}, text = readme) => ruleProblems(parseTables(text), sources(parts));

describe("the table of rules", () => {
  test("is right when every rule is listed once and every kept one has its test", () => {
    expect(problems()).toEqual([]);
  });

  test("fails for a kept rule without a test whose title starts with its id", () => {
    const missing = ["WHO-1 has no test in gates.test.ts whose title starts with it"];
    expect(problems({ "gates.test.ts": "" })).toEqual(missing);
    expect(problems({ "gates.test.ts": titled("a catalog (WHO-1)") })).toEqual(missing);
    expect(problems({ "gates.test.ts": titled("WHO-1", "a catalog").replace("test(", "test.skip(") })).toEqual(missing);
  });

  test("fails for a test of a rule that is not listed as kept", () => {
    expect(problems({ "scope.test.ts": titled("WHO-2", "guests") })).toEqual([
      "scope.test.ts tests WHO-2, which the table does not list",
    ]);
  });

  test("sees rules that are kept outside the engine, whose tests may tell of others", () => {
    const elsewhere = readme.replace(
      "`gates.ts` runGates | `gates.test.ts`",
      "`../services/x.ts` run | `../services/x.test.ts`",
    );
    const files = { "gates.test.ts": "", "../services/x.ts": "export function run() {}" };
    const tests = (...ids: string[]) => ids.map((id) => titled(id, "…")).join("\n");
    expect(problems({ ...files, "../services/x.test.ts": tests("WHO-1", "WHO-2") }, elsewhere)).toEqual([]);
    expect(problems({ ...files, "../services/x.test.ts": tests("WHO-2") }, elsewhere)).toEqual([
      "WHO-1 has no test in ../services/x.test.ts whose title starts with it",
    ]);
  });

  test("fails for a function that is not there any more", () => {
    expect(problems({ "gates.ts": "export function passGates() {}" })).toEqual(["WHO-1: no runGates in gates.ts"]);
  });

  test("fails for a rule that is in neither table, and for one that is in both", () => {
    expect(problems({}, readme.replace("WHO-2…63", "WHO-3…63"))).toEqual(["WHO-2 is in neither table"]);
    expect(problems({}, readme.replace("WHO-2…63", "WHO-1…63"))).toEqual(["WHO-1 is listed twice"]);
  });

  test("reads ranges, and counts by family", () => {
    expect(idsOf("APP-9…11, WHO-4")).toEqual(["APP-9", "APP-10", "APP-11", "WHO-4"]);
    expect(countsOf(parseTables(readme), "WHO")).toEqual({ kept: 1, leftOut: 62 });
    expect(families.map((family) => familySizes[family]).reduce<number>((sum, size) => sum + size, 0)).toBe(457);
  });

  test("sees titles of plain tests, of tables and of loops", () => {
    const source = [titled("A"), titled("WHO-1", "a"), "test.each([1])(\n  `APP-58 of ten`,\n  () => {})"].join("\n");
    expect(testedIn(source)).toEqual(["WHO-1", "APP-58"]);
  });
});
