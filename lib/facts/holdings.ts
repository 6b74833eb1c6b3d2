import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import { assignments, requests } from "@/db/schema";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { Holdings } from "@/lib/engine/sod/conflicts";
import { loadGroupIds } from "./people";
import type { Reader } from "./reader";

/** What a person holds, has asked for and belongs to; ended access only while a role of it is still with them. */
export async function loadHoldings(reader: Reader, personId: PersonId): Promise<Holdings> {
  const held = await reader
    .select({
      id: assignments.id,
      packageId: assignments.packageId,
      state: assignments.state,
      endAt: assignments.endAt,
      isDeprovisioned: sql<boolean>`${isNotNull(assignments.deprovisionedAt)}`,
    })
    .from(assignments)
    .where(
      and(
        eq(assignments.targetId, personId),
        or(ne(assignments.state, "expired"), isNull(assignments.deprovisionedAt)),
      ),
    );
  const asked = await reader
    .select({ id: requests.id, type: requests.type, packageId: requests.packageId, state: requests.state })
    .from(requests)
    .where(
      and(
        eq(requests.targetId, personId),
        inArray(requests.state, ["submitted", "pendingApproval", "scheduled", "delivering"]),
      ),
    );
  return { assignments: held, requests: asked, groupIds: await loadGroupIds(reader, personId) };
}

/** ERR-2: whether this person asked for or held the package before, so that its existence is no secret to them. */
export async function loadHasHistory(reader: Reader, personId: PersonId, packageId: AccessPackageId): Promise<boolean> {
  const rows = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.targetId, personId), eq(requests.packageId, packageId)))
    .limit(1);
  return rows.length > 0;
}
