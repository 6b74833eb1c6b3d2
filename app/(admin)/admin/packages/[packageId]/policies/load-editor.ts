import { forbidden, notFound } from "next/navigation";
import { requirePermission } from "@/lib/auth/viewer";
import { getPolicyEditor } from "@/lib/queries/admin/policy-editor";
import type { PolicyEditorView } from "@/lib/views/policy-editor";

/** The editor for those who may use it; the same answers as everywhere for everybody else. */
export async function loadEditor(packageId: string, policyId: string | null): Promise<PolicyEditorView> {
  const viewer = await requirePermission("openAdmin");
  const view = await getPolicyEditor(viewer, { packageId, policyId });
  if (view === null) notFound();
  if (view === "roleNotSufficient") forbidden();
  return view;
}
