import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { directoryKinds, findInDirectory } from "@/lib/queries/admin/directory-candidates";
import type { Candidates } from "@/lib/views/candidates";

/** People and groups by a part of the name, for those who look after the directory; nobody for everybody else. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const kind = directoryKinds.find((each) => each === searchParams.get("kind")) ?? "any";
  return NextResponse.json((await findInDirectory(viewer, kind, searchParams.get("q") ?? "")) satisfies Candidates);
}
