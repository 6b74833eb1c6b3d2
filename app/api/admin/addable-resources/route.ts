import { type NextRequest, NextResponse } from "next/server";
import { getViewer } from "@/lib/auth/viewer";
import type { CatalogId } from "@/lib/engine/ids";
import { isUuid } from "@/lib/platform/ids";
import { findAddableResources } from "@/lib/queries/admin/addable-resources";
import type { AddableResources } from "@/lib/views/resources";

const nothing: AddableResources = { rows: [], isMore: false };

/**
 * CAT-43: what the signed-in person may put into a catalog, by a part of the name; without a catalog, into one they are
 * about to make.
 */
export async function GET({ nextUrl: { searchParams } }: NextRequest): Promise<NextResponse> {
  const viewer = await getViewer();
  if (!viewer) return NextResponse.json({ error: "signedOut" }, { status: 401 });
  const catalog = searchParams.get("catalog");
  if (catalog !== null && !isUuid(catalog)) return NextResponse.json(nothing);
  const found = await findAddableResources(viewer, catalog as CatalogId | null, searchParams.get("q"));
  return NextResponse.json(found satisfies AddableResources);
}
