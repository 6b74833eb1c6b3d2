import { cache } from "react";
import { requireViewer } from "@/lib/auth/viewer";
import { getPackage } from "@/lib/queries/package-view";

/** The package as the viewer may see it, read once for the page and its title. */
export const readPackage = cache(async (id: string) => getPackage(await requireViewer(), id));
