import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { accessPackages, isPerson, people, requests } from "@/db/schema";
import type { AccessPackageId, PersonId, RequestId } from "@/lib/engine/ids";
import { lockRequest, type StoredRequest } from "@/lib/facts/requests";

/**
 * Takes the lock everything that could create a conflict for this person queues behind (SOD-12, SOD-14). Always the
 * first lock of a transaction: person, then request, then assignment. "No key update" lets rows that merely refer to
 * the person be written meanwhile. False where there is no such person; services are none.
 */
export async function lockPerson(tx: Transaction, personId: PersonId): Promise<boolean> {
  const isThey = and(eq(people.id, personId), isPerson);
  const rows = await tx.select({ id: people.id }).from(people).where(isThey).for("no key update");
  return rows.length > 0;
}

/** Locks a person or a service, for what both can have. */
export async function lockAccount(tx: Transaction, id: PersonId): Promise<void> {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, id)).for("no key update");
}

/** How many people one statement locks. */
const LOCK_BATCH = 1_000;

/** Locks several people as `lockPerson` does one, in order of their ids. */
export async function lockPeople(tx: Transaction, personIds: readonly PersonId[]): Promise<void> {
  const ids = [...new Set(personIds)].sort();
  for (let at = 0; at < ids.length; at += LOCK_BATCH) {
    await tx
      .select({ id: people.id })
      .from(people)
      .where(inArray(people.id, ids.slice(at, at + LOCK_BATCH)))
      .orderBy(people.id)
      .for("no key update");
  }
}

/** Locks whom a request is for; null where there is no such request. */
export async function lockTargetOf(tx: Transaction, requestId: RequestId): Promise<PersonId | null> {
  const [row] = await tx.select({ targetId: requests.targetId }).from(requests).where(eq(requests.id, requestId));
  if (!row) return null;
  await lockPerson(tx, row.targetId);
  return row.targetId;
}

/** Locks a request behind its target, in that order; null where there is no such request. */
export async function lockWithTarget(tx: Transaction, requestId: RequestId): Promise<StoredRequest | null> {
  return (await lockTargetOf(tx, requestId)) && lockRequest(tx, requestId);
}

/**
 * Locks a package against every change of what it gives while somebody's access follows it; the last lock of a
 * transaction, after person, request and assignment. Any number may hold it at once.
 */
export async function lockPackageForReading(tx: Transaction, packageId: AccessPackageId): Promise<void> {
  await tx.select({ id: accessPackages.id }).from(accessPackages).where(eq(accessPackages.id, packageId)).for("share");
}

/**
 * Locks a package against being deleted while somebody asks for it or has it delivered again; taken after the person.
 * False where there is no such package any more.
 */
export async function lockPackageForUse(tx: Transaction, packageId: AccessPackageId): Promise<boolean> {
  const rows = await tx
    .select({ id: accessPackages.id })
    .from(accessPackages)
    .where(isPackage(packageId))
    .for("key share");
  return rows.length > 0;
}

/**
 * Locks a package for whoever changes it or what is configured on it, with the others it is about; the only locks of such
 * a transaction, so that no request can come between what it looked at and what it writes. Taken in order of their ids.
 * Gives back those there are.
 */
export async function lockPackages(
  tx: Transaction,
  packageIds: readonly AccessPackageId[],
): Promise<ReadonlySet<AccessPackageId>> {
  const rows = await tx
    .select({ id: accessPackages.id })
    .from(accessPackages)
    .where(and(inArray(accessPackages.id, [...packageIds]), isNull(accessPackages.deletedAt)))
    .orderBy(accessPackages.id)
    .for("update");
  return new Set(rows.map((row) => row.id));
}

const isPackage = (packageId: AccessPackageId) =>
  and(eq(accessPackages.id, packageId), isNull(accessPackages.deletedAt));
