import { and, eq, type SQL } from "drizzle-orm";
import { inTransaction, type Transaction } from "@/db/client";
import { auditEvents, catalogs, roleAssignments } from "@/db/schema";
import { type CatalogAction, may } from "@/lib/auth/permissions";
import {
  type Catalog,
  type CatalogForm,
  decideCatalogCreation,
  decideCatalogDeletion,
  decideCatalogUpdate,
} from "@/lib/engine/catalog/catalog";
import type { CatalogEvent } from "@/lib/engine/catalog/events";
import type { CatalogRefusal } from "@/lib/engine/catalog/refusals";
import { type CatalogRole, decideRoleAssignment, decideRoleRemoval } from "@/lib/engine/catalog/roles";
import type { Principal } from "@/lib/engine/directory";
import type { CatalogId, PersonId } from "@/lib/engine/ids";
import { type Actor, actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import {
  countPackagesOf,
  isCatalogNameTaken,
  loadCatalog,
  loadCatalogRights,
  loadCatalogRoles,
  loadPrincipal,
} from "@/lib/facts/catalogs";
import { loadLastEditor } from "@/lib/facts/last-editor";
import { loadAccount } from "@/lib/facts/people";
import { loadRoles } from "@/lib/facts/roles";
import { newId } from "@/lib/platform/ids";
import type { Deps } from "./deps";
import { refusedWhereTaken } from "./unique-name";
import { writeCatalogEvent } from "./write-catalog-event";
import { writeRefusedAttempt } from "./write-refused-attempt";

export type CatalogInput = { readonly personId: PersonId; readonly catalogId: CatalogId };

export type CatalogChanged = Result<CatalogEvent | null, CatalogRefusal>;

/** CAT-8 */
const whereNameIsFree = <Value>(displayName: string, work: () => Promise<Result<Value, CatalogRefusal>>) =>
  refusedWhereTaken<Value, CatalogRefusal>("catalogs_display_name_key", { code: "nameTaken", displayName }, work);

/** Who makes a catalog, and what they say of it. */
export type NewCatalog = { readonly personId: PersonId; readonly form: CatalogForm };

/** CAT-20, CAT-21: makes a catalog. */
export function createCatalog(deps: Deps, input: NewCatalog): Promise<Result<CatalogId, CatalogRefusal>> {
  return whereNameIsFree(input.form.displayName, async () => {
    const now = await deps.clock.now();
    const catalogId = newId(now) as CatalogId;
    return inTransaction(deps.db, async (tx) => {
      const made = await makeCatalog(tx, catalogId, input, now);
      if (!made.ok) return made;
      const { actor, events } = made.value;
      for (const event of events) await writeCatalogEvent(tx, { event, actor, recordedAt: now });
      return ok(catalogId);
    });
  });
}

/**
 * CAT-20, CAT-21: writes a catalog and says what happened; nothing but the attempt is written where it is refused. Whoever
 * may create catalogs and does not administer all of them owns the new one.
 */
export async function makeCatalog(
  tx: Transaction,
  catalogId: CatalogId,
  { personId, form }: NewCatalog,
  now: Date,
): Promise<Result<{ readonly actor: Actor; readonly events: readonly CatalogEvent[] }, CatalogRefusal>> {
  const person = await loadAccount(tx, personId);
  if (!person?.isEnabled) return err({ code: "roleNotSufficient" });
  const roles = await loadRoles(tx, personId);
  if (!may({ roles }, "createCatalog")) {
    await writeRefusedAttempt(tx, person, "createCatalog", { at: now });
    return err({ code: "roleNotSufficient" });
  }
  const isNameTaken = await isCatalogNameTaken(tx, form.displayName, catalogId);
  const decided = decideCatalogCreation({ isNameTaken }, form, catalogId, now);
  if (!decided.ok) return decided;
  await tx
    .insert(catalogs)
    .values({ id: catalogId, ...rowOf(form), catalogType: "userManaged", createdAt: now, modifiedAt: now });
  const events = [decided.value];
  if (!may({ roles }, "viewEverything")) {
    const principal = { kind: "person", personId, displayName: person.displayName } as const;
    const owned = decideRoleAssignment({ catalogId, held: [], principal }, { role: "catalogOwner" }, now);
    if (owned.ok && owned.value) {
      await writeRoleChange(tx, owned.value);
      events.push(owned.value);
    }
  }
  return ok({ actor: actorOf(person), events });
}

const rowOf = ({ isPublished, ...form }: CatalogForm) => ({
  ...form,
  state: isPublished ? ("published" as const) : ("unpublished" as const),
});

/**
 * What every change of a catalog has in common: one transaction, one instant, the catalog's lock, the right to change it
 * (DEL-23, AUD-6), then the decision and what it writes. Nothing is written where it decides for no change.
 */
export async function changeCatalog(
  deps: Deps,
  input: CatalogInput,
  action: CatalogAction,
  change: {
    readonly decide: (tx: Transaction, catalog: Catalog, now: Date) => Promise<CatalogChanged>;
    readonly write: (tx: Transaction, event: CatalogEvent) => Promise<void>;
  },
): Promise<CatalogChanged> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const person = await loadAccount(tx, input.personId);
    await tx.select({ id: catalogs.id }).from(catalogs).where(eq(catalogs.id, input.catalogId)).for("no key update");
    const catalog = await loadCatalog(tx, input.catalogId);
    const rights = await loadCatalogRights(tx, input.personId, input.catalogId);
    if (!person?.isEnabled || !catalog) return err({ code: "catalogNotFound" });
    if (!rights.may(action)) {
      await writeRefusedAttempt(tx, person, action, { at: now, catalogId: catalog.id });
      return err({ code: rights.may("viewCatalog") ? "roleNotSufficient" : "catalogNotFound" });
    }
    const decided = await change.decide(tx, catalog, now);
    if (!decided.ok || !decided.value) return decided;
    await writeCatalogEvent(tx, { event: decided.value, actor: actorOf(person), recordedAt: now });
    await change.write(tx, decided.value);
    return decided;
  });
}

