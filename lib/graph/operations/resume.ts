import { z } from "zod";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import { callbackPoints } from "@/lib/engine/request/request";
import { loadRequests } from "@/lib/facts/requests";
import { loadPackageRights } from "@/lib/facts/roles";
import { anyCase, parseBody } from "@/lib/graph/http/body";
import type { Call } from "@/lib/graph/http/operation";
import { orProblem, requestProblem } from "@/lib/graph/http/refusal";
import { object } from "@/lib/graph/model/input";
import { stageSchema } from "@/lib/graph/model/policy-body";
import { stageOf } from "@/lib/graph/model/policy-input";
import { assignmentRequest } from "@/lib/graph/model/request";
import { forbidden, notFound } from "@/lib/graph/problem";
import { resumeRequest } from "@/lib/services/resume-request";

/** What an extension that names the approvers says it answers: it was called when the request was made. */
const namingApprovers = "assignmentRequestDeterminingApprovalRequirements";

const bodySchema = z.strictObject({
  source: z.string().nullish(),
  type: z.string().nullish(),
  data: object({
    stage: anyCase([...callbackPoints, namingApprovers]).nullish(),
    customExtensionStageInstanceId: z.string().nullish(),
    customExtensionStageInstanceDetail: z.string().max(limits.longAnswerChars).nullish(),
    state: z.string().nullish(),
    approvalStage: stageSchema.nullish(),
  }),
});

/**
 * REQ-44, APP-76: what an extension says about a request that waits for it, told by those who look after its catalog.
 * @throws GraphProblem 404 where the caller does not see the request, 403 where they may only look, 409 where it does not
 * wait, or for something else
 */
export async function resume(
  call: Call,
  { personId, requestId }: { readonly personId: PersonId; readonly requestId: RequestId },
): Promise<void> {
  const { data } = parseBody(bodySchema, await call.body());
  const { db } = call.deps;
  const request = (await loadRequests(db, [requestId])).get(requestId)?.request;
  const rights = request && (await loadPackageRights(db, personId, request.packageId));
  if (!request || !rights?.may("viewCatalog")) throw notFound(assignmentRequest.name, requestId);
  if (!rights.may("editCatalog")) throw forbidden("Only those who own the catalog speak for its extensions.");
  const point = "callback" in request ? request.callback.point : null;
  const answered = data.stage === namingApprovers ? "assignmentRequestCreated" : data.stage;
  if (answered && answered !== point) throw requestProblem({ code: "notWaitingForCallback" });
  const verdict = data.state?.toLowerCase() === "denied" ? "deny" : "continue";
  const detail = data.customExtensionStageInstanceDetail?.trim() || null;
  const stages = data.approvalStage ? [stageOf(data.approvalStage)] : [];
  orProblem(await resumeRequest(call.deps, { requestId, verdict, detail, stages }), requestProblem);
}
