import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphProblem } from "@/lib/graph/problem";
import { comparisons, type Filter, type Operand, parseFilter } from "./filter";

const path = (...names: string[]): Operand => ({ kind: "path", path: names, isFolded: false });
const value = (literal: string | number | boolean | null): Operand => ({
  kind: "literal",
  value: literal,
  isFolded: false,
});
const eq = (left: Operand, right: Operand): Filter => ({ kind: "compare", comparison: "eq", left, right });

const id = "29be137f-b006-426c-b46a-0df3d4e25ccd";

describe("$filter is read", () => {
  it.each<[string, Filter]>([
    ["displayName eq 'Marketing'", eq(path("displayName"), value("Marketing"))],
    ["displayName eq 'O''Brien'", eq(path("displayName"), value("O'Brien"))],
    ["accessPackage/Id eq '1'", eq(path("accessPackage", "Id"), value("1"))],
    [`(id eq ${id})`, eq(path("id"), value(id))],
    ["isHidden EQ TRUE", eq(path("isHidden"), value(true))],
    ["expiredDateTime eq null", eq(path("expiredDateTime"), value(null))],
    ["createdDateTime eq 2026-01-02T03:04:05.123Z", eq(path("createdDateTime"), value("2026-01-02T03:04:05.123Z"))],
    ["'x' eq displayName", eq(value("x"), path("displayName"))],
    [
      "contains(tolower(displayName), 'team')",
      {
        kind: "text",
        function: "contains",
        left: { kind: "path", path: ["displayName"], isFolded: true },
        right: value("team"),
      },
    ],
    [
      "startswith(displayName,'a') eq false",
      { kind: "not", part: { kind: "text", function: "startswith", left: path("displayName"), right: value("a") } },
    ],
    ["state in ('delivered','expired')", { kind: "in", path: ["state"], values: ["delivered", "expired"] }],
    [
      "identitySources/any(is:is/microsoft.graph.azureActiveDirectoryTenant/tenantId eq 'x')",
      {
        kind: "any",
        path: ["identitySources"],
        part: eq(path("microsoft.graph.azureActiveDirectoryTenant", "tenantId"), value("x")),
      },
    ],
    ["members/any()", { kind: "any", path: ["members"], part: null }],
  ])("%s", (source, filter) => {
    expect(parseFilter(source)).toEqual(filter);
  });

  it("and binds tighter than or, and not tighter than both", () => {
    expect(parseFilter("a eq 1 or b eq 2 and not c eq 3")).toEqual({
      kind: "or",
      parts: [
        eq(path("a"), value(1)),
        {
          kind: "and",
          parts: [eq(path("b"), value(2)), { kind: "not", part: eq(path("c"), value(3)) }],
        },
      ],
    });
    expect(parseFilter("(a eq 1 or b eq 2) and c eq 3")).toMatchObject({ kind: "and", parts: [{ kind: "or" }, {}] });
  });

  it("names that are also words of the language may be properties", () => {
    expect(parseFilter("contains eq 'x'")).toEqual(eq(path("contains"), value("x")));
    expect(parseFilter("any/in eq 1")).toEqual(eq(path("any", "in"), value(1)));
  });
});

it.each([
  "",
  "displayName",
  "displayName eq",
  "displayName like 'x'",
  "displayName eq 'x",
  "displayName eq 'x' and",
  "(displayName eq 'x'",
  "displayName eq 'x')",
  "contains(displayName)",
  "state in ()",
  "a eq 1 b eq 2",
  "a/all(x:x/b eq 1)",
  "a eq 1; drop table people",
  "not ".repeat(100),
  "(".repeat(1_000),
  `a eq '${"x".repeat(9_000)}'`,
])("what cannot be read is refused in words: %s", (source) => {
  expect(() => parseFilter(source)).toThrow(expect.objectContaining({ status: 400 }));
});

/** A filter written down again, every part in parentheses. */
function written(filter: Filter): string {
  const operand = (side: Operand): string => {
    const text = side.kind === "path" ? side.path.join("/") : literal(side.value);
    return side.isFolded ? `tolower(${text})` : text;
  };
  const literal = (each: unknown) => (typeof each === "string" ? `'${each.replaceAll("'", "''")}'` : String(each));
  switch (filter.kind) {
    case "and":
    case "or":
      return `(${filter.parts.map(written).join(` ${filter.kind} `)})`;
    case "not":
      return `(not ${written(filter.part)})`;
    case "compare":
      return `(${operand(filter.left)} ${filter.comparison} ${operand(filter.right)})`;
    case "in":
      return `(${filter.path.join("/")} in (${filter.values.map(literal).join(",")}))`;
    case "text":
      return `${filter.function}(${operand(filter.left)},${operand(filter.right)})`;
    case "any":
      return `(${filter.path.join("/")}/any(${filter.part ? `v:${written(filter.part)}` : ""}))`;
  }
}

const names = fc.constantFrom("displayName", "state", "id", "catalog", "in", "contains");
const literals = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null));
const paths = fc.array(names, { minLength: 1, maxLength: 3 });
const left = paths.map((each): Operand => ({ kind: "path", path: each, isFolded: false }));
const right = literals.map((each): Operand => ({ kind: "literal", value: each, isFolded: false }));
const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 5 },
    fc.record({ kind: fc.constant("compare" as const), comparison: fc.constantFrom(...comparisons), left, right }),
    fc.record({ kind: fc.constant("in" as const), path: paths, values: fc.array(literals, { minLength: 1 }) }),
    fc.record({ kind: fc.constant("not" as const), part: tie("filter") }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      parts: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

it("every filter that is written down is read as it was", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(parseFilter(written(filter))).toEqual(filter);
    }),
  );
});

it("whatever is sent is read or refused, and nothing else", () => {
  const words = fc.constantFrom(
    "eq",
    "and",
    "or",
    "not",
    "(",
    ")",
    "'",
    "/",
    "any",
    ":",
    "in",
    "displayName",
    "1",
    " ",
    ",",
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(words).map((each) => each.join(" ")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      try {
        parseFilter(text);
      } catch (error) {
        expect(error).toBeInstanceOf(GraphProblem);
      }
    }),
    { numRuns: 500 },
  );
});
