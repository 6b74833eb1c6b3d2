import { inTransaction, type Transaction } from "@/db/client";
import type { CatalogAction } from "@/lib/auth/permissions";
import type { Account } from "@/lib/engine/directory";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import type { PackageEvent } from "@/lib/engine/package/events";
import type { PackageRefusal } from "@/lib/engine/package/refusals";
import { actorOf } from "@/lib/engine/request/events";
import { err, ok, type Result } from "@/lib/engine/result";
import { loadAccount } from "@/lib/facts/people";
import { loadPackageRights } from "@/lib/facts/roles";
import type { Deps } from "./deps";
import { lockPackages } from "./locks";
import { writePackageEvent } from "./write-package-event";
import { writeRefusedAttempt } from "./write-refused-attempt";

export type PackageInput = { readonly personId: PersonId; readonly packageId: AccessPackageId };

/**
 * DEL-11: whoever may change a package. Those who may only look are told so; to everybody else there is no such package.
 * That they tried is written down (AUD-6).
 */
async function loadEditor(
  tx: Transaction,
  { personId, packageId }: PackageInput,
  action: CatalogAction,
  now: Date,
): Promise<Result<Account, PackageRefusal>> {
  const person = await loadAccount(tx, personId);
  if (!person?.isEnabled) return err({ code: "packageNotFound" });
  const rights = await loadPackageRights(tx, personId, packageId);
  if (rights?.may(action)) return ok(person);
  await writeRefusedAttempt(tx, person, action, { at: now, packageId });
  return err({ code: rights?.may("viewCatalog") ? "roleNotSufficient" : "packageNotFound" });
}

/**
 * What every change of a package has in common: one transaction, one instant, the package's lock, the right to change it,
 * then the decision, what it writes and its entry in the audit log. Nothing is written where it decides for no change.
 */
export async function changePackage(
  deps: Deps,
  input: PackageInput,
  action: CatalogAction,
  change: {
    readonly decide: (tx: Transaction, now: Date) => Promise<Result<PackageEvent | null, PackageRefusal>>;
    readonly write: (tx: Transaction, event: PackageEvent) => Promise<void>;
  },
): Promise<Result<PackageEvent | null, PackageRefusal>> {
  const changed = await changePackages(deps, input, action, {
    write: change.write,
    decide: async (tx, now) => {
      const decided = await change.decide(tx, now);
      return decided.ok ? ok(decided.value ? [decided.value] : []) : decided;
    },
  });
  return changed.ok ? ok(changed.value[0] ?? null) : changed;
}

/**
 * The same for a change that is told of other packages too. All are locked together, so that two such changes never wait
 * for each other; the right over the others is for the decision to ask.
 */
export async function changePackages(
  deps: Deps,
  input: PackageInput,
  action: CatalogAction,
  change: {
    readonly otherIds?: readonly AccessPackageId[];
    readonly decide: (tx: Transaction, now: Date) => Promise<Result<readonly PackageEvent[], PackageRefusal>>;
    readonly write: (tx: Transaction, event: PackageEvent) => Promise<void>;
  },
): Promise<Result<readonly PackageEvent[], PackageRefusal>> {
  const now = await deps.clock.now();
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockPackages(tx, [input.packageId, ...(change.otherIds ?? [])]);
    if (!locked.has(input.packageId)) return err({ code: "packageNotFound" } as const);
    const editor = await loadEditor(tx, input, action, now);
    if (!editor.ok) return editor;
    const decided = await change.decide(tx, now);
    if (!decided.ok) return decided;
    const actor = actorOf(editor.value);
    for (const event of decided.value) {
      await writePackageEvent(tx, { event, actor, recordedAt: now });
      await change.write(tx, event);
    }
    return decided;
  });
}
