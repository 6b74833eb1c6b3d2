import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { findDelegates } from "@/lib/queries/delegation";
import type { Candidates } from "@/lib/views/candidates";

/** POR-56: whom the signed-in person may name to decide in their place, by a part of the name; 401 for everybody else. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const found = await findDelegates(viewer, request.nextUrl.searchParams.get("q") ?? "");
  return NextResponse.json(found satisfies Candidates);
}
