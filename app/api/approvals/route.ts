import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { listApprovals } from "@/lib/queries/approvals";
import type { ApprovalPage } from "@/lib/views/approvals";

/** The signed-in approver's inbox, a page at a time; 401 for everybody else. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const page = await listApprovals(viewer, { cursor: request.nextUrl.searchParams.get("cursor") });
  return NextResponse.json({ rows: [...page.rows], next: page.next } satisfies ApprovalPage);
}
