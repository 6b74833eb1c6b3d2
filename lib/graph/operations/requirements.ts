import { z } from "zod";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { AssignmentPolicy } from "@/lib/engine/policy/policy";
import { inSequence } from "@/lib/engine/policy/questions";
import { formQuestions } from "@/lib/engine/request/form";
import { obstacleTo } from "@/lib/engine/request/gates";
import { mayKnowPackage } from "@/lib/engine/request/knowledge";
import { applicablePolicy } from "@/lib/engine/request/policy-gates";
import type { SubmissionFacts } from "@/lib/engine/request/submission";
import { loadSubmissionFacts } from "@/lib/facts/submission";
import { parseBody } from "@/lib/graph/http/body";
import { type Call, collectionReply, type Operation } from "@/lib/graph/http/operation";
import { accessPackage } from "@/lib/graph/model/access-package";
import { object } from "@/lib/graph/model/input";
import { expirationJson, questionJson } from "@/lib/graph/model/policy-json";
import { badRequest, notFound } from "@/lib/graph/problem";
import { findId } from "@/lib/graph/read/find";
import { isUuid } from "@/lib/platform/ids";
import { em } from "./paths";

const path = `${em}/accessPackages/{accessPackage-id}/getApplicablePolicyRequirements`;

/** What one policy wants to know before it takes a request; questions in all their languages. */
function requirementsJson(policy: AssignmentPolicy, { profile }: SubmissionFacts) {
  const { requestApprovalSettings: approval } = policy;
  return {
    policyId: policy.policyId,
    policyDisplayName: policy.displayName,
    policyDescription: policy.description,
    isApprovalRequiredForAdd: approval.isApprovalRequiredForAdd,
    isApprovalRequiredForUpdate: approval.isApprovalRequiredForUpdate,
    isRequestorJustificationRequired: approval.isRequestorJustificationRequired,
    allowCustomAssignmentSchedule: policy.requestorSettings.allowCustomAssignmentSchedule,
    schedule: { startDateTime: null, recurrence: null, expiration: expirationJson(policy.expiration) },
    questions: inSequence(formQuestions(policy, profile)).map(questionJson),
  };
}

/** What closes a package to somebody whatever the policy. */
const closed: readonly string[] = ["catalogDisabled", "externalNotAllowed", "accountDisabled"];

const decided = z.unknown().optional();

/** Nothing where it is about the caller; the generation of the API before this one names whom it is about. */
const bodySchema = object({
  subject: object({
    id: z.string().nullish(),
    objectId: z.string().nullish(),
    displayName: decided,
    email: decided,
    principalName: decided,
    onPremisesSecurityIdentifier: decided,
    subjectType: decided,
    subjectLifecycle: decided,
  }).nullish(),
});

function targetIdIn({ subject }: z.infer<typeof bodySchema>, viewerId: PersonId): PersonId {
  const id = subject?.objectId ?? subject?.id ?? viewerId;
  if (!isUuid(id)) throw badRequest("subject: say with their objectId whom it is about.");
  return id.toLowerCase() as PersonId;
}

/** WHO-28 to WHO-31: the policies that let the caller ask, for themself or for somebody else, as the request form has them. */
async function requirementsOf(call: Call, packageId: AccessPackageId, targetId: PersonId) {
  const { reading, viewer } = call.context;
  const facts = await loadSubmissionFacts(reading.db, viewer.personId, packageId, { targetId });
  if (!facts || !mayKnowPackage(facts)) {
    // Whoever looks after the package knows it without being one of those it is for.
    await findId(accessPackage, call.context, packageId);
    return [];
  }
  if (closed.includes(obstacleTo(facts, reading.now)?.code ?? "")) return [];
  return applicablePolicy(facts, null).selection.selectable.map((policy) => requirementsJson(policy, facts));
}

export const requirementOperations: readonly Operation[] = [
  {
    method: "POST",
    path,
    permission: "selfRead",
    run: async (call) => {
      const body = parseBody(bodySchema, await call.body());
      const id = call.param("accessPackage-id");
      if (!isUuid(id)) throw notFound(accessPackage.name, id);
      const targetId = targetIdIn(body, call.context.viewer.personId);
      const value = await requirementsOf(call, id as AccessPackageId, targetId);
      return collectionReply(call, "Collection(microsoft.graph.accessPackageAssignmentRequestRequirements)", value);
    },
  },
];
