import { eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import { loadRequests } from "@/lib/facts/requests";
import { anyCase, parseBody, requireOption } from "@/lib/graph/http/body";
import { collection } from "@/lib/graph/http/collection";
import { type Call, collectionReply, entityReply, noContent, type Operation } from "@/lib/graph/http/operation";
import { orProblem, requestProblem } from "@/lib/graph/http/refusal";
import { findSeen, onlyId, seenEntity, selectionOf } from "@/lib/graph/http/single";
import { approval, stageIdOf, stageIndexes } from "@/lib/graph/model/approval";
import { askedOfCaller } from "@/lib/graph/model/asked";
import { object } from "@/lib/graph/model/input";
import { notFound } from "@/lib/graph/problem";
import type { Entity } from "@/lib/graph/read/entity";
import { visible } from "@/lib/graph/read/shape";
import { isParty } from "@/lib/queries/own-requests";
import { decideStage } from "@/lib/services/decide-stage";
import { em } from "./paths";

const set = `${em}/accessPackageAssignmentApprovals`;
const path = `${set}/{approval-id}`;
const stagePath = `${path}/stages/{approvalStage-id}`;

/** SQL: POR-41, APP-39: whoever asked, whom it is for, who is or was asked, and who administers the package. */
const seenBy = async ({ context }: Call): Promise<SQL> =>
  sql`(${visible(approval, context)} or ${isParty(context.viewer)} or ${await askedOfCaller(context)})`;

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

async function stagesOf(call: Call): Promise<readonly Entity[]> {
  const { select } = selectionOf(call);
  const wanted = select && [...select, "id"];
  const expand = [{ navigation: "stages", select: wanted, expand: [] }];
  const found = await findSeen(call, approval, call.param("approval-id"), { ...onlyId, expand }, seenBy);
  return (found.stages ?? []) as readonly Entity[];
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
  const { id } = await findSeen(call, approval, call.param("approval-id"), onlyId, seenBy);
  const requestId = id as RequestId;
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
  orProblem(await decideStage(call.deps, input), requestProblem);
}

export const approvalOperations: readonly Operation[] = [
  ...collection(set, approval),
  ...collection(`${set}/filterByCurrentUser(on='{on}')`, approval, { scope: scopeOf }),
  seenEntity(path, approval, { permission: "read", seenBy }),
  {
    method: "GET",
    path: `${path}/stages`,
    permission: "read",
    run: async (call) => collectionReply(call, `${path.slice(1)}/stages`, await stagesOf(call)),
  },
  {
    method: "GET",
    path: `${path}/stages/$count`,
    permission: "read",
    run: async (call) => ({ status: 200, body: (await stagesOf(call)).length, isText: true }),
  },
  {
    method: "GET",
    path: stagePath,
    permission: "read",
    run: async (call) => {
      const id = call.param("approvalStage-id");
      const stage = (await stagesOf(call)).find((each) => each.id === id.toLowerCase());
      if (!stage) throw notFound("approvalStage", id);
      return entityReply(call, `${path.slice(1)}/stages`, stage);
    },
  },
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
