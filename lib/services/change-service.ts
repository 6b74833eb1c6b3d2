import { and, eq } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { identities, people } from "@/db/schema";
import { serviceAddress } from "@/lib/engine/directory";
import type { PersonEvent } from "@/lib/engine/directory-events";
import type { DirectoryRefusal } from "@/lib/engine/directory-refusals";
import type { PersonId } from "@/lib/engine/ids";
import { decideAccountChange } from "@/lib/engine/person/account";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { decideServiceCreation, decideServiceUpdate, type ServiceForm } from "@/lib/engine/service/service";
import { loadAdministration } from "@/lib/facts/administration";
import { loadAccount } from "@/lib/facts/people";
import { loadService, loadServiceEditor, loadServiceFacts } from "@/lib/facts/services";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { loadEditor, lockAdministration } from "./directory-editor";
import { lockAccount } from "./locks";
import { refusedWhereTaken } from "./unique-name";
import { writePersonEvent } from "./write-audit";

const missing = { code: "serviceNotFound" } as const;

/** What is said of a service, who says it, and the issuer whose client ids are meant; null where the portal trusts none. */
type Saving = { readonly actorId: PersonId; readonly form: ServiceForm; readonly issuer: string | null };

/** Of two who give one client id at once, the key lets one. */
const whereClientIsFree = <Value>(work: () => Promise<Result<Value, DirectoryRefusal>>) =>
  refusedWhereTaken<Value, DirectoryRefusal>(
    "identities_issuer_subject_pk",
    { code: "clientIdTaken", by: "somebody else" },
    work,
  );

/**
 * Adds a service: an application that acts for itself, by tokens made for it here or by those of the issuer that name its
 * client id. Its rights are the roles it is given, and nothing else.
 */
export function createService(
  deps: Deps,
  { actorId, form, issuer }: Saving,
): Promise<Result<PersonId, DirectoryRefusal>> {
  return whereClientIsFree(async () => {
    const now = await deps.clock.now();
    const id = newId(now) as PersonId;
    return inTransaction(deps.db, async (tx) => {
      // Names are unique among services; two who add one at once come after each other.
      await lockAdministration(tx);
      const editor = await loadEditor(tx, actorId, "manageDirectory", { code: "roleNotSufficient" } as const, now);
      if (!editor.ok) return editor;
      const decided = decideServiceCreation(await loadServiceFacts(tx, form, issuer, id), form, id, now);
      if (!decided.ok) return decided;
      const { displayName, clientId } = form;
      const [email, userPrincipalName] = [serviceAddress(id), serviceAddress(id)];
      const values = { id, displayName, email, userPrincipalName, isEnabled: true, createdAt: now };
      await tx.insert(people).values({ ...values, kind: "service" });
      await linkClient(tx, { id, clientId, issuer, now });
      const actor = actorOf(editor.value);
      await writePersonEvent(tx, { event: decided.value, displayName, actor, recordedAt: now });
      return ok(id);
    });
  });
}

type Client = {
  readonly id: PersonId;
  readonly clientId: string | null;
  readonly issuer: string | null;
  readonly now: Date;
};

/** The client of the issuer that is this service from now on, in the place of the one that was. */
async function linkClient(tx: Transaction, { id, clientId, issuer, now }: Client): Promise<void> {
  if (issuer === null) return;
  await tx.delete(identities).where(and(eq(identities.personId, id), eq(identities.issuer, issuer)));
  if (clientId !== null) {
    await tx.insert(identities).values({ issuer, subject: clientId, personId: id, linkedAt: now });
  }
}

export type UpdateServiceInput = Saving & {
  readonly serviceId: PersonId;
  /** ERR-50: the save that was read. */
  readonly version: number;
};

/** Renames a service or gives it another client id, by whoever read it as it is (ERR-50). Null where nothing changed. */
export function updateService(
  deps: Deps,
  { actorId, serviceId: id, form, issuer, version }: UpdateServiceInput,
): Promise<Result<PersonEvent | null, DirectoryRefusal>> {
  return whereClientIsFree(async () => {
    const now = await deps.clock.now();
    return inTransaction(deps.db, async (tx) => {
      await lockAccount(tx, id);
      await lockAdministration(tx);
      const editor = await loadEditor(tx, actorId, "manageDirectory", missing, now);
      if (!editor.ok) return editor;
      const service = await loadService(tx, id, issuer);
      if (!service) return err(missing);
      const lastEditor = await loadServiceEditor(tx, id);
      const facts = { ...(await loadServiceFacts(tx, form, issuer, id)), service, lastEditor };
      const decided = decideServiceUpdate(facts, { form, version }, now);
      if (!decided.ok || !decided.value) return decided;
      const { displayName, clientId } = form;
      await tx
        .update(people)
        .set({ displayName, version: version + 1 })
        .where(eq(people.id, id));
      if (clientId !== service.clientId) await linkClient(tx, { id, clientId, issuer, now });
      const actor = actorOf(editor.value);
      await writePersonEvent(tx, { event: decided.value, displayName, actor, recordedAt: now });
      return decided;
    });
  });
}

export type SetServiceEnabledInput = {
  readonly actorId: PersonId;
  readonly serviceId: PersonId;
  readonly isEnabled: boolean;
  readonly reason: string;
};

/**
 * Switches a service off or on, with the reason in the audit log. While it is off none of its tokens works, from the next
 * call on; they and its roles stay.
 */
export async function setServiceEnabled(
  deps: Deps,
  { actorId, serviceId: id, ...command }: SetServiceEnabledInput,
): Promise<Result<{ readonly isChanged: boolean }, DirectoryRefusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    await lockAccount(tx, id);
    const editor = await loadEditor(tx, actorId, "manageDirectory", missing, now);
    if (!editor.ok) return editor;
    const account = await loadAccount(tx, id);
    if (account?.kind !== "service") return err(missing);
    const administration = await loadAdministration(tx);
    const decided = decideAccountChange({ person: account, actorId, administration }, command, now);
    if (!decided.ok) return decided;
    if (!decided.value) return ok({ isChanged: false });
    await tx.update(people).set({ isEnabled: command.isEnabled }).where(eq(people.id, id));
    const [displayName, actor] = [account.displayName, actorOf(editor.value)];
    await writePersonEvent(tx, { event: decided.value, displayName, actor, recordedAt: now });
    return ok({ isChanged: true });
  });
}
