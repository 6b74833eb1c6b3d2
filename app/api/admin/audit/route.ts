import { type NextRequest, NextResponse } from "next/server";
import { may } from "@/lib/auth/permissions";
import { getViewer } from "@/lib/auth/viewer";
import { streamOf } from "@/lib/platform/stream";
import { auditCsv, auditJsonLines } from "@/lib/queries/admin/audit-files";
import { auditFilterOf } from "@/lib/queries/admin/audit-filter";

const formats = {
  csv: { write: auditCsv, type: "text/csv; charset=utf-8" },
  jsonl: { write: auditJsonLines, type: "application/x-ndjson; charset=utf-8" },
} as const;

const isFormat = (text: string | null): text is keyof typeof formats => text !== null && text in formats;

/** RPT-8, LIM-37: the entries of the log that a filter stands for, as a file that is written while it is read. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  if (!may(viewer, "readAudit")) return NextResponse.json({ error: "roleNotSufficient" }, { status: 403 });
  const wanted = searchParams.get("format");
  if (!isFormat(wanted)) return NextResponse.json({ error: "unknownFormat" }, { status: 400 });
  const { write, type } = formats[wanted];
  const filter = auditFilterOf((name) => searchParams.get(name));
  return new Response(streamOf(write(filter)), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="audit-log.${wanted}"`,
      "cache-control": "no-store",
    },
  });
}
