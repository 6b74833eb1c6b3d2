import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { assignmentPolicies, policyTargets } from "@/db/schema";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { normalized, type PolicyForm } from "@/lib/engine/policy/form";
import { namedIn } from "@/lib/engine/policy/issues";
import { decidePolicyCreation, decidePolicyUpdate, type PolicySaveFacts } from "@/lib/engine/policy/save";
import { err, type Result } from "@/lib/engine/result";
import { findStrangers, isPolicyNameTaken, loadStoredPolicy } from "@/lib/facts/policy-forms";
import { loadSettings } from "@/lib/facts/settings";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { changePackage, type PackageInput } from "./package-editor";

type Saved = Result<PackageEvent | null, PackageRefusal>;

/** POL-6, P26 to P28: a policy more for a package. */
export async function createPolicy(
  deps: Deps,
  input: PackageInput & { readonly form: PolicyForm },
): Promise<Result<PolicyId, PackageRefusal>> {
  const policyId = newId(await deps.clock.now()) as PolicyId;
  const saved = await changePackage(deps, input, "editPolicies", {
    decide: async (tx, now) =>
      decidePolicyCreation(await loadPolicyFacts(tx, input, policyId), input.form, policyId, now),
    write: (tx, { packageId, at }) => insertPolicy(tx, { packageId, policyId, form: input.form, at }),
  });
  return saved.ok ? { ok: true, value: policyId } : saved;
}

/**
 * POL-57, ERR-50: another version of a policy, by whoever read the present one. Requests under way and access that is
 * there keep the version they were made by (WHO-53 to WHO-55).
 */
export const updatePolicy = (
  deps: Deps,
  input: PackageInput & { readonly policyId: PolicyId; readonly form: PolicyForm; readonly version: number },
): Promise<Saved> =>
  changePackage(deps, input, "editPolicies", {
    decide: async (tx, now) => {
      const policy = await loadStoredPolicy(tx, input.packageId, input.policyId);
      if (!policy) return err({ code: "policyNotFound" });
      return decidePolicyUpdate({ ...(await loadPolicyFacts(tx, input, input.policyId)), policy }, input, now);
    },
    write: async (tx, { at }) => {
      const form = normalized(input.form);
      const values = { ...columnsOf(form), version: input.version + 1, modifiedAt: at };
      await tx.update(assignmentPolicies).set(values).where(eq(assignmentPolicies.id, input.policyId));
      await tx.delete(policyTargets).where(eq(policyTargets.policyId, input.policyId));
      await writeTargets(tx, input.policyId, form, at);
    },
  });

/** What the decision on a new or edited policy of a package depends on. */
export async function loadPolicyFacts(
  tx: Transaction,
  { packageId, form }: { readonly packageId: AccessPackageId; readonly form: PolicyForm },
  policyId: PolicyId,
): Promise<PolicySaveFacts> {
  return {
    packageId,
    settings: await loadSettings(tx),
    isNameTaken: await isPolicyNameTaken(tx, packageId, form.displayName, policyId),
    strangers: await findStrangers(tx, namedIn(normalized(form))),
  };
}

/** Writes the first version of a policy. */
export async function insertPolicy(
  tx: Transaction,
  made: {
    readonly packageId: AccessPackageId;
    readonly policyId: PolicyId;
    readonly form: PolicyForm;
    readonly at: Date;
  },
): Promise<void> {
  const { packageId, policyId, at } = made;
  const form = normalized(made.form);
  await tx.insert(assignmentPolicies).values({
    id: policyId,
    packageId,
    version: 1,
    customExtensionStageSettings: [],
    createdAt: at,
    modifiedAt: at,
    ...columnsOf(form),
  });
  await writeTargets(tx, policyId, form, at);
}

/** What of a form has a column of its own; whom it lists stands in a table. */
const columnsOf = ({ specificAllowedTargets: _targets, ...form }: PolicyForm) => ({
  ...form,
  enableTargetsToSelfAddAccess: form.requestorSettings.enableTargetsToSelfAddAccess,
});

async function writeTargets(tx: Transaction, policyId: PolicyId, form: PolicyForm, at: Date): Promise<void> {
  if (form.specificAllowedTargets.length === 0) return;
  await tx.insert(policyTargets).values(
    form.specificAllowedTargets.map((target) => ({
      id: newId(at),
      policyId,
      personId: target.kind === "singleUser" ? target.userId : null,
      groupId: target.kind === "groupMembers" ? target.groupId : null,
    })),
  );
}
