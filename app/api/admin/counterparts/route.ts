import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import { counterpartPurposes, findCounterparts } from "@/lib/queries/admin/counterparts";
import { noCandidates } from "@/lib/queries/candidates";
import type { Candidates } from "@/lib/views/candidates";

/** SOD-6: what the signed-in person may put on the lists of a package; nothing for those who may not change them. */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const text = (name: string) => searchParams.get(name) ?? "";
  const purpose = counterpartPurposes.find((each) => each === text("for"));
  const found = purpose
    ? await findCounterparts(viewer, { packageId: text("package"), purpose, search: text("q") })
    : noCandidates;
  return NextResponse.json(found satisfies Candidates);
}
