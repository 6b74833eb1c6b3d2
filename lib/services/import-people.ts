import { eq, sql } from "drizzle-orm";
import { inTransaction, type Transaction, uniqueViolation } from "@/db/client";
import { people, personSponsors } from "@/db/schema";
import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { findPeopleIn, planPeopleFile, readPeopleFile } from "@/lib/facts/import-plans";
import { loadManagersOfAll } from "@/lib/facts/person-records";
import type { Deps } from "./deps";
import { loadEditor } from "./directory-editor";
import { lockPeople } from "./locks";
import { writePersonEvent } from "./write-audit";

/** Who sends which file, and the plan they were shown and agreed to. */
export type ImportInput = { readonly actorId: PersonId; readonly content: string; readonly digest: string };

export type ImportRefusal =
  | DirectoryRefusal
  | { readonly code: "fileUnreadable"; readonly problem: string }
  /** A row has an error; nothing of the file is written. */
  | { readonly code: "importHasErrors" }
  /** The directory is not as it was when the plan was shown. */
  | { readonly code: "importChanged" };

/** How many rows were written. */
export type Imported = Result<{ readonly written: number }, ImportRefusal>;

/**
 * Writes a file of people, all of it or nothing: the plan is made anew behind the locks of everybody it is about and of
 * everybody above them, and counts only where it is the one that was agreed to. The same file again writes nothing.
 */
export async function importPeople(deps: Deps, { actorId, content, digest }: ImportInput): Promise<Imported> {
  const now = await deps.clock.now();
  try {
    return await inTransaction(deps.db, async (tx): Promise<Imported> => {
      const rows = readPeopleFile(content);
      if (rows.ok) await lockWithManagers(tx, await findPeopleIn(tx, rows.value));
      const editor = await loadEditor(tx, actorId, "manageDirectory", { code: "roleNotSufficient" } as const, now);
      if (!editor.ok) return editor;
      const plan = await planPeopleFile(tx, content, now);
      if (!plan.ok) return err({ code: "fileUnreadable", problem: plan.error });
      if (plan.value.digest !== digest) return err({ code: "importChanged" });
      if (plan.value.counts.error > 0) return err({ code: "importHasErrors" });
      await writePeople(
        tx,
        plan.value.rows.flatMap((row) => row.events),
        now,
      );
      for (const { events: ofRow, name: displayName } of plan.value.rows) {
        for (const event of ofRow) {
          await writePersonEvent(tx, { event, displayName, actor: actorOf(editor.value), recordedAt: now });
        }
      }
      return ok({ written: plan.value.counts.new + plan.value.counts.changed });
    });
  } catch (error) {
    // Somebody else took a name of the file between the plan and the write.
    if (uniqueViolation(error)?.startsWith("people_")) return err({ code: "importChanged" });
    throw error;
  }
}

/** APP-31: two files, or a file and an edit, at once make nobody their own manager. */
async function lockWithManagers(tx: Transaction, ids: readonly PersonId[]): Promise<void> {
  const above = [...(await loadManagersOfAll(tx, ids)).values()].map((each) => each.personId);
  await lockPeople(tx, [...new Set([...ids, ...above])]);
}

/** How many rows one statement inserts. */
const BATCH = 500;

/** Managers come after everybody is there: they may be new themselves, in any order. */
async function writePeople(tx: Transaction, events: readonly PersonEvent[], now: Date): Promise<void> {
  const made = events.filter((event) => event.kind === "personCreated");
  for (let at = 0; at < made.length; at += BATCH) {
    const rows = made.slice(at, at + BATCH).map(({ personId, after }) => {
      const { manager: _manager, sponsors: _sponsors, ...columns } = after;
      return { id: personId, ...columns, isEnabled: true, createdAt: now };
    });
    await tx.insert(people).values(rows);
  }
  for (const { personId, after } of made) {
    const managerId = after.manager?.personId;
    if (managerId) await tx.update(people).set({ managerId }).where(eq(people.id, personId));
    await insertSponsors(tx, personId, after.sponsors);
  }
  for (const event of events) if (event.kind === "personUpdated") await updatePerson(tx, event);
}

async function updatePerson(tx: Transaction, event: Extract<PersonEvent, { kind: "personUpdated" }>): Promise<void> {
  const { personId, after } = event;
  const { manager, sponsors, ...columns } = after;
  const managed = manager === undefined ? {} : { managerId: manager?.personId ?? null };
  await tx
    .update(people)
    .set({ ...columns, ...managed, version: sql`${people.version} + 1` })
    .where(eq(people.id, personId));
  if (!sponsors) return;
  await tx.delete(personSponsors).where(eq(personSponsors.personId, personId));
  await insertSponsors(tx, personId, sponsors);
}

async function insertSponsors(tx: Transaction, personId: PersonId, sponsors: readonly NamedPerson[]): Promise<void> {
  const rows = sponsors.map((sponsor) => ({ personId, sponsorId: sponsor.personId }));
  if (rows.length > 0) await tx.insert(personSponsors).values(rows);
}
