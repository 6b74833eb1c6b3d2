import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { requests } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { RequestId } from "@/lib/engine/ids";
import type { Reader } from "@/lib/facts/reader";

/** SQL: REQ-69: a deleted record is in no list and gone for whoever asked; administrators still open it. */
export const isNotDeleted = isNull(requests.deletedAt);

/** SQL: POR-40: the viewer made the request or it is for them. */
export const isParty = (viewer: Pick<Viewer, "personId">) =>
  or(eq(requests.targetId, viewer.personId), eq(requests.requestorId, viewer.personId));

/** Which of these requests the viewer may open. */
export async function openableAmong(
  reader: Reader,
  viewer: Pick<Viewer, "personId">,
  ids: readonly RequestId[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(and(inArray(requests.id, [...ids]), isParty(viewer), isNotDeleted));
  return new Set(rows.map((row) => row.id));
}
