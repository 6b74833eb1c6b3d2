import { eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import { requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import { loadRequests } from "@/lib/facts/requests";
import { anyCase, parseBody, requireOption } from "@/lib/graph/http/body";
import { collection } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { decisionProblem, orProblem } from "@/lib/graph/http/refusal";
import { approval, stageIdOf, stageIndexes } from "@/lib/graph/model/approval";
import { askedOfCaller } from "@/lib/graph/model/asked";
import { object } from "@/lib/graph/model/input";
import { notFound } from "@/lib/graph/problem";
import { findId } from "@/lib/graph/read/find";
import { decideStage } from "@/lib/services/decide-stage";
import { em } from "./paths";

const set = `${em}/accessPackageAssignmentApprovals`;
const path = `${set}/{approval-id}`;
const stagePath = `${path}/stages/{approvalStage-id}`;

async function scopeOf({ context, param }: Call): Promise<SQL> {
  switch (requireOption("on", param("on"), ["target", "createdBy", "approver"])) {
    case "target":
      return eq(requests.targetId, context.viewer.personId);
    case "createdBy":
      return eq(requests.requestorId, context.viewer.personId);
    case "approver":
      return askedOfCaller(context);
  }
}

const bodySchema = object({
  id: z.unknown().optional(),
  reviewResult: anyCase(["Approve", "Deny"]),
  justification: z.string().nullish(),
  // What the portal decides by itself may be sent and says nothing.
  status: z.unknown().optional(),
  displayName: z.unknown().optional(),
  assignedToMe: z.unknown().optional(),
  reviewedBy: z.unknown().optional(),
  reviewedDateTime: z.unknown().optional(),
});

/** APP-36 to APP-45: the caller decides the stage they name, as in the inbox. */
async function decide(call: Call): Promise<void> {
  const { reviewResult, justification } = parseBody(bodySchema, await call.body());
  const requestId = (await findId(approval, call.context, call.param("approval-id"))) as RequestId;
  const request = (await loadRequests(call.deps.db, [requestId])).get(requestId)?.request;
  const stageId = call.param("approvalStage-id");
  const stage = request && stageIndexes(request).find((each) => stageIdOf(requestId, each) === stageId.toLowerCase());
  if (stage === undefined) throw notFound("approvalStage", stageId);
  const input = {
    personId: call.caller.viewer.personId,
    requestId,
    stage,
    verdict: reviewResult === "Approve" ? "approve" : "deny",
    reason: justification ?? "",
  } as const;
  orProblem(await decideStage(call.deps, input), decisionProblem);
}

export const approvalOperations: readonly Operation[] = [
  ...collection(`${set}/filterByCurrentUser(on='{on}')`, approval, { scope: scopeOf }),
  {
    method: "PATCH",
    path: stagePath,
    permission: "write",
    run: async (call) => {
      await decide(call);
      return noContent;
    },
  },
];
