import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { groupClosure, groupNestings, groups } from "@/db/schema";

/**
 * Makes `group_closure` say again what `group_nestings` means: every group with every group inside it, itself included.
 * Call it in the transaction that changes groups or their nesting. A circle of groups is no fault: each then contains all.
 */
export async function rebuildGroupClosure(tx: Transaction): Promise<void> {
  await tx.delete(groupClosure);
  // "union" without "all" drops pairs already found, which is what ends a circle.
  await tx.execute(sql`
    insert into ${groupClosure} (ancestor_id, descendant_id)
    with recursive reach(ancestor_id, descendant_id) as (
      select ${groups.id}, ${groups.id} from ${groups}
      union
      select reach.ancestor_id, nesting.child_id
      from reach join ${groupNestings} nesting on nesting.parent_id = reach.descendant_id
    )
    select ancestor_id, descendant_id from reach`);
}
