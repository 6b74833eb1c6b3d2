/** The tables of the engine's README against the titles of its tests, for `npm run rules`. */

/** How many rules each family of the specification has in the sections the engine is about. */
export const familySizes = { WHO: 63, INF: 33, APP: 102, REQ: 80, ASN: 53, SOD: 35, ERR: 53, LIM: 38 } as const;
export type Family = keyof typeof familySizes;
export const families = Object.keys(familySizes) as Family[];

/** A row of the first tables; paths are relative to the engine's folder, so those outside it begin with two dots. */
export type KeptRule = {
  readonly id: string;
  readonly file: string;
  readonly functionName: string;
  readonly testFile: string;
};

export type RulesTable = { readonly kept: readonly KeptRule[]; readonly leftOut: readonly string[] };

/** The trimmed cells of every table row that begins with a rule id. */
const rowsOf = (readme: string): string[][] =>
  readme
    .split("\n")
    .filter((line) => /^\|\s*[A-Z]{3}-\d/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** `APP-80…91` and `WHO-8, WHO-34` as single ids. */
export function idsOf(list: string): string[] {
  return list.split(",").flatMap((part) => {
    const [, family = "", first = "", last = first] = /^([A-Z]{3})-(\d+)(?:…(\d+))?$/.exec(part.trim()) ?? [];
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, step) => `${family}-${Number(first) + step}`);
  });
}

/** A kept rule has four cells, the third of them `file` and function; a row of rules left out has two. */
export function parseTables(readme: string): RulesTable {
  const rows = rowsOf(readme);
  const kept = rows.flatMap(([id, , place = "", test = ""]): KeptRule[] => {
    const [, file, functionName] = /^`([^`]+)` (\w+)$/.exec(place) ?? [];
    const [, testFile] = /^`([^`]+)`$/.exec(test) ?? [];
    return id && file && functionName && testFile ? [{ id, file, functionName, testFile }] : [];
  });
  const leftOut = rows.filter((row) => row.length === 2).flatMap(([list = ""]) => idsOf(list));
  return { kept, leftOut };
}

/** The rule ids with which the titles of a test file begin; titles put together at run time are not seen. */
export function testedIn(source: string): string[] {
  const titles = source.matchAll(/(\.(?:skip|todo))?\(\s*["'`]([A-Z]{3}-\d+) /g);
  return [...titles].flatMap(([, isLeftOut, id]) => (id && !isLeftOut ? [id] : []));
}

const repeated = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

/** Tests outside the engine tell of rules of other sections too; only the engine's own have to be listed, each. */
const isEngines = (path: string): boolean => !path.startsWith("../");

/**
 * What is wrong between tables, code and tests; nothing when the list is empty.
 * @param sources every file of the engine, and what else keeps rules, by its path from the engine's folder
 */
export function ruleProblems(table: RulesTable, sources: ReadonlyMap<string, string>): string[] {
  const tests = [...sources].filter(([path]) => path.endsWith(".test.ts"));
  const tested = new Map(tests.map(([path, source]) => [path, new Set(testedIn(source))]));
  const keptIds = new Set(table.kept.map((rule) => rule.id));
  const leftOut = new Set(table.leftOut);
  const listed = [...keptIds, ...leftOut];
  return [
    ...repeated([...table.kept.map((rule) => rule.id), ...table.leftOut]).map((id) => `${id} is listed twice`),
    ...table.kept.flatMap(({ id, testFile }) =>
      tested.get(testFile)?.has(id) ? [] : [`${id} has no test in ${testFile} whose title starts with it`],
    ),
    ...table.kept.flatMap(({ id, file, functionName }) =>
      new RegExp(`\\b${functionName}\\b`).test(sources.get(file) ?? "") ? [] : [`${id}: no ${functionName} in ${file}`],
    ),
    ...[...tested]
      .filter(([path]) => isEngines(path))
      .flatMap(([path, ids]) =>
        [...ids].filter((id) => !keptIds.has(id)).map((id) => `${path} tests ${id}, which the table does not list`),
      ),
    ...families.flatMap((family) =>
      idsOf(`${family}-1…${familySizes[family]}`)
        .filter((id) => !listed.includes(id))
        .map((id) => `${id} is in neither table`),
    ),
  ];
}

/** How many rules of a family are kept and left out. */
export function countsOf(table: RulesTable, family: string): { readonly kept: number; readonly leftOut: number } {
  const count = (ids: readonly string[]) => ids.filter((id) => id.startsWith(`${family}-`)).length;
  return { kept: count(table.kept.map((rule) => rule.id)), leftOut: count(table.leftOut) };
}
