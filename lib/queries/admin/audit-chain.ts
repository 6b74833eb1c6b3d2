import { createHash } from "node:crypto";
import { asc, count, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { auditChain, auditEvents } from "@/db/schema";
import type { EventId } from "@/lib/engine/ids";
import { currentReading } from "@/lib/queries/reading";
import type { ChainLink } from "@/lib/views/audit";

export type ChainFault =
  /** The entry is not what it was when it was written, or one before it is gone or was put in between. */
  | { readonly kind: "changed"; readonly position: number; readonly eventId: EventId }
  | { readonly kind: "missing"; readonly position: number; readonly eventId: EventId }
  /** Written past the chain. */
  | { readonly kind: "unchained"; readonly eventId: EventId }
  /** The whole chain is another one than that of which the link was noted, or it was longer then. */
  | { readonly kind: "notOurs"; readonly link: ChainLink };

export type AuditProof = {
  readonly entries: number;
  readonly last: ChainLink | null;
  readonly fault: ChainFault | null;
};

const BATCH = 5_000;

/** The end of the chain, for noting down outside; null while nothing has happened. */
export async function lastLink(reader?: Database | Transaction): Promise<ChainLink | null> {
  const db = reader ?? (await currentReading()).db;
  const [row] = await db.select().from(auditChain).orderBy(desc(auditChain.position)).limit(1);
  return row ? { position: row.position, hash: row.hash.toString("hex") } : null;
}

/** What the trigger hashes of an entry. */
const content = sql`audit_content(${auditEvents})` as SQL<Buffer | null>;

const linkColumns = { position: auditChain.position, eventId: auditChain.eventId, hash: auditChain.hash };

async function* links(tx: Transaction) {
  for (let after = 0; ; ) {
    const batch = await tx
      .select({ ...linkColumns, content, found: auditEvents.id })
      .from(auditChain)
      .leftJoin(auditEvents, eq(auditEvents.id, auditChain.eventId))
      .where(gt(auditChain.position, after))
      .orderBy(asc(auditChain.position))
      .limit(BATCH);
    yield* batch;
    const end = batch.at(-1);
    if (!end) return;
    after = end.position;
  }
}

async function firstFault(tx: Transaction, noted: ChainLink | null): Promise<ChainFault | null> {
  let before = Buffer.alloc(0);
  let place = 0;
  let isNotedThere = noted === null;
  for await (const { position, eventId, hash, content: written, found } of links(tx)) {
    if (!found || !written) return { kind: "missing", position, eventId };
    place += 1;
    before = createHash("sha256").update(before).update(written).digest();
    if (position !== place || !before.equals(hash)) return { kind: "changed", position, eventId };
    if (noted?.position === position) isNotedThere = noted.hash === hash.toString("hex");
  }
  if (noted && !isNotedThere) return { kind: "notOurs", link: noted };
  const [stray] = await tx
    .select({ eventId: auditEvents.id })
    .from(auditEvents)
    .leftJoin(auditChain, eq(auditChain.eventId, auditEvents.id))
    .where(isNull(auditChain.eventId))
    .limit(1);
  return stray ? { kind: "unchained", eventId: stray.eventId } : null;
}

/**
 * AUD-4: computes every hash of the log anew, from one snapshot, and tells the first thing that is not as it was written.
 * `noted` is a link that somebody wrote down earlier: who can rewrite the database can rewrite the whole chain, but not
 * what is noted elsewhere.
 */
export const verifyAudit = (db: Database, noted: ChainLink | null = null): Promise<AuditProof> =>
  db.transaction(
    async (tx) => {
      const fault = await firstFault(tx, noted);
      const [counted] = await tx.select({ entries: count() }).from(auditEvents);
      return { entries: counted?.entries ?? 0, last: await lastLink(tx), fault };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
