import { connection } from "next/server";
import type { NavigationRight } from "@/components/layout/navigation";
import { may } from "@/lib/auth/permissions";
import { getViewer } from "@/lib/auth/viewer";

/** Null for whoever has no part in the administration; otherwise what its links may show. */
export async function adminRights(): Promise<readonly NavigationRight[] | null> {
  await connection();
  const viewer = await getViewer();
  if (!viewer || !may(viewer, "openAdmin")) return null;
  return (["viewEverything", "readAudit"] as const).filter((right) => may(viewer, right));
}
