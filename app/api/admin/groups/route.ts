import { type NextRequest, NextResponse } from "next/server";
import { may } from "@/lib/auth/permissions";
import { getViewer } from "@/lib/auth/viewer";
import { findDirectoryGroups } from "@/lib/queries/admin/settings";
import { noCandidates } from "@/lib/queries/candidates";
import type { Candidates } from "@/lib/views/candidates";

/** Groups by a part of the name; none for those who may not see the directory. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const found = may(viewer, "viewEverything")
    ? await findDirectoryGroups(request.nextUrl.searchParams.get("q") ?? "")
    : noCandidates;
  return NextResponse.json(found satisfies Candidates);
}
