import { cache } from "react";
import { requireViewer } from "@/lib/auth/viewer";
import { getPackage } from "@/lib/queries/package-view";

/** The package as it stands to the viewer or to whom they have in mind, read once for the page and its title. */
export const readPackage = cache(async (id: string, targetId: string | undefined) =>
  getPackage(await requireViewer(), id, { for: targetId }),
);
