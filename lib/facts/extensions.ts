import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { ExtensionFacts } from "@/lib/engine/assignment/extension";
import type { AssignmentId, PersonId } from "@/lib/engine/ids";
import { loadOpenChanges } from "./assignments";
import { loadHoldings } from "./holdings";
import { loadIncompatibilities, loadPolicies, noIncompatibilities } from "./packages";
import { loadPerson } from "./people";
import type { Reader } from "./reader";
import { loadSettings } from "./settings";

/** ASN-17: what an extension of each of these depends on, all held by one person and read together; for lists. */
export async function loadExtensionFacts(
  reader: Reader,
  targetId: PersonId,
  held: readonly AssignmentFacts[],
): Promise<ReadonlyMap<AssignmentId, ExtensionFacts>> {
  const target = held.length > 0 ? await loadPerson(reader, targetId) : null;
  if (!target) return new Map();
  const packageIds = held.map((each) => each.packageId);
  const policies = await loadPolicies(reader, packageIds);
  const incompatible = await loadIncompatibilities(reader, packageIds);
  const open = await loadOpenChanges(
    reader,
    held.map((each) => each.id),
  );
  const shared = { target, settings: await loadSettings(reader), holdings: await loadHoldings(reader, targetId) };
  return new Map(
    held.map((assignment) => [
      assignment.id,
      {
        ...shared,
        assignment,
        policy:
          policies.get(assignment.packageId)?.find((each) => each.policyId === assignment.snapshot.policyId) ?? null,
        incompatible: incompatible.get(assignment.packageId) ?? noIncompatibilities,
        openRequestId: open.get(assignment.id) ?? null,
      },
    ]),
  );
}
