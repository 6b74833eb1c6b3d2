"use server";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireViewer } from "@/lib/auth/viewer";
import { type ActionState, done, fieldsOf, invalid } from "@/lib/client/action-state";
import { packageRefused } from "@/lib/client/package-refusal-notice";
import { policyInput } from "@/lib/client/policy-input";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { deletePolicy } from "@/lib/services/delete-package";
import { liveDeps } from "@/lib/services/deps";
import { createPolicy, updatePolicy } from "@/lib/services/save-policy";
import { address } from "../../../address";

const packageId = z.uuid().transform((id) => id as AccessPackageId);
const policyId = z.uuid().transform((id) => id as PolicyId);

/** ERR-38, ERR-44, ERR-45, ERR-47: what is wrong with a policy stands at its parts. */
const refused = (form: FormData, refusal: PackageRefusal): ActionState =>
  refusal.code === "policyInvalid" ? invalid(form, refusal) : packageRefused(form, refusal);

/** The package's policies, at one of them. */
const policyAddress = (ofPackage: AccessPackageId, policy: PolicyId) =>
  address(`/admin/packages/${ofPackage}?tab=policies#policy-${policy}`);

const creationInput = z.object({ packageId });

/** POL-1, POL-6: makes a policy and shows it among the others. */
export async function createPolicyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const fields = fieldsOf(form);
  const parsed = creationInput.safeParse(fields);
  if (!parsed.success) return invalid(form, parsed.error);
  const policy = policyInput(fields.policy);
  if (!policy.ok) return invalid(form, policy.error);
  const made = await createPolicy(liveDeps(), { personId, ...parsed.data, form: policy.value });
  if (!made.ok) return refused(form, made.error);
  redirect(policyAddress(parsed.data.packageId, made.value));
}

const policyOfPackage = z.object({ packageId, policyId });
const updateInput = policyOfPackage.extend({ version: z.coerce.number().int() });

/** POL-57: saves a policy as its next version and shows it. */
export async function updatePolicyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const fields = fieldsOf(form);
  const parsed = updateInput.safeParse(fields);
  if (!parsed.success) return invalid(form, parsed.error);
  const policy = policyInput(fields.policy);
  if (!policy.ok) return invalid(form, policy.error);
  const saved = await updatePolicy(liveDeps(), { personId, ...parsed.data, form: policy.value });
  if (!saved.ok) {
    // The page reads the policy anew, so that saving again knowingly replaces what is there now (ERR-50).
    if (saved.error.code === "staleVersion") refresh();
    return refused(form, saved.error);
  }
  redirect(policyAddress(parsed.data.packageId, parsed.data.policyId));
}

/** WHO-59: deletes a policy under which nobody holds or asks for anything. */
export async function deletePolicyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const { personId } = await requireViewer();
  const parsed = policyOfPackage.safeParse(fieldsOf(form));
  if (!parsed.success) return invalid(form, parsed.error);
  const deleted = await deletePolicy(liveDeps(), { personId, ...parsed.data });
  if (!deleted.ok) return refused(form, deleted.error);
  // Not a redirect to the page it is pressed on: the router may take one that differs by #policy- alone for a jump.
  refresh();
  return done("The policy is deleted.");
}
