import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { findTargets } from "@/lib/queries/targets";
import type { Candidates } from "@/lib/views/candidates";

/** POR-28: whom the signed-in person may ask for, by a part of the name; 401 for everybody else. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const { searchParams } = request.nextUrl;
  const found = await findTargets(viewer, {
    search: searchParams.get("q") ?? "",
    packageId: searchParams.get("package"),
  });
  return NextResponse.json(found satisfies Candidates);
}
