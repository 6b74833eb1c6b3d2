import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import type { TenantSettings } from "@/lib/engine/settings";
import { normalized, type PolicyField, type PolicyForm, policyFields } from "./form";
import { type PolicyIssue, policyIssues, strangerIssues } from "./issues";

export type PolicySaveFacts = {
  readonly packageId: AccessPackageId;
  readonly settings: TenantSettings;
  /** LIM-30: another policy of the package has that name, whatever its case. */
  readonly isNameTaken: boolean;
  /** Ids of people and groups the form names and the directory does not know. */
  readonly strangers: ReadonlySet<string>;
};

/** A policy as it is stored now. */
export type StoredPolicy = {
  readonly policyId: PolicyId;
  readonly version: number;
  readonly form: PolicyForm;
  /** APP-76: an extension outside may add stages. */
  readonly hasDynamicStages: boolean;
  /** Who saved it last; null where nobody has since it was made. */
  readonly lastEditor: string | null;
};

const nameIssue: PolicyIssue = {
  path: ["displayName"],
  rule: "LIM-30",
  message: "Another policy of this package has that name.",
};

function issuesOf(facts: PolicySaveFacts, form: PolicyForm, now: Date, hasDynamicStages: boolean): PolicyIssue[] {
  const issues = [
    ...policyIssues(form, facts.settings, now, hasDynamicStages),
    ...strangerIssues(form, facts.strangers),
  ];
  return facts.isNameTaken ? [nameIssue, ...issues] : issues;
}

/** POL-1, POL-6: a policy more for a package. What is stored is the normalized form. */
export function decidePolicyCreation(
  facts: PolicySaveFacts,
  typed: PolicyForm,
  policyId: PolicyId,
  now: Date,
): Result<PackageEvent, PackageRefusal> {
  const form = normalized(typed);
  const issues = issuesOf(facts, form, now, false);
  if (issues.length > 0) return err({ code: "policyInvalid", issues });
  return ok({
    kind: "policyCreated",
    at: now,
    packageId: facts.packageId,
    policyId,
    policyName: form.displayName,
    after: form,
  });
}

/** Compared as they are stored, so that the order in which parts were named makes no difference. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === "object" && !Array.isArray(each) && !(each instanceof Date)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

const only = (form: PolicyForm, fields: readonly PolicyField[]): Partial<PolicyForm> =>
  Object.fromEntries(fields.map((field) => [field, form[field]]));

/**
 * POL-57, ERR-50: another version of a policy, by whoever read the present one. Requests under way keep the version they
 * were made by (WHO-53, WHO-54). A fixed end that has passed keeps nobody from changing something else. Null where the
 * policy is as wanted already.
 */
export function decidePolicyUpdate(
  facts: PolicySaveFacts & { readonly policy: StoredPolicy },
  command: { readonly form: PolicyForm; readonly version: number },
  now: Date,
): Result<PackageEvent | null, PackageRefusal> {
  const { policy, packageId } = facts;
  const form = normalized(command.form);
  const stored = normalized(policy.form);
  const changed = policyFields.filter((field) => textOf(form[field]) !== textOf(stored[field]));
  if (command.version !== policy.version) return err({ code: "staleVersion", by: policy.lastEditor, fields: changed });
  if (changed.length === 0) return ok(null);
  const issues = issuesOf(facts, form, now, policy.hasDynamicStages).filter(
    ({ path }) => path[0] !== "expiration" || changed.includes("expiration"),
  );
  if (issues.length > 0) return err({ code: "policyInvalid", issues });
  return ok({
    kind: "policyUpdated",
    at: now,
    packageId,
    policyId: policy.policyId,
    policyName: form.displayName,
    before: only(stored, changed),
    after: only(form, changed),
  });
}
