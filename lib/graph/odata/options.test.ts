import { describe, expect, it } from "vitest";
import { durationOf, secondsOf } from "./duration";
import { parseOptions } from "./options";
import { segmentsOf } from "./path";

const read = (query: string) => parseOptions(new URLSearchParams(query));
const plain = { select: null, expand: [] };

describe("query options", () => {
  it("nothing asked is everything", () => {
    expect(read("")).toEqual({
      ...plain,
      filter: null,
      orderBy: [],
      search: null,
      top: null,
      skip: 0,
      isCounted: false,
      skipToken: null,
    });
  });

  it("expansions hold options of their own, to any depth that makes sense", () => {
    expect(read("$expand=a,b($select=id,displayName;$expand=c($expand=d)),*").expand).toEqual([
      { navigation: "a", ...plain },
      {
        navigation: "b",
        select: ["id", "displayName"],
        expand: [{ navigation: "c", select: null, expand: [{ navigation: "d", ...plain }] }],
      },
      { navigation: "*", ...plain },
    ]);
  });

  it("orders, pages, counts and searches", () => {
    expect(read('$ORDERBY=displayName desc,catalog/id&$top=5&$skip=2&$count=TRUE&$search="x y"')).toMatchObject({
      orderBy: [
        { path: ["displayName"], isDescending: true },
        { path: ["catalog", "id"], isDescending: false },
      ],
      top: 5,
      skip: 2,
      isCounted: true,
      search: "x y",
    });
  });

  it("parameters without $ are not OData's", () => {
    expect(read("api-version=1&top=5")).toEqual(read(""));
  });

  it.each([
    "$apply=x",
    "$top=-1",
    "$top=many",
    "$count=maybe",
    "$top=1&$top=2",
    "$expand=a(",
    "$expand=a)",
    "$expand=a($top=1)",
    "$expand=a($filter=b eq 'c')",
    "$expand=a b",
    "$expand=a($expand=b($expand=c($expand=d($expand=e))))",
    "$select=a b",
    "$orderby=a sideways",
  ])("%s is refused", (query) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ status: 400 }));
  });
});

it.each([
  ["/accessPackages/1/$ref", [["accessPackages"], ["1"], ["$ref"]]],
  ["/accessPackages('1')/catalog", [["accessPackages"], ["1"], ["catalog"]]],
  ["/a/microsoft.graph.cancel", [["a"], ["cancel"]]],
  ["/filterByCurrentUser(on='target')", [["filterByCurrentUser", { on: "target" }]]],
  ["/additionalAccess(b='2',%20a=%271%27)", [["additionalAccess", { a: "1", b: "2" }]]],
  ["/additionalAccess()", [["additionalAccess", {}]]],
  ["/subjects(objectId='O''B')", [["subjects", { objectid: "O'B" }]]],
])("segments of %s", (path, segments) => {
  expect(segmentsOf(path).map(({ text, args }) => (args ? [text, Object.fromEntries(args)] : [text]))).toEqual(
    segments,
  );
});

describe("durations", () => {
  it.each([
    ["P14D", 14 * 86_400, "P14D"],
    ["PT1H", 3_600, "PT1H"],
    ["PT0S", 0, "PT0S"],
    ["P1DT12H", 129_600, "P1DT12H"],
    ["PT36H", 129_600, "P1DT12H"],
    ["PT90M", 5_400, "PT1H30M"],
    ["P0D", 0, "PT0S"],
  ])("%s", (text, seconds, normal) => {
    expect(secondsOf(text)).toBe(seconds);
    expect(durationOf(seconds)).toBe(normal);
  });

  it.each(["", "P", "PT", "P1DT", "P1M", "P2W", "P1Y", "14D", "-P1D", "P1.5D", "soon"])("%s is none", (text) => {
    expect(secondsOf(text)).toBeNull();
  });
});
