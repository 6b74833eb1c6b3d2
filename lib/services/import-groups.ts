import { eq, inArray, sql } from "drizzle-orm";
import { inTransaction, type Transaction, uniqueViolation } from "@/db/client";
import { groupNestings, groups } from "@/db/schema";
import type { GroupEvent } from "@/lib/engine/group/events";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok } from "@/lib/engine/result";
import { findMembersIn, planGroupsFile, readGroupsFile } from "@/lib/facts/import-plans";
import { insertGroup } from "./change-group";
import { insertMembers } from "./change-members";
import type { Deps } from "./deps";
import { loadEditor, lockNestings } from "./directory-editor";
import { rebuildGroupClosure } from "./group-closure";
import type { Imported, ImportInput } from "./import-people";
import { lockPeople } from "./locks";
import { writeGroupEvent } from "./write-group-event";

/**
 * Writes a file of groups, all of it or nothing, as `importPeople` does with people. It adds groups, people and groups
 * inside, and takes nobody out.
 */
export async function importGroups(deps: Deps, { actorId, content, digest }: ImportInput): Promise<Imported> {
  const now = await deps.clock.now();
  try {
    return await inTransaction(deps.db, async (tx): Promise<Imported> => {
      const rows = readGroupsFile(content);
      if (rows.ok) {
        const named = [...(await findMembersIn(tx, rows.value)).values()];
        await lockPeople(
          tx,
          named.map((each) => each.personId),
        );
        await lockNestings(tx);
        await lockGroupsNamed(
          tx,
          rows.value.map(({ cells }) => cells.displayName ?? ""),
        );
      }
      const editor = await loadEditor(tx, actorId, "manageDirectory", { code: "roleNotSufficient" } as const, now);
      if (!editor.ok) return editor;
      const plan = await planGroupsFile(tx, content, now);
      if (!plan.ok) return err({ code: "fileUnreadable", problem: plan.error });
      if (plan.value.digest !== digest) return err({ code: "importChanged" });
      if (plan.value.counts.error > 0) return err({ code: "importHasErrors" });
      const events = plan.value.rows.flatMap((row) => row.events);
      await writeGroups(tx, events);
      for (const event of events) await writeGroupEvent(tx, { event, actor: actorOf(editor.value), recordedAt: now });
      return ok({ written: plan.value.counts.new + plan.value.counts.changed });
    });
  } catch (error) {
    // Somebody else took a name of the file between the plan and the write.
    if (uniqueViolation(error) === "groups_display_name_key") return err({ code: "importChanged" });
    throw error;
  }
}

/** The groups a file changes, in order of their ids. */
async function lockGroupsNamed(tx: Transaction, names: readonly string[]): Promise<void> {
  const keys = [...new Set(names.map((name) => name.toLowerCase()))];
  await tx
    .select({ id: groups.id })
    .from(groups)
    .where(inArray(sql`lower(${groups.displayName})`, keys))
    .orderBy(groups.id)
    .for("no key update");
}

/** How many rows one statement inserts. */
const BATCH = 500;

async function writeGroups(tx: Transaction, events: readonly GroupEvent[]): Promise<void> {
  for (const event of events) {
    if (event.kind === "groupCreated") await insertGroup(tx, event.groupId, event.after, event.at);
    if (event.kind !== "groupUpdated") continue;
    const values = { ...event.after, version: sql`${groups.version} + 1` };
    await tx.update(groups).set(values).where(eq(groups.id, event.groupId));
  }
  for (let at = 0; at < events.length; at += BATCH) await insertMembers(tx, events.slice(at, at + BATCH));
  const nestings = events.flatMap((event) =>
    event.kind === "groupNested" ? [{ parentId: event.groupId, childId: event.inner.groupId }] : [],
  );
  if (nestings.length === 0) return;
  await tx.insert(groupNestings).values(nestings);
  await rebuildGroupClosure(tx);
}
