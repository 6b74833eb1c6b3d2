import type { NamedPerson } from "@/lib/engine/directory";
import type { RequestId } from "@/lib/engine/ids";
import type { Decision } from "@/lib/engine/request/events";
import type { Refusal } from "@/lib/engine/request/refusals";
import type { AssignmentRequest } from "@/lib/engine/request/request";
import { intentOf } from "@/lib/engine/request/states";
import { err, ok, type Result } from "@/lib/engine/result";
import { type AssignmentFacts, ending } from "./end";
import { type RemoveCommand, removalRefusal } from "./removal";

export type RevokeCommand = RemoveCommand & { readonly stage: number };

/** What a revocation does: to the request that was approved, and to the access it gave. */
export type RevocationDecision = { readonly revoked: Decision; readonly ended: Decision };

/**
 * APP-97, ASN-44: whoever approved takes it back, with a reason; so may somebody for whom a delegate decided. The
 * access ends now, the record keeps both.
 */
export function decideRevocation(
  request: AssignmentRequest,
  assignment: AssignmentFacts | null,
  by: NamedPerson,
  command: RevokeCommand,
  requestId: RequestId,
  now: Date,
): Result<RevocationDecision, Refusal> {
  const stage = request.stages.find(({ index }) => index === command.stage);
  if (stage?.state !== "approved") return err({ code: "notAnApprover" });
  const { decision } = stage;
  if (by.personId !== decision.personId && by.personId !== decision.delegator?.personId) {
    return err({ code: "notAnApprover" });
  }
  const isDelivered = request.state === "delivered" || request.state === "partiallyDelivered";
  if (!assignment || !isDelivered || intentOf(request.type) === "remove" || stage.revocation) {
    return err({ code: "alreadyRevokedOrEnded" });
  }
  const refusal = removalRefusal(assignment, command, now);
  if (refusal) return err(refusal);
  const reason = command.reason.trim();
  if (!reason) return err({ code: "reasonRequired" });
  const removal = {
    id: requestId,
    type: "systemRemove",
    requestorId: by.personId,
    at: now,
    justification: reason,
  } as const;
  return ok({
    revoked: {
      events: [{ kind: "approvalRevoked", at: now, stage: stage.index, revocation: { by, reason, at: now } }],
    },
    ended: ending(assignment, removal, "approvalRevoked"),
  });
}
