import { notFound } from "next/navigation";
import { SeparationOfDuties } from "@/components/admin/duties/separation-of-duties";
import type { Viewer } from "@/lib/auth/viewer";
import { getSeparationOfDuties } from "@/lib/queries/admin/separation-of-duties";
import { addOverrideAction, allowAction, removeOverrideAction } from "./duties-actions";

/** SOD-11: the lists of a package, with what may be done about them. */
export async function DutiesTab({ viewer, packageId }: { viewer: Viewer; packageId: string }) {
  const view = await getSeparationOfDuties(viewer, packageId);
  if (!view) notFound();
  return (
    <SeparationOfDuties
      view={view}
      actions={{ allow: allowAction, addOverride: addOverrideAction, removeOverride: removeOverrideAction }}
    />
  );
}
