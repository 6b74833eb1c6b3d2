import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { inTransaction, type Transaction } from "@/db/client";
import { auditEvents } from "@/db/schema";
import type { EventId } from "@/lib/engine/ids";
import { start } from "@/lib/engine/testing/facts";
import { newId } from "@/lib/platform/ids";
import { testDatabase } from "@/lib/testing/database";
import { lastLink, verifyAudit } from "./audit-chain";

const test = testDatabase();

async function write(tx: Transaction, reason: string): Promise<EventId> {
  const id = newId(start) as EventId;
  const instants = { occurredAt: start, recordedAt: start };
  await tx.insert(auditEvents).values({ id, ...instants, kind: "tested", activity: "Test", reason, payload: { a: 1 } });
  return id;
}

const entry = (reason: string) => inTransaction(test.db, (tx) => write(tx, reason));

/** What somebody does who has the database in hand and means ill. */
const behindOurBack = (what: ReturnType<typeof sql>) =>
  inTransaction(test.db, async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(what);
  });

let ids: readonly EventId[] = [];

beforeEach(async () => {
  await test.reset();
  ids = [await entry("first"), await entry("second"), await entry("third")];
});

describe("the chain over the log", () => {
  it("AUD-4 has a link for every entry in the order of their commits, and is found whole", async () => {
    const { entries, last, fault } = await verifyAudit(test.db);
    expect({ entries, fault, position: last?.position }).toEqual({ entries: 3, fault: null, position: 3 });
    expect(last?.hash).toMatch(/^[0-9a-f]{64}$/);
    await test.reset();
    expect(await verifyAudit(test.db)).toEqual({ entries: 0, last: null, fault: null });
  });

  it("AUD-4 tells the entry that was changed", async () => {
    await behindOurBack(sql`update audit_events set reason = 'another' where id = ${ids[1]}`);
    expect((await verifyAudit(test.db)).fault).toEqual({ kind: "changed", position: 2, eventId: ids[1] });
  });

  it("AUD-4 tells the entry that was taken out, and where it was taken out of the chain as well", async () => {
    await behindOurBack(sql`delete from audit_events where id = ${ids[1]}`);
    expect((await verifyAudit(test.db)).fault).toEqual({ kind: "missing", position: 2, eventId: ids[1] });
    await behindOurBack(sql`delete from audit_chain where position = 2`);
    expect((await verifyAudit(test.db)).fault).toEqual({ kind: "changed", position: 3, eventId: ids[2] });
  });

  it("AUD-4 tells the entry that was written past the chain", async () => {
    await behindOurBack(
      sql`insert into audit_events (id, occurred_at, recorded_at, kind, activity, payload)
        values (${newId(start)}, now(), now(), 'forged', 'Forged', '{}')`,
    );
    expect((await verifyAudit(test.db)).fault).toMatchObject({ kind: "unchained" });
  });

  it("AUD-4 finds a link that was noted earlier, and misses it where the end was cut off or all was written anew", async () => {
    const noted = await lastLink(test.db);
    await entry("fourth");
    expect((await verifyAudit(test.db, noted)).fault).toBeNull();
    await behindOurBack(sql`delete from audit_chain where position > 2`);
    await behindOurBack(sql`delete from audit_events where reason in ('third', 'fourth')`);
    expect((await verifyAudit(test.db)).fault).toBeNull();
    expect((await verifyAudit(test.db, noted)).fault).toEqual({ kind: "notOurs", link: noted });
    await entry("in its place");
    expect((await verifyAudit(test.db, noted)).fault).toEqual({ kind: "notOurs", link: noted });
  });

  it("AUD-4 neither the log nor its chain can be changed or deleted", async () => {
    const tries = [
      sql`update audit_events set reason = ''`,
      sql`delete from audit_events`,
      sql`update audit_chain set hash = ''`,
      sql`delete from audit_chain`,
    ];
    for (const each of tries) await expect(test.db.execute(each)).rejects.toThrow();
    expect((await verifyAudit(test.db)).fault).toBeNull();
  });

  it("AUD-4 transactions that write at once wait for each other's commit alone, and make one chain", async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      inTransaction(test.db, async (tx) => {
        await write(tx, `one of ${index}`);
        await write(tx, `two of ${index}`);
      }),
    );
    await Promise.all(many);
    expect(await verifyAudit(test.db)).toMatchObject({ entries: 27, last: { position: 27 }, fault: null });
  });
});
