import { eq, sql } from "drizzle-orm";
import { inTransaction } from "@/db/client";
import { people } from "@/db/schema";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { PersonId } from "@/lib/engine/ids";
import type { Actor } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadPerson } from "@/lib/facts/people";
import type { Deps } from "./deps";
import { lockPerson } from "./locks";
import { writePersonEvent } from "./write-audit";

export type SetPersonEnabledInput = {
  readonly personId: PersonId;
  readonly isEnabled: boolean;
  readonly actor: Actor;
  readonly reason: string;
};

export type PersonRefusal = { readonly code: "personNotFound" } | { readonly code: "reasonRequired" };

/**
 * Switches an account off or on, with the reason in the audit log. Somebody who is switched off can decide nothing from
 * this moment on; the stages that waited for them get their fallbacks from the worker (APP-33). Nothing is written where
 * the account is as wanted already.
 */
export async function setPersonEnabled(
  deps: Deps,
  input: SetPersonEnabledInput,
): Promise<Result<{ readonly isChanged: boolean }, PersonRefusal>> {
  const reason = input.reason.trim();
  if (!reason) return err({ code: "reasonRequired" });
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await lockPerson(tx, input.personId);
    const person = await loadPerson(tx, input.personId);
    if (!person) return err({ code: "personNotFound" } as const);
    if (person.isEnabled === input.isEnabled) return ok({ isChanged: false });
    await tx.update(people).set({ isEnabled: input.isEnabled }).where(eq(people.id, person.id));
    const kind: PersonEvent["kind"] = input.isEnabled ? "personEnabled" : "personDisabled";
    await writePersonEvent(tx, {
      event: { kind, at: now, personId: person.id, reason },
      displayName: person.displayName,
      actor: input.actor,
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
