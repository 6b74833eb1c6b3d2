import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { z } from "zod";

const table = z.array(z.array(z.string()));

/** The words that head a column of people, the surest first. */
const headers = [
  /^(e-?mail|mail)( address)?$/i,
  /^(upn|principal ?name|user ?principal ?name|login|sign-?in name)$/i,
  /^(display ?name|full ?name|name|person|user)$/i,
] as const;

/** The column that names the people, and whether the first row is its header. */
function peopleColumn(rows: readonly (readonly string[])[]): { readonly column: number; readonly hasHeader: boolean } {
  const [first = []] = rows;
  for (const header of headers) {
    const column = first.findIndex((cell) => header.test(cell));
    if (column >= 0) return { column, hasHeader: true };
  }
  const addressed = rows.map((row) => row.findIndex((cell) => cell.includes("@"))).find((column) => column >= 0);
  return { column: addressed ?? 0, hasHeader: false };
}

/**
 * The people a file names, a person a line as somebody would paste them: of a table the column that is headed like an
 * address, a sign-in name or a name, or else the one with addresses in it; of a plain list every line. Null where it is
 * neither.
 */
export function peopleInFile(name: string, text: string): string[] | null {
  const plain = text.replace(/^\uFEFF/u, "");
  if (plain.includes("\0") || plain.includes("\uFFFD")) return null;
  const isTable = /\.(csv|tsv)$/i.test(name);
  const lines = isTable ? columnOf(plain) : plain.split(/\r\n|\n|\r/u);
  return lines?.map((line) => line.trim()).filter((line) => line !== "") ?? null;
}

function columnOf(text: string): string[] | null {
  try {
    const options = { delimiter: [",", ";", "\t"], relax_column_count: true, skip_empty_lines: true, trim: true };
    const rows = table.parse(parse(text, options));
    const { column, hasHeader } = peopleColumn(rows);
    // What a spreadsheet was kept from running as a formula gets its own sign back.
    return rows.slice(hasHeader ? 1 : 0).map((row) => (row[column] ?? "").replace(/^'(?=[=+\-@])/, ""));
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
