import { type NextRequest, NextResponse } from "next/server";
import { may } from "@/lib/auth/permissions";
import { getViewer } from "@/lib/auth/viewer";
import { streamOf } from "@/lib/platform/stream";
import { requestsCsv } from "@/lib/queries/admin/list-files";
import { requestFilterOf } from "@/lib/queries/admin/requests";

/** POR-60: the requests of a filtered list as a CSV file that is written while it is read. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  if (!may(viewer, "openAdmin")) return NextResponse.json({ error: "roleNotSufficient" }, { status: 403 });
  const filter = requestFilterOf((name) => searchParams.get(name));
  const packageId = searchParams.get("packageId");
  return new Response(streamOf(requestsCsv(viewer, { ...filter, packageId })), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="requests.csv"',
      "cache-control": "no-store",
    },
  });
}
