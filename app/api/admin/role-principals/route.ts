import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { findRolePrincipals } from "@/lib/queries/admin/catalog-roles";
import type { Candidates } from "@/lib/views/candidates";

/** DEL-4: to whom the signed-in person may give a role in a catalog; nobody for those who may give none. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const { searchParams } = request.nextUrl;
  const found = await findRolePrincipals(viewer, searchParams.get("catalog") ?? "", searchParams.get("q") ?? "");
  return NextResponse.json(found satisfies Candidates);
}
