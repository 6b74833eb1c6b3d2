import type { PersonId, RequestId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { decideReprocess } from "@/lib/engine/request/reprocess";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAssignment } from "@/lib/facts/assignments";
import { loadAccount } from "@/lib/facts/people";
import { loadAdministrator } from "./administrator";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";
import { lockPackageForUse } from "./locks";

async function reprocessOne(deps: Deps, input: RequestInput): Promise<Result<null, Refusal>> {
  const after = await changeRequest(
    deps,
    input,
    async ({ tx, request, facts, now }, by) => {
      const administrator = await loadAdministrator(tx, by.personId, request.packageId, now);
      if (!administrator.ok) return administrator;
      if (!(await lockPackageForUse(tx, request.packageId))) return err({ code: "packageNotFound" } as const);
      return decideReprocess(request, { ...facts, assignment: await loadAssignment(tx, request.assignmentId) }, now);
    },
    loadAccount,
  );
  return after.ok ? ok(null) : after;
}

/** REQ-62 to REQ-68: an administrator has failed deliveries tried again, each with a result of its own (REQ-66). */
export async function reprocessRequests(
  deps: Deps,
  input: { readonly personId: PersonId; readonly requestIds: readonly RequestId[] },
): Promise<{ readonly requestId: RequestId; readonly result: Result<null, Refusal> }[]> {
  const results: { requestId: RequestId; result: Result<null, Refusal> }[] = [];
  for (const requestId of new Set(input.requestIds)) {
    results.push({ requestId, result: await reprocessOne(deps, { personId: input.personId, requestId }) });
  }
  return results;
}
