import type { Person } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { Refusal } from "@/lib/engine/request/refusals";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPerson } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadPackageRights } from "@/lib/facts/roles";

/**
 * REQ-68, ASN-33, ASN-36: whoever may look after the assignments of a package. Those who may only look are told so; to
 * everybody else there is nothing there.
 */
export async function loadAdministrator(
  reader: Reader,
  personId: PersonId,
  packageId: AccessPackageId,
): Promise<Result<Person, Refusal>> {
  const person = await loadPerson(reader, personId);
  const rights = await loadPackageRights(reader, personId, packageId);
  if (!person?.isEnabled || !rights?.may("viewCatalog")) return err({ code: "requestNotFound" });
  return rights.may("manageAssignments") ? ok(person) : err({ code: "roleNotSufficient" });
}
