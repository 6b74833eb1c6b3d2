import type { NamedPerson } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { DirectoryRefusal, FieldNow } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import { err, ok, type Result } from "@/lib/engine/result";
import {
  detailNames,
  detailText,
  differences,
  only,
  type PersonDetails,
  type PersonForm,
  type PersonRecord,
} from "./person";

/** What a save has to know of the rest of the directory. */
export type PersonFacts = {
  /** Who else has the address or the sign-in name, by name, whatever its case; null where nobody has. */
  readonly emailHolder: string | null;
  readonly userPrincipalNameHolder: string | null;
  /** Of those whom the form names, the ones there are. */
  readonly named: ReadonlyMap<PersonId, NamedPerson>;
  /** The wanted manager, that person's manager and so on, up to the top or to where a circle closes. */
  readonly managersAbove: readonly NamedPerson[];
};

/** The form with names in the place of ids, or who it names that is not there. */
function detailsOf(
  { managerId, sponsorIds, ...texts }: PersonForm,
  { named }: PersonFacts,
): Result<PersonDetails, DirectoryRefusal> {
  const manager = managerId && named.get(managerId);
  if (managerId && !manager) return err({ code: "managerNotFound" });
  const sponsors = [...new Set(sponsorIds)].map((id) => named.get(id));
  if (sponsors.some((each) => each === undefined)) return err({ code: "sponsorNotFound" });
  return ok({ ...texts, manager: manager ?? null, sponsors: sponsors.filter((each) => each !== undefined) });
}

function takenBySomebody(facts: PersonFacts): DirectoryRefusal | null {
  if (facts.emailHolder !== null) return { code: "emailTaken", by: facts.emailHolder };
  if (facts.userPrincipalNameHolder === null) return null;
  return { code: "userPrincipalNameTaken", by: facts.userPrincipalNameHolder };
}

/** A person is put into the directory, with an account that is on. */
export function decidePersonCreation(
  facts: PersonFacts,
  form: PersonForm,
  personId: PersonId,
  now: Date,
): Result<PersonEvent, DirectoryRefusal> {
  const taken = takenBySomebody(facts);
  if (taken) return err(taken);
  const details = detailsOf(form, facts);
  return details.ok ? ok({ kind: "personCreated", at: now, personId, after: details.value }) : details;
}

/** APP-31: the way from a person up to themselves, by name; null where there is none. */
export function managerCircle(person: NamedPerson, managersAbove: readonly NamedPerson[]): readonly string[] | null {
  const index = managersAbove.findIndex((each) => each.personId === person.personId);
  if (index === -1) return null;
  return [person, ...managersAbove.slice(0, index + 1)].map((each) => each.displayName);
}

/** What is edited about a person, by whoever read them as they are (ERR-50). Null where it is as wanted already. */
export function decidePersonUpdate(
  facts: PersonFacts & { readonly person: PersonRecord; readonly lastEditor: string | null },
  command: { readonly form: PersonForm; readonly version: number },
  now: Date,
): Result<PersonEvent | null, DirectoryRefusal> {
  const { person, lastEditor } = facts;
  const details = detailsOf(command.form, facts);
  if (!details.ok) return details;
  const changed = differences(person, details.value);
  if (command.version !== person.version) {
    const current = changed.map((field): FieldNow => ({ name: detailNames[field], text: detailText(person, field) }));
    return err({ code: "staleVersion", by: lastEditor, current });
  }
  if (changed.length === 0) return ok(null);
  const taken = takenBySomebody(facts);
  if (taken) return err(taken);
  const circle = managerCircle({ personId: person.id, displayName: person.displayName }, facts.managersAbove);
  if (circle && changed.includes("manager")) return err({ code: "managerCircle", names: circle });
  const [before, after] = [only(person, changed), only(details.value, changed)];
  return ok({ kind: "personUpdated", at: now, personId: person.id, before, after });
}
