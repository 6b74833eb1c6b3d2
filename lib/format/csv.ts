// The build for browsers runs everywhere; some files are made of what a page shows.
import { stringify } from "csv-stringify/browser/esm/sync";
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
export const toCsv = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  csvPart(columns, rows.slice(0, limits.csvRowsMax), { isFirst: true });

/** A part of such a file, for one that is written while it is read; the first part begins with mark and header. */
export function csvPart<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
  { isFirst }: { readonly isFirst: boolean },
): string {
  return stringify(
    rows.map((row) => columns.map(({ value }) => value(row))),
    {
      header: isFirst,
      columns: columns.map(({ header }) => ({ key: header })),
      bom: isFirst,
      quoted_string: true,
      escape_formulas: true,
      record_delimiter: "windows",
      cast: { date: (at) => at.toISOString() },
    },
  );
}
