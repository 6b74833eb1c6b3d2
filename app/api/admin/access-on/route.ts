import { type NextRequest, NextResponse } from "next/server";
import { may } from "@/lib/auth/permissions";
import { getViewer } from "@/lib/auth/viewer";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import { streamOf } from "@/lib/platform/stream";
import { accessOnCsv } from "@/lib/queries/admin/access-on-file";
import { instantOf } from "@/lib/queries/admin/access-on-instant";
import { currentReading } from "@/lib/queries/reading";

/** Who held a package or what somebody held on a day, as a CSV file; only packages of catalogs the reader sees. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<Response> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  if (!may(viewer, "openAdmin")) return NextResponse.json({ error: "roleNotSufficient" }, { status: 403 });
  const [person, wanted] = [searchParams.get("person"), searchParams.get("package")];
  const personId = isUuid(person) ? (person as PersonId) : null;
  const packageId = isUuid(wanted) ? (wanted as AccessPackageId) : null;
  if (!personId && !packageId) return NextResponse.json({ error: "nothingChosen" }, { status: 400 });
  const reading = await currentReading();
  const { at } = instantOf(searchParams.get("date"), reading.now);
  return new Response(streamOf(accessOnCsv(viewer, { at, personId, packageId }, reading)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="access-on-${at.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}
