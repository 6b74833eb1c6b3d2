import type { Transaction } from "@/db/client";
import type { Account } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAccount } from "@/lib/facts/people";
import { loadPackageRights } from "@/lib/facts/roles";
import { writeRefusedAttempt } from "./write-refused-attempt";

/**
 * REQ-68, ASN-33, ASN-36: whoever may look after the assignments of a package. Those who may only look are told so; to
 * everybody else there is nothing there. That they tried is written down (AUD-6).
 */
export async function loadAdministrator(
  tx: Transaction,
  personId: PersonId,
  packageId: AccessPackageId,
  now: Date,
): Promise<Result<Account, Refusal>> {
  const person = await loadAccount(tx, personId);
  if (!person?.isEnabled) return err({ code: "requestNotFound" });
  const rights = await loadPackageRights(tx, personId, packageId);
  if (rights?.may("manageAssignments")) return ok(person);
  await writeRefusedAttempt(tx, person, "manageAssignments", { at: now, packageId });
  return err({ code: rights?.may("viewCatalog") ? "roleNotSufficient" : "requestNotFound" });
}
