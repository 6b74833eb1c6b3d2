import { and, eq, ne, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { requests } from "@/db/schema";
import type { RequestId } from "@/lib/engine/ids";
import { parseBody, requireOption } from "@/lib/graph/http/body";
import { admit } from "@/lib/graph/http/caller";
import { collection, replyWith } from "@/lib/graph/http/collection";
import { type Call, noContent, type Operation } from "@/lib/graph/http/operation";
import { orProblem, requestProblem } from "@/lib/graph/http/refusal";
import { askedOfCaller, nothing } from "@/lib/graph/model/asked";
import { assignmentRequest } from "@/lib/graph/model/request";
import { notFound } from "@/lib/graph/problem";
import { isUuid } from "@/lib/platform/ids";
import { isParty, openableAmong } from "@/lib/queries/own-requests";
import { cancelAsAdministrator, cancelRequest } from "@/lib/services/cancel-request";
import { deleteRequest } from "@/lib/services/delete-request";
import { reprocessRequests } from "@/lib/services/reprocess-requests";
import { makeRequest } from "./new-request";
import { em } from "./paths";
import { resume } from "./resume";

const set = `${em}/assignmentRequests`;
const path = `${set}/{accessPackageAssignmentRequest-id}`;

/** Who asks for what to be done to which request; whether they may is for the service to say. */
function inputOf(call: Call) {
  const id = call.param("accessPackageAssignmentRequest-id");
  if (!isUuid(id)) throw notFound(assignmentRequest.name, id);
  return { personId: call.caller.viewer.personId, requestId: id as RequestId };
}

const ofCaller = [
  "target",
  "createdBy",
  "approver",
  "targetOrRequestor",
  "targetManager",
  "requestForOthers",
  "targetAgentIdentitySponsorOrOwner",
] as const;

/** SQL: the requests of the caller in one of the ways the contract has. */
function scopeOf({ context, param }: Call): Promise<SQL> | SQL | undefined {
  const { personId } = context.viewer;
  switch (requireOption("on", param("on"), ofCaller)) {
    case "target":
      return eq(requests.targetId, personId);
    case "createdBy":
      return eq(requests.requestorId, personId);
    case "approver":
      return askedOfCaller(context);
    case "targetOrRequestor":
      return or(isParty(context.viewer));
    case "requestForOthers":
      return and(eq(requests.requestorId, personId), ne(requests.targetId, personId));
    // What reports ask for is theirs, and there are no agents.
    case "targetManager":
    case "targetAgentIdentitySponsorOrOwner":
      return nothing;
  }
}

const cancelSchema = z.strictObject({ justification: z.string().nullish() });

/** REQ-53: one's own is withdrawn; REQ-54: that of somebody else is canceled by those who administer its package. */
async function cancel(call: Call): Promise<void> {
  const input = inputOf(call);
  const { justification } = parseBody(cancelSchema, await call.body());
  const own = await openableAmong(call.deps.db, input, [input.requestId]);
  if (own.has(input.requestId.toLowerCase())) {
    orProblem(await cancelRequest(call.deps, input), requestProblem);
    return;
  }
  admit(call.caller, "write");
  const reason = justification?.trim() || "Canceled through the API";
  orProblem(await cancelAsAdministrator(call.deps, { ...input, reason }), requestProblem);
}

export const assignmentRequestOperations: readonly Operation[] = [
  ...collection(`${set}/filterByCurrentUser(on='{on}')`, assignmentRequest, { permission: "selfRead", scope: scopeOf }),
  {
    method: "POST",
    path: set,
    permission: "selfWrite",
    run: async (call) => replyWith(call, set.slice(1), assignmentRequest, await makeRequest(call), 201),
  },
  {
    method: "DELETE",
    path,
    permission: "write",
    run: async (call) => {
      orProblem(await deleteRequest(call.deps, inputOf(call)), requestProblem);
      return noContent;
    },
  },
  {
    method: "POST",
    path: `${path}/cancel`,
    permission: "selfWrite",
    run: async (call) => {
      await cancel(call);
      return noContent;
    },
  },
  {
    method: "POST",
    path: `${path}/reprocess`,
    permission: "write",
    run: async (call) => {
      const { personId, requestId } = inputOf(call);
      const [only] = await reprocessRequests(call.deps, { personId, requestIds: [requestId] });
      if (!only) throw notFound(assignmentRequest.name, requestId);
      orProblem(only.result, requestProblem);
      return { status: 202 };
    },
  },
  {
    method: "POST",
    path: `${path}/resume`,
    permission: "write",
    run: async (call) => {
      await resume(call, inputOf(call));
      return noContent;
    },
  },
];
