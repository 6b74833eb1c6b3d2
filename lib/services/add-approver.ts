import { decideAddition } from "@/lib/engine/approval/addition";
import type { PersonId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { ok, type Result } from "@/lib/engine/result";
import { loadPerson } from "@/lib/facts/people";
import { loadPackageRights } from "@/lib/facts/roles";
import { changeRequest, type RequestInput } from "./change-request";
import type { Deps } from "./deps";

export type AddApproverInput = RequestInput & { readonly approverId: PersonId; readonly reason: string };

/** APP-96: an administrator of the package adds an approver to the running stage. */
export async function addApprover(deps: Deps, input: AddApproverInput): Promise<Result<null, Refusal>> {
  const after = await changeRequest(deps, input, async ({ tx, request, facts, now }, by) => {
    const rights = await loadPackageRights(tx, by.personId, request.packageId);
    const addition = {
      settings: facts.settings,
      rights: { mayKnow: rights?.may("viewCatalog") ?? false, mayAdd: rights?.may("addApprovers") ?? false },
      person: await loadPerson(tx, input.approverId),
    };
    return decideAddition(request, addition, input.reason, now);
  });
  return after.ok ? ok(null) : after;
}
