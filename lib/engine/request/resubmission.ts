import type { PersonId } from "@/lib/engine/ids";
import type { Refusal } from "./refusals";
import type { AssignmentRequest } from "./request";
import { intentOf } from "./states";

/**
 * POR-44: what keeps somebody from sending a request again. Only who asked or was asked for may, and only where it was
 * denied, whatever the cause; what is not theirs, or was no wish for new access, is not found.
 */
export function resubmissionRefusal(earlier: AssignmentRequest | null, personId: PersonId): Refusal | null {
  if (!earlier || earlier.deletedAt || intentOf(earlier.type) !== "add") return { code: "requestNotFound" };
  if (personId !== earlier.targetId && personId !== earlier.requestorId) return { code: "requestNotFound" };
  return earlier.state === "denied" ? null : { code: "resubmitNotAllowed", state: earlier.state };
}
