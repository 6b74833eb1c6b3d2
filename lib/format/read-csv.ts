import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import { type CsvTable, importLimits } from "@/lib/engine/import/table";
import { err, ok, type Result } from "@/lib/engine/result";

/** Why a file cannot be read at all, in words. */
export type FileProblem = string;

const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** What separates the cells: of the usual ones, the one the first line has most of. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r\n|\n|\r/u, 1);
  const counted = [",", ";", "\t"].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const inWords = (count: number): string => count.toLocaleString("en");

/**
 * A file of rows under a header, whatever separates its cells and ends its lines, with or without a byte order mark; blank
 * lines are left out. Refused, in words, where it is empty, too big or no such file. Lines are counted from 1, and of a row
 * over several lines its last one counts.
 */
export function readCsv(text: string): Result<CsvTable, FileProblem> {
  const { bytesMax, rowsMax } = importLimits;
  if (text.trim() === "") return err("There is nothing in it.");
  if (bytesOf(text) > bytesMax)
    return err(`It is too big. ${inWords(bytesMax / 1_000)} kB at most; split it into several files.`);
  if (text.includes("\uFFFD")) return err("It is not written in UTF-8. Save it again as “CSV UTF-8”.");
  const plain = text.replace(/^\uFEFF/u, "");
  try {
    const parsed = records.parse(
      parse(plain, {
        delimiter: delimiterOf(plain),
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: bytesMax,
      }),
    );
    const [header, ...rows] = parsed.filter(({ record }) => record.some((cell) => cell.trim() !== ""));
    if (!header || rows.length === 0) return err("There is no row under the header.");
    if (rows.length > rowsMax)
      return err(`It has ${inWords(rows.length)} rows. ${inWords(rowsMax)} at most; split it into several files.`);
    return ok({
      header: header.record.map((cell) => cell.trim()),
      rows: rows.map(({ record, info }) => ({ line: info.lines, cells: record.map((cell) => cell.trim()) })),
    });
  } catch (error) {
    if (error instanceof CsvError)
      return err("It is no CSV file: a quotation mark is opened and not closed, or stands inside a text.");
    throw error;
  }
}
