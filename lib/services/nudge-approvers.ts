import { decideNudge } from "@/lib/engine/request/nudge";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

/** NDG-1: requestor or target reminds those who can decide the running stage. */
export async function nudgeApprovers(deps: Deps, input: RequestInput): Promise<Result<null, Refusal>> {
  const after = await changeRequest(deps, input, async ({ request, now }, by) =>
    decideNudge(request, by.personId, now),
  );
  return after.ok ? ok(null) : after;
}
