import { type AdministrationFacts, losesTheLastAdministrator, withoutPerson } from "@/lib/engine/administration";
import type { Account } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";

/**
 * Whether an account may be switched off or on, a person's or a service's. Nobody switches off their own, and one governance administrator always
 * stays (P1). Null where it is as wanted already.
 */
export function decideAccountChange(
  facts: { readonly person: Account; readonly actorId: PersonId; readonly administration: AdministrationFacts },
  { isEnabled, reason }: { readonly isEnabled: boolean; readonly reason: string },
  now: Date,
): Result<PersonEvent | null, DirectoryRefusal> {
  const { person, actorId, administration } = facts;
  const why = reason.trim();
  if (!why) return err({ code: "reasonRequired" });
  if (person.isEnabled === isEnabled) return ok(null);
  if (isEnabled) return ok({ kind: "personEnabled", at: now, personId: person.id, reason: why });
  if (person.id === actorId) return err({ code: "ownAccount" });
  if (losesTheLastAdministrator(administration, withoutPerson(administration, person.id))) {
    return err({ code: "lastAdministrator" });
  }
  return ok({ kind: "personDisabled", at: now, personId: person.id, reason: why });
}
