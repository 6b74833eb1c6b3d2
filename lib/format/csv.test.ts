import { expect, test } from "vitest";
import { limits } from "@/lib/engine/limits";
import { type CsvColumn, csvPart, toCsv } from "./csv";

type Row = { readonly name: string; readonly count: number; readonly at: Date | null };

const columns: readonly CsvColumn<Row>[] = [
  { header: "name", value: (row) => row.name },
  { header: "count", value: (row) => row.count },
  { header: "at", value: (row) => row.at },
];
const row = (parts: Partial<Row> = {}): Row => ({ name: "Ada", count: 1, at: null, ...parts });

test("LIM-37 a file has a header row, instants in UTC and the mark by which spreadsheets know UTF-8", () => {
  const at = new Date("2026-03-01T08:00:00Z");
  expect(toCsv(columns, [row({ name: "Zoë", count: -2, at }), row()])).toBe(
    '\uFEFF"name","count","at"\r\n"Zoë",-2,2026-03-01T08:00:00.000Z\r\n"Ada",1,\r\n',
  );
  expect(toCsv(columns, [])).toBe('\uFEFF"name","count","at"\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])("LIM-37 %j is a text and no formula", (name) => {
  expect(toCsv(columns, [row({ name })])).toContain(`\r\n"'${name}",1,\r\n`);
});

test("LIM-37 commas, semicolons, quotes and line breaks stay inside their cell", () => {
  const name = 'Lee, "Kim";=1+1\nof Finance';
  expect(toCsv(columns, [row({ name })])).toContain('\r\n"Lee, ""Kim"";=1+1\nof Finance",1,\r\n');
});

test("LIM-37 100,000 rows at most", () => {
  const lines = toCsv(columns, Array<Row>(limits.csvRowsMax + 1).fill(row())).split("\r\n");
  expect(lines).toHaveLength(1 + limits.csvRowsMax + 1);
});

test("LIM-37 a file that is written in parts is the same file", () => {
  const rows = [row(), row({ name: "=1+1" }), row({ name: "Zoë" })];
  const parts = rows.map((each, at) => csvPart(columns, [each], { isFirst: at === 0 }));
  expect(parts.join("")).toBe(toCsv(columns, rows));
});
