import { and, desc, eq, inArray } from "drizzle-orm";
import { requests } from "@/db/schema";
import type { AssignmentId, RequestId } from "@/lib/engine/ids";
import { typesFor } from "@/lib/engine/request/states";
import type { Reader } from "./reader";

/** REQ-62: the last request about access whose delivery failed, wholly or in part; null where none did. */
export async function findFailedRequest(reader: Reader, assignmentId: AssignmentId): Promise<RequestId | null> {
  const [row] = await reader
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.assignmentId, assignmentId),
        inArray(requests.type, [...typesFor("add"), ...typesFor("update")]),
        inArray(requests.state, ["partiallyDelivered", "deliveryFailed"]),
      ),
    )
    .orderBy(desc(requests.createdAt), desc(requests.id))
    .limit(1);
  return row?.id ?? null;
}
