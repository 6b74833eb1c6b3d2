import { eq, sql } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { people } from "@/db/schema";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import { decideAccountChange } from "@/lib/engine/person/account";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAdministration } from "@/lib/facts/administration";
import { loadPerson } from "@/lib/facts/people";
import type { Deps } from "./deps";
import { loadEditor, lockAdministration } from "./directory-editor";
import { lockPerson } from "./locks";
import { writePersonEvent } from "./write-audit";

export type SetPersonEnabledInput = {
  /** Whose account it is. */
  readonly personId: PersonId;
  readonly isEnabled: boolean;
  /** Who switches it. */
  readonly actorId: PersonId;
  readonly reason: string;
};

/**
 * Switches an account off or on, with the reason in the audit log. Somebody who is switched off can decide nothing from
 * this moment on; the stages that waited for them get their fallbacks from the worker (APP-33). What they hold stays
 * until its end or until somebody takes it away (APP-34). Nothing is written where the account is as wanted already.
 */
export async function setPersonEnabled(
  deps: Deps,
  input: SetPersonEnabledInput,
): Promise<Result<{ readonly isChanged: boolean }, DirectoryRefusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await lockPerson(tx, input.personId);
    await lockAdministration(tx);
    const editor = await loadEditor(tx, input.actorId, "manageDirectory", { code: "personNotFound" } as const, now);
    if (!editor.ok) return editor;
    const person = await loadPerson(tx, input.personId);
    if (!person) return err({ code: "personNotFound" });
    const administration = await loadAdministration(tx);
    const decided = decideAccountChange({ person, actorId: input.actorId, administration }, input, now);
    if (!decided.ok) return decided;
    if (!decided.value) return ok({ isChanged: false });
    await tx.update(people).set({ isEnabled: input.isEnabled }).where(eq(people.id, person.id));
    await writePersonEvent(tx, {
      event: decided.value,
      displayName: person.displayName,
      actor: actorOf(editor.value),
      recordedAt: now,
    });
    if (!input.isEnabled) {
      await tx.execute(
        sql`select graphile_worker.add_job('activateFallbacks', ${JSON.stringify({ personId: person.id })}::json)`,
      );
    }
    return ok({ isChanged: true });
  });
}
