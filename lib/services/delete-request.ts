import { decideDeletion } from "@/lib/engine/request/delete";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { loadAccount } from "@/lib/facts/people";
import { loadAdministrator } from "./administrator";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

/** REQ-69: an administrator takes a closed request out of the lists; row, history and access stay. */
export async function deleteRequest(deps: Deps, input: RequestInput): Promise<Result<null, Refusal>> {
  const after = await changeRequest(
    deps,
    input,
    async ({ tx, request, now }, by) => {
      const administrator = await loadAdministrator(tx, by.personId, request.packageId, now);
      return administrator.ok ? decideDeletion(request, now) : administrator;
    },
    loadAccount,
  );
  return after.ok ? ok(null) : after;
}
