import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { findPrincipals } from "@/lib/queries/admin/principals";
import type { Candidates } from "@/lib/views/candidates";

/** Whom the signed-in person may name in a catalog, in a role or a policy; nobody for those who may do neither. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const catalogId = searchParams.get("catalog") ?? "";
  const purpose = searchParams.get("for") === "role" ? "role" : "policy";
  const found = await findPrincipals(viewer, { catalogId, purpose }, searchParams.get("q") ?? "");
  return NextResponse.json(found satisfies Candidates);
}
