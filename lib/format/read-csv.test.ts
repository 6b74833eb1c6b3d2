import { expect, test } from "vitest";
import { importLimits } from "@/lib/engine/import/table";
import { type CsvColumn, toCsv } from "./csv";
import { readCsv } from "./read-csv";

const read = (text: string) => {
  const table = readCsv(text);
  if (!table.ok) throw new Error(table.error);
  return table.value;
};
const problemOf = (text: string) => {
  const table = readCsv(text);
  return table.ok ? null : table.error;
};

test.each([
  ["commas", "name,mail\nAda,ada@x\n"],
  ["semicolons and carriage returns", "name;mail\r\nAda;ada@x\r\n"],
  ["tabs, and no line end at the end", "name\tmail\nAda\tada@x"],
  ["a byte order mark", "\uFEFFname,mail\nAda,ada@x\n"],
  ["spaces around and blank lines between", "name , mail\n\n Ada , ada@x \n , \n"],
  ["quotation marks", '"name","mail"\n"Ada","ada@x"\n'],
])("a file with %s", (_, text) => {
  expect(read(text)).toEqual({
    header: ["name", "mail"],
    rows: [expect.objectContaining({ cells: ["Ada", "ada@x"] })],
  });
});

test("separators, quotation marks and line breaks inside a cell are its text, and lines are still counted", () => {
  const { rows } = read('name,about\n"Lee, ""Kim""","one\ntwo;"\nAda,\n');
  expect(rows).toEqual([
    { line: 3, cells: ['Lee, "Kim"', "one\ntwo;"] },
    { line: 4, cells: ["Ada", ""] },
  ]);
});

test("what the portal writes it can read", () => {
  const columns: CsvColumn<string>[] = [{ header: "name", value: (name) => name }];
  expect(read(toCsv(columns, ["Zoë", 'a "b";c'])).rows.map((row) => row.cells)).toEqual([["Zoë"], ['a "b";c']]);
});

test.each([
  ["nothing", " \n", "There is nothing in it."],
  ["only a header", "name,mail\n", "There is no row under the header."],
  ["a quotation mark that is not closed", 'name\n"Ada\n', "It is no CSV file"],
  ["another encoding", "name\nZo\uFFFD\n", "It is not written in UTF-8"],
  ["too many bytes", `name\n${"é".repeat(importLimits.bytesMax / 2)}\n`, "It is too big. 900 kB at most"],
  ["too many rows", `name\n${"Ada\n".repeat(importLimits.rowsMax + 1)}`, "It has 5,001 rows. 5,000 at most"],
])("a file with %s is refused in words", (_, text, problem) => {
  expect(problemOf(text)).toContain(problem);
});
