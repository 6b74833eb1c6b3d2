import { and, eq, inArray } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { requests } from "@/db/schema";
import { decideEndNotice } from "@/lib/engine/assignment/notices";
import type { AssignmentId } from "@/lib/engine/ids";
import { invariant } from "@/lib/engine/invariant";
import { typesFor } from "@/lib/engine/request/states";
import { lockAssignment } from "@/lib/facts/assignments";
import { appendEvents } from "./append-events";
import type { Deps } from "./deps";
import { lockWithTarget } from "./locks";

/** ASN-3: tells the holder that access ends soon, in the history of the request that gave it; nothing where nothing is due. */
export async function announceEnd(deps: Deps, assignmentId: AssignmentId): Promise<void> {
  const now = await deps.clock.now();
  const [given] = await deps.db
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.assignmentId, assignmentId), inArray(requests.type, typesFor("add"))));
  invariant(given, "REQ-12 a request gave this access");
  await inTransaction(deps.db, async (tx) => {
    const before = await lockWithTarget(tx, given.id);
    const assignment = await lockAssignment(tx, assignmentId);
    invariant(before && assignment, "ASN-3 the sweep names access that exists");
    const decision = decideEndNotice(assignment, now);
    if (!decision.ok) return;
    const { events } = decision.value;
    await appendEvents(tx, { before, events, actor: { kind: "system" }, recordedAt: now });
  });
}