/** CAT-24: edits a catalog, by whoever read it as it is now (ERR-50). */
export const updateCatalog = (
  deps: Deps,
  input: CatalogInput & { readonly form: CatalogForm; readonly version: number },
): Promise<CatalogChanged> =>
  whereNameIsFree(input.form.displayName, () =>
    changeCatalog(deps, input, "editCatalog", {
      decide: async (tx, catalog, now) => {
        const isNameTaken = await isCatalogNameTaken(tx, input.form.displayName, catalog.id);
        const lastEditor = await loadLastEditor(tx, "catalogUpdated", eq(auditEvents.catalogId, catalog.id));
        return decideCatalogUpdate({ catalog, lastEditor, isNameTaken }, input, now);
      },
      write: async (tx, { at, catalogId }) => {
        const values = { ...rowOf(input.form), version: input.version + 1, modifiedAt: at };
        await tx.update(catalogs).set(values).where(eq(catalogs.id, catalogId));
      },
    }),
  );

/** CAT-25, CAT-26: deletes a catalog without packages; nobody looks after it any more. */
export const deleteCatalog = (deps: Deps, input: CatalogInput): Promise<CatalogChanged> =>
  changeCatalog(deps, input, "deleteCatalog", {
    decide: async (tx, catalog, now) =>
      decideCatalogDeletion({ catalog, packageCount: await countPackagesOf(tx, catalog.id) }, now),
    write: async (tx, { at, catalogId }) => {
      await tx.delete(roleAssignments).where(eq(roleAssignments.catalogId, catalogId));
      // Out of reach of requestors as well, wherever nobody asks about the deletion.
      const values = { deletedAt: at, modifiedAt: at, state: "unpublished" as const };
      await tx.update(catalogs).set(values).where(eq(catalogs.id, catalogId));
    },
  });

export type CatalogRoleInput = CatalogInput & { readonly role: CatalogRole; readonly principal: Principal };

async function loadRoleFacts(tx: Transaction, { catalogId, principal }: CatalogRoleInput) {
  return {
    catalogId,
    held: await loadCatalogRoles(tx, catalogId),
    principal: await loadPrincipal(tx, principal),
  };
}

/** DEL-8: lets a person or a group look after a catalog. */
export const assignCatalogRole = (deps: Deps, input: CatalogRoleInput): Promise<CatalogChanged> =>
  changeCatalog(deps, input, "assignCatalogRoles", {
    decide: async (tx, _catalog, now) => decideRoleAssignment(await loadRoleFacts(tx, input), input, now),
    write: writeRoleChange,
  });

/** CAT-27, CAT-28: takes a role away again. */
export const removeCatalogRole = (
  deps: Deps,
  input: CatalogRoleInput & { readonly isLastOwnerConfirmed: boolean },
): Promise<CatalogChanged> =>
  changeCatalog(deps, input, "assignCatalogRoles", {
    decide: async (tx, _catalog, now) => decideRoleRemoval(await loadRoleFacts(tx, input), input, now),
    write: writeRoleChange,
  });

const isHeldBy = (principal: Principal): SQL =>
  principal.kind === "person"
    ? eq(roleAssignments.personId, principal.personId)
    : eq(roleAssignments.groupId, principal.groupId);

async function writeRoleChange(tx: Transaction, event: CatalogEvent): Promise<void> {
  if (event.kind !== "roleAssigned" && event.kind !== "roleRemoved") return;
  const { role, principal, catalogId, at } = event;
  if (event.kind === "roleAssigned") {
    const holder = principal.kind === "person" ? { personId: principal.personId } : { groupId: principal.groupId };
    await tx.insert(roleAssignments).values({ id: newId(at), role, catalogId, createdAt: at, ...holder });
    return;
  }
  await tx
    .delete(roleAssignments)
    .where(and(eq(roleAssignments.catalogId, catalogId), eq(roleAssignments.role, role), isHeldBy(principal)));
}
