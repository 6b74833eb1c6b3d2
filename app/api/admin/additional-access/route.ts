import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { type CsvColumn, toCsv } from "@/lib/format/csv";
import { type AdditionalAccessLine, exportAdditionalAccess } from "@/lib/queries/admin/additional-access";

/** SOD-31 */
const columns: readonly CsvColumn<AdditionalAccessLine>[] = [
  { header: "Assignment id", value: (line) => line.assignmentId },
  { header: "Person id", value: (line) => line.targetId },
  { header: "Name", value: (line) => line.name },
  { header: "Principal name", value: (line) => line.principalName },
  { header: "E-mail", value: (line) => line.email },
  { header: "Package", value: (line) => line.packageName },
  { header: "Policy", value: (line) => line.policyName },
  { header: "State", value: (line) => line.state },
  { header: "Ends at (UTC)", value: (line) => line.endAt },
];

/** SOD-30, SOD-31: who holds both sides of a pair, as a CSV file for those who may know it. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const pair = { packageId: searchParams.get("package") ?? "", counterpart: searchParams.get("with") ?? "" };
  const found = await exportAdditionalAccess(viewer, pair);
  if (found === null) return NextResponse.json({ error: "notFound" }, { status: 404 });
  if (found === "roleNotSufficient") return NextResponse.json({ error: found }, { status: 403 });
  return new Response(toCsv(columns, found.lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="additional-access.csv"',
      "cache-control": "no-store",
    },
  });
}
