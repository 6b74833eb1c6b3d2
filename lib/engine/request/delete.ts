import { err, ok, type Result } from "@/lib/engine/result";
import type { Decision } from "./events";
import type { Refusal } from "./refusals";
import type { AssignmentRequest } from "./request";
import { isOpen } from "./states";

/** REQ-69: an administrator takes the record of a closed request out of the lists; what it gave stays as it is. */
export function decideDeletion(request: AssignmentRequest, now: Date): Result<Decision, Refusal> {
  if (isOpen(request.state)) return err({ code: "deleteNotAllowed", state: request.state });
  if (request.deletedAt) return err({ code: "requestNotFound" });
  return ok({ events: [{ kind: "requestDeleted", at: now }] });
}
