import { and, desc, eq, inArray } from "drizzle-orm";
import { assignments, requests } from "@/db/schema";
import type { AdminUpdateFacts } from "@/lib/engine/assignment/admin-update";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import type { NoticeFacts } from "@/lib/engine/assignment/notices";
import type { UpdateFacts } from "@/lib/engine/assignment/update";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import { policySnapshotSchema } from "@/lib/engine/policy/policy";
import type { Answer } from "@/lib/engine/policy/questions";
import { isOpen, requestStates, typesFor } from "@/lib/engine/request/states";
import { loadHoldings } from "./holdings";
import { loadIncompatibilities, loadPolicies, noIncompatibilities } from "./packages";
import { loadDirectory, loadPerson } from "./people";
import type { Reader } from "./reader";
import { loadSettings } from "./settings";

const factsOf = (row: typeof assignments.$inferSelect): NoticeFacts => ({
  ...row,
  snapshot: policySnapshotSchema.parse(row.policySnapshot),
});

/** One assignment with the terms it was granted under; without a lock, for reading. */
export async function loadAssignment(reader: Reader, id: AssignmentId): Promise<NoticeFacts | null> {
  const [row] = await reader.select().from(assignments).where(eq(assignments.id, id));
  return row ? factsOf(row) : null;
}

/** The same, its row locked for the rest of the transaction. */
export async function lockAssignment(reader: Reader, id: AssignmentId): Promise<NoticeFacts | null> {
  const [row] = await reader.select().from(assignments).where(eq(assignments.id, id)).for("update");
  return row ? factsOf(row) : null;
}

/** REQ-50: what the system delivers again is neither an update nor a removal (REQ-10). */
const changes = [...typesFor("update"), ...typesFor("remove")].filter((type) => type !== "systemUpdate");

/** REQ-50: the updates and removals of some assignments that are under way; at most one of each. */
export async function loadOpenChanges(
  reader: Reader,
  ids: readonly AssignmentId[],
): Promise<ReadonlyMap<AssignmentId, RequestId>> {
  if (ids.length === 0) return new Map();
  const rows = await reader
    .select({ id: requests.id, assignmentId: requests.assignmentId })
    .from(requests)
    .where(
      and(
        inArray(requests.assignmentId, [...ids]),
        inArray(requests.type, changes),
        inArray(requests.state, requestStates.filter(isOpen)),
      ),
    );
  return new Map(rows.map((row) => [row.assignmentId, row.id]));
}

/** REQ-50: the update or removal of an assignment that is under way. */
export const loadOpenChange = async (reader: Reader, id: AssignmentId): Promise<RequestId | null> =>
  (await loadOpenChanges(reader, [id])).get(id) ?? null;

/** INF-12: the answers as the latest request about the access that took effect left them. */
export async function loadStandingAnswers(reader: Reader, id: AssignmentId): Promise<readonly Answer[]> {
  const [row] = await reader
    .select({ answers: requests.answers })
    .from(requests)
    .where(
      and(
        eq(requests.assignmentId, id),
        inArray(requests.type, [...typesFor("add"), "userUpdate", "onBehalfUpdate", "adminUpdate"]),
        inArray(requests.state, ["delivered", "partiallyDelivered"]),
      ),
    )
    .orderBy(desc(requests.createdAt), desc(requests.id))
    .limit(1);
  return row?.answers ?? [];
}

/** What a change of access depends on, but for who asks; null where its holder is gone. */
export async function loadUpdateFacts(
  reader: Reader,
  assignment: AssignmentFacts,
): Promise<(Omit<UpdateFacts, "requestor"> & AdminUpdateFacts) | null> {
  const { id, packageId, targetId, snapshot } = assignment;
  const target = await loadPerson(reader, targetId);
  if (!target) return null;
  const policies = (await loadPolicies(reader, [packageId])).get(packageId) ?? [];
  return {
    assignment,
    target,
    policy: policies.find(({ policyId }) => policyId === snapshot.policyId) ?? null,
    directory: await loadDirectory(reader, targetId, snapshot.requestApprovalSettings.stages),
    settings: await loadSettings(reader),
    holdings: await loadHoldings(reader, targetId),
    incompatible: (await loadIncompatibilities(reader, [packageId])).get(packageId) ?? noIncompatibilities,
    openRequestId: await loadOpenChange(reader, id),
    answers: await loadStandingAnswers(reader, id),
  };
}
