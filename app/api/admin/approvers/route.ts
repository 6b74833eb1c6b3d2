import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { findNewApprovers } from "@/lib/queries/admin/approver-addition";
import type { Candidates } from "@/lib/views/candidates";

/** APP-96: whom the signed-in person may add to the running stage of a request; nobody for those who may not. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const { searchParams } = request.nextUrl;
  const found = await findNewApprovers(viewer, searchParams.get("request") ?? "", searchParams.get("q") ?? "");
  return NextResponse.json(found satisfies Candidates);
}
