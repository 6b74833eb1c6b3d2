import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { SubmissionFacts } from "@/lib/engine/request/submission";
import { loadHasHistory, loadHoldings } from "./holdings";
import { loadPackage } from "./packages";
import { loadDirectory } from "./people";
import type { Reader } from "./reader";

/**
 * What the engine decides a self request on. Read under the person's lock it decides; read by a page it explains, and
 * says the same. Null where there is no such person.
 */
export async function loadSubmissionFacts(
  reader: Reader,
  personId: PersonId,
  packageId: AccessPackageId,
): Promise<SubmissionFacts | null> {
  const wanted = await loadPackage(reader, packageId);
  const stages = wanted?.policies.flatMap((policy) => policy.requestApprovalSettings.stages) ?? [];
  const directory = await loadDirectory(reader, personId, stages);
  const person = directory.people.get(personId);
  if (!person) return null;
  return {
    requestor: person,
    target: person,
    package: wanted,
    holdings: await loadHoldings(reader, personId),
    hasHistory: await loadHasHistory(reader, personId, packageId),
    directory,
  };
}
