import { addMs, MINUTE_MS } from "@/lib/engine/time";
import type { RequestEvent } from "./events";
import type { AssignmentRequest, CallbackPoint } from "./request";

/** APP-73 to APP-75: the wait for an extension outside the portal that the policy has at this point; null where it has none. */
export function callbackAwaited(request: AssignmentRequest, point: CallbackPoint, now: Date): RequestEvent | null {
  const waits = request.snapshot.customExtensionStageSettings.flatMap(({ stage, waitMinutes }) =>
    stage === point && waitMinutes !== null ? [waitMinutes] : [],
  );
  if (waits.length === 0) return null;
  return { kind: "callbackAwaited", at: now, point, until: addMs(now, Math.max(...waits) * MINUTE_MS) };
}
