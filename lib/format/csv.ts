import { stringify } from "csv-stringify/sync";
import { limits } from "@/lib/engine/limits";

/** One column of a file: its title in the header row and what stands in it. */
export type CsvColumn<Row> = {
  readonly header: string;
  readonly value: (row: Row) => string | number | Date | null;
};

/**
 * LIM-37: rows as a CSV file in UTF-8 with a header row, the first 100,000 of them. Instants are written as ISO 8601 in
 * UTC. Texts that a spreadsheet would run as a formula get an apostrophe, and every text is quoted, so that no locale's
 * separator inside one starts a new cell. The byte order mark tells spreadsheets that it is UTF-8.
 */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  return stringify(
    rows.slice(0, limits.csvRowsMax).map((row) => columns.map(({ value }) => value(row))),
    {
      header: true,
      columns: columns.map(({ header }) => ({ key: header })),
      bom: true,
      quoted_string: true,
      escape_formulas: true,
      record_delimiter: "windows",
      cast: { date: (at) => at.toISOString() },
    },
  );
}
