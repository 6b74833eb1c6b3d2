import { eq } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { auditEvents, people, personSponsors } from "@/db/schema";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import type { PersonForm } from "@/lib/engine/person/person";
import { decidePersonCreation, decidePersonUpdate } from "@/lib/engine/person/save";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadLastEditor } from "@/lib/facts/last-editor";
import { loadManagersAbove, loadPersonFacts, loadPersonRecord } from "@/lib/facts/person-records";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { loadEditor } from "./directory-editor";
import { lockPeople } from "./locks";
import { refusedWhereTaken } from "./unique-name";
import { writePersonEvent } from "./write-audit";

/** Of two who give the same address at once, the index lets one. */
const whereNamesAreFree = <Value>(work: () => Promise<Result<Value, DirectoryRefusal>>) =>
  refusedWhereTaken<Value, DirectoryRefusal>("people_email_key", { code: "emailTaken", by: "Somebody else" }, () =>
    refusedWhereTaken<Value, DirectoryRefusal>(
      "people_user_principal_name_key",
      { code: "userPrincipalNameTaken", by: "Somebody else" },
      work,
    ),
  );

/** Puts a person into the directory. */
export function createPerson(
  deps: Deps,
  { actorId, form }: { readonly actorId: PersonId; readonly form: PersonForm },
): Promise<Result<PersonId, DirectoryRefusal>> {
  return whereNamesAreFree(async () => {
    const now = await deps.clock.now();
    const personId = newId(now) as PersonId;
    return inTransaction(deps.db, async (tx) => {
      const editor = await loadEditor(tx, actorId, "manageDirectory", { code: "roleNotSufficient" } as const, now);
      if (!editor.ok) return editor;
      const decided = decidePersonCreation(await loadPersonFacts(tx, form, personId), form, personId, now);
      if (!decided.ok) return decided;
      const { sponsorIds, ...columns } = form;
      await tx.insert(people).values({ id: personId, ...columns, isEnabled: true, createdAt: now });
      await insertSponsors(tx, personId, sponsorIds);
      await writePersonEvent(tx, {
        event: decided.value,
        displayName: form.displayName,
        actor: actorOf(editor.value),
        recordedAt: now,
      });
      return ok(personId);
    });
  });
}

async function insertSponsors(tx: Transaction, personId: PersonId, sponsorIds: readonly PersonId[]): Promise<void> {
  const rows = [...new Set(sponsorIds)].map((sponsorId) => ({ personId, sponsorId }));
  if (rows.length > 0) await tx.insert(personSponsors).values(rows);
}

export type UpdatePersonInput = {
  readonly actorId: PersonId;
  readonly personId: PersonId;
  readonly form: PersonForm;
  /** ERR-50: the save that was read. */
  readonly version: number;
};

/**
 * Edits a person, by whoever read them as they are now (ERR-50). Everybody above them is locked with them, so that two
 * edits at once make nobody their own manager. Gives back what was changed; null where nothing was.
 */
export function updatePerson(
  deps: Deps,
  input: UpdatePersonInput,
): Promise<Result<PersonEvent | null, DirectoryRefusal>> {
  const { actorId, personId, form, version } = input;
  return whereNamesAreFree(async () => {
    const now = await deps.clock.now();
    return inTransaction(deps.db, async (tx) => {
      const above = await loadManagersAbove(tx, form.managerId);
      await lockPeople(tx, [personId, ...above.map((each) => each.personId)]);
      const editor = await loadEditor(tx, actorId, "manageDirectory", { code: "personNotFound" } as const, now);
      if (!editor.ok) return editor;
      const person = await loadPersonRecord(tx, personId);
      if (!person) return err({ code: "personNotFound" });
      const lastEditor = await loadLastEditor(tx, "personUpdated", eq(auditEvents.targetId, personId));
      const facts = { ...(await loadPersonFacts(tx, form, personId)), person, lastEditor };
      const decided = decidePersonUpdate(facts, { form, version }, now);
      if (!decided.ok || !decided.value) return decided;
      await writePerson(tx, personId, form, version + 1);
      await writePersonEvent(tx, {
        event: decided.value,
        displayName: form.displayName,
        actor: actorOf(editor.value),
        recordedAt: now,
      });
      return decided;
    });
  });
}

/** The row of a person and their sponsors as a form says them. */
async function writePerson(tx: Transaction, personId: PersonId, form: PersonForm, version: number): Promise<void> {
  const { sponsorIds, ...columns } = form;
  await tx
    .update(people)
    .set({ ...columns, version })
    .where(eq(people.id, personId));
  await tx.delete(personSponsors).where(eq(personSponsors.personId, personId));
  await insertSponsors(tx, personId, sponsorIds);
}
