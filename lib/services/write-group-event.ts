import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEvents, groups } from "@/db/schema";
import { type GroupEvent, groupActivities } from "@/lib/engine/group/events";
import type { Actor } from "@/lib/engine/request/events";
import { entryOf } from "./write-audit";

/** AUD-1, AUD-6: one entry for what happens to a group, in the transaction that makes it and while the group is there. */
export async function writeGroupEvent(
  tx: Transaction,
  change: { readonly event: GroupEvent; readonly actor: Actor; readonly recordedAt: Date },
): Promise<void> {
  const { event } = change;
  const [changed] = await tx.select({ name: groups.displayName }).from(groups).where(eq(groups.id, event.groupId));
  const person = "person" in event ? event.person : null;
  await tx.insert(auditEvents).values({
    ...entryOf(change, groupActivities[event.kind]),
    targetId: person?.personId ?? null,
    targetName: person?.displayName ?? null,
    subjectId: event.groupId,
    subjectName: changed?.name ?? null,
  });
}
