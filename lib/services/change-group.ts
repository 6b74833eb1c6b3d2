import { eq, sql } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { auditEvents, groupClosure, groups } from "@/db/schema";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { GroupEvent } from "@/lib/engine/group/events";
import { decideGroupCreation, decideGroupUpdate, type Group, type GroupForm } from "@/lib/engine/group/group";
import type { GroupId, PersonId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { isGroupNameTaken, loadGroup } from "@/lib/facts/groups";
import { loadLastEditor } from "@/lib/facts/last-editor";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { loadEditor, lockGroup, lockNestings } from "./directory-editor";
import { refusedWhereTaken } from "./unique-name";
import { writeGroupEvent } from "./write-group-event";

/** Who changes which group. */
export type GroupInput = { readonly actorId: PersonId; readonly groupId: GroupId };

/** What was changed, in order; nothing where it was as wanted already. */
export type GroupChanged = Result<readonly GroupEvent[], DirectoryRefusal>;

const whereNameIsFree = <Value>(displayName: string, work: () => Promise<Result<Value, DirectoryRefusal>>) =>
  refusedWhereTaken<Value, DirectoryRefusal>("groups_display_name_key", { code: "groupNameTaken", displayName }, work);

/** Makes a group with nobody in it. */
export function createGroup(
  deps: Deps,
  { actorId, form }: { readonly actorId: PersonId; readonly form: GroupForm },
): Promise<Result<GroupId, DirectoryRefusal>> {
  return whereNameIsFree(form.displayName, async () => {
    const now = await deps.clock.now();
    const groupId = newId(now) as GroupId;
    return inTransaction(deps.db, async (tx) => {
      await lockNestings(tx);
      const editor = await loadEditor(tx, actorId, "manageDirectory", { code: "roleNotSufficient" } as const, now);
      if (!editor.ok) return editor;
      const isNameTaken = await isGroupNameTaken(tx, form.displayName, groupId);
      const decided = decideGroupCreation({ isNameTaken }, form, groupId, now);
      if (!decided.ok) return decided;
      await insertGroup(tx, groupId, form, now);
      await writeGroupEvent(tx, { event: decided.value, actor: actorOf(editor.value), recordedAt: now });
      return ok(groupId);
    });
  });
}

/** A group and its place in the closure, under the lock on nestings. */
export async function insertGroup(tx: Transaction, id: GroupId, form: GroupForm, createdAt: Date): Promise<void> {
  await tx.insert(groups).values({ id, ...form, createdAt });
  await tx.insert(groupClosure).values({ ancestorId: id, descendantId: id });
}

/**
 * What every change of a group has in common: one transaction, one instant, its locks, the right to change it, then the
 * decision and what it writes. Nothing is written where it decides for no change.
 */
export async function changeGroup(
  deps: Deps,
  input: GroupInput,
  change: {
    readonly lock: (tx: Transaction) => Promise<void>;
    readonly decide: (tx: Transaction, group: Group, now: Date) => Promise<GroupChanged>;
    readonly write: (tx: Transaction, events: readonly GroupEvent[]) => Promise<void>;
  },
): Promise<GroupChanged> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await change.lock(tx);
    const editor = await loadEditor(tx, input.actorId, "manageDirectory", { code: "groupNotFound" } as const, now);
    if (!editor.ok) return editor;
    const group = await loadGroup(tx, input.groupId);
    if (!group) return err({ code: "groupNotFound" });
    const decided = await change.decide(tx, group, now);
    if (!decided.ok || decided.value.length === 0) return decided;
    await change.write(tx, decided.value);
    for (const event of decided.value) {
      await writeGroupEvent(tx, { event, actor: actorOf(editor.value), recordedAt: now });
    }
    return decided;
  });
}

export const oneOrNone = (decided: Result<GroupEvent | null, DirectoryRefusal>): GroupChanged =>
  decided.ok ? ok(decided.value ? [decided.value] : []) : decided;

/** Edits a group, by whoever read it as it is now (ERR-50). */
export const updateGroup = (
  deps: Deps,
  input: GroupInput & { readonly form: GroupForm; readonly version: number },
): Promise<GroupChanged> =>
  whereNameIsFree(input.form.displayName, () =>
    changeGroup(deps, input, {
      lock: (tx) => lockGroup(tx, input.groupId),
      decide: async (tx, group, now) => {
        const isNameTaken = await isGroupNameTaken(tx, input.form.displayName, group.id);
        const lastEditor = await loadLastEditor(tx, "groupUpdated", eq(auditEvents.subjectId, group.id));
        return oneOrNone(decideGroupUpdate({ group, lastEditor, isNameTaken }, input, now));
      },
      write: async (tx) => {
        await tx
          .update(groups)
          .set({ ...input.form, version: input.version + 1 })
          .where(eq(groups.id, input.groupId));
      },
    }),
  );

/** APP-33: stages that asked whoever is in the group no more may have nobody left. */
export const lookForStandIns = (tx: Transaction, groupId: GroupId) =>
  tx.execute(sql`select graphile_worker.add_job('activateGroupFallbacks', ${JSON.stringify({ groupId })}::json)`);
