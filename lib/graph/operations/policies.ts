import { eq } from "drizzle-orm";
import { assignmentPolicies } from "@/db/schema";
import type { AccessPackageId, PolicyId } from "@/lib/engine/ids";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import type { PolicyForm } from "@/lib/engine/policy/form";
import type { StoredPolicy } from "@/lib/engine/policy/save";
import { loadStoredPolicy } from "@/lib/facts/policy-forms";
import { parseBody } from "@/lib/graph/http/body";
import { replyWith } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { orProblem, packageProblem } from "@/lib/graph/http/refusal";
import { accessPackage } from "@/lib/graph/model/access-package";
import { assignmentPolicy } from "@/lib/graph/model/policy";
import { type PolicyBody, policyBodySchema } from "@/lib/graph/model/policy-body";
import { policyFormOf } from "@/lib/graph/model/policy-input";
import { invalidPolicy } from "@/lib/graph/model/policy-issues";
import { badRequest, type GraphProblem, notFound } from "@/lib/graph/problem";
import { idOf } from "@/lib/graph/read/find";
import { isUuid } from "@/lib/platform/ids";
import { deletePolicy } from "@/lib/services/delete-package";
import { createPolicy, updatePolicy } from "@/lib/services/save-policy";
import { em } from "./paths";

const set = `${em}/assignmentPolicies`;
const path = `${set}/{accessPackageAssignmentPolicy-id}`;

/** ERR-44: what is wrong with a policy is told with the names of the API. */
const problemOf = (refusal: PackageRefusal): GraphProblem =>
  refusal.code === "policyInvalid" ? invalidPolicy(refusal.issues) : packageProblem(refusal);

type Found = { readonly packageId: AccessPackageId; readonly policyId: PolicyId; readonly stored: StoredPolicy };

const missing = (call: Call) => notFound(assignmentPolicy.name, call.param("accessPackageAssignmentPolicy-id"));

/** The policy an address names, whoever asks. @throws GraphProblem 404 where there is none */
async function storedPolicy(call: Call): Promise<Found> {
  const id = call.param("accessPackageAssignmentPolicy-id");
  if (!isUuid(id)) throw missing(call);
  const policyId = id as PolicyId;
  const [row] = await call.deps.db
    .select({ packageId: assignmentPolicies.packageId })
    .from(assignmentPolicies)
    .where(eq(assignmentPolicies.id, policyId));
  const stored = row ? await loadStoredPolicy(call.deps.db, row.packageId, policyId) : null;
  if (!row || !stored) throw missing(call);
  return { packageId: row.packageId, policyId, stored };
}

/** DEL-23: somebody else's policy is answered like one that does not exist, whatever was wanted of it. */
const hidden =
  (call: Call) =>
  (refusal: PackageRefusal): GraphProblem =>
    refusal.code === "packageNotFound" || refusal.code === "policyNotFound" ? missing(call) : problemOf(refusal);

/** What a body makes of a policy. Nothing of one that the caller does not see, so that it says nothing about it. */
async function changedForm(
  call: Call,
  { packageId, stored }: Found,
  body: PolicyBody,
  mode: "merge" | "replace",
): Promise<PolicyForm> {
  if (!(await idOf(assignmentPolicy, call.context, stored.policyId))) return stored.form;
  if (body.accessPackage && body.accessPackage.id.toLowerCase() !== packageId) {
    throw badRequest("accessPackage: a policy stays with its package.");
  }
  return policyFormOf(body, stored.form, mode);
}

/** ERR-50: saves over the version that was read for it; who comes between is not overwritten. */
async function save(call: Call, mode: "merge" | "replace"): Promise<PolicyId> {
  const body = parseBody(policyBodySchema, await call.body());
  const found = await storedPolicy(call);
  const form = await changedForm(call, found, body, mode);
  const { packageId, policyId, stored } = found;
  const { personId } = call.caller.viewer;
  const input = { personId, packageId, policyId, form, version: stored.version };
  orProblem(await updatePolicy(call.deps, input), hidden(call));
  return policyId;
}

export const policyOperations: readonly Operation[] = [
  {
    method: "POST",
    path: set,
    permission: "write",
    run: async (call) => {
      const body = parseBody(policyBodySchema, await call.body());
      if (!body.accessPackage) throw badRequest("accessPackage: say with its id which package the policy is for.");
      const { id } = body.accessPackage;
      if (!isUuid(id)) throw notFound(accessPackage.name, id);
      const { personId } = call.caller.viewer;
      const input = { personId, packageId: id as AccessPackageId, form: policyFormOf(body, null, "replace") };
      const made = orProblem(await createPolicy(call.deps, input), problemOf);
      return replyWith(call, set.slice(1), assignmentPolicy, made, 201);
    },
  },
  {
    method: "PUT",
    path,
    permission: "write",
    run: async (call) => replyWith(call, set.slice(1), assignmentPolicy, await save(call, "replace")),
  },
  {
    method: "PATCH",
    path,
    permission: "write",
    run: async (call) => {
      await save(call, "merge");
      return noContent;
    },
  },
  {
    method: "DELETE",
    path,
    permission: "write",
    run: async (call) => {
      const { packageId, policyId } = await storedPolicy(call);
      const { personId } = call.caller.viewer;
      orProblem(await deletePolicy(call.deps, { personId, packageId, policyId }), hidden(call));
      return noContent;
    },
  },
];
