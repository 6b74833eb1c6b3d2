import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { assignmentPolicies, auditEvents, groups, isPerson, people } from "@/db/schema";
import type { AccessPackageId, GroupId, PersonId, PolicyId } from "@/lib/engine/ids";
import { type PolicyForm, policyFormSchema } from "@/lib/engine/policy/form";
import type { StoredPolicy } from "@/lib/engine/policy/save";
import { loadLastEditor } from "./last-editor";
import { loadPolicies } from "./packages";
import type { Reader } from "./reader";

/** A policy as administrators edit it; null where the package has none by that id, or none any more. */
export async function loadStoredPolicy(
  reader: Reader,
  packageId: AccessPackageId,
  policyId: PolicyId,
): Promise<StoredPolicy | null> {
  const policy = (await loadPolicies(reader, [packageId])).get(packageId)?.find((each) => each.policyId === policyId);
  if (!policy) return null;
  return {
    policyId,
    version: policy.version,
    form: policyFormSchema.parse(policy),
    hasDynamicStages: policy.customExtensionStageSettings.some(({ stage }) => stage === "assignmentRequestCreated"),
    lastEditor: await loadLastEditor(reader, "policyUpdated", eq(auditEvents.subjectId, policyId)),
  };
}

/** The policies of a package as administrators edit them, by name. */
export async function loadPolicyForms(reader: Reader, packageId: AccessPackageId): Promise<PolicyForm[]> {
  const policies = (await loadPolicies(reader, [packageId])).get(packageId) ?? [];
  return policies.map((policy) => policyFormSchema.parse(policy));
}

/** LIM-30: whether another policy of the package has that name, whatever its case. */
export async function isPolicyNameTaken(
  reader: Reader,
  packageId: AccessPackageId,
  displayName: string,
  except: PolicyId,
): Promise<boolean> {
  const found = await reader.$count(
    assignmentPolicies,
    and(
      eq(assignmentPolicies.packageId, packageId),
      ne(assignmentPolicies.id, except),
      isNull(assignmentPolicies.deletedAt),
      eq(sql`lower(${assignmentPolicies.displayName})`, displayName.toLowerCase()),
    ),
  );
  return found > 0;
}

/** Those of these ids that are neither a person nor a group of the directory. */
export async function findStrangers(reader: Reader, ids: readonly (PersonId | GroupId)[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const known = [
    ...(await reader
      .select({ id: people.id })
      .from(people)
      .where(and(inArray(people.id, ids as PersonId[]), isPerson))),
    ...(await reader
      .select({ id: groups.id })
      .from(groups)
      .where(inArray(groups.id, ids as GroupId[]))),
  ].map((row): string => row.id);
  return new Set(ids.filter((id) => !known.includes(id)));
}
