import { NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { countApprovals } from "@/lib/queries/approvals";

/** POR-9: how many requests wait for the signed-in person; 401 for everybody else. */
export async function GET(): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  return NextResponse.json({ count: await countApprovals(viewer) });
}
