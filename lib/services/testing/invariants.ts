import { and, eq, type SQL, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "@/db/client";
import { assignments, requests } from "@/db/schema";
import type { AccessPackageId, PersonId, RequestId } from "@/lib/engine/ids";
import { replayRequest } from "@/lib/facts/replay";
import { loadRequests } from "@/lib/facts/requests";

/** The requests as their rows say, which has to be what their histories say (house rule on events). */
async function expectRowsToEqualHistories(db: Database, ids: readonly RequestId[]): Promise<void> {
  const stored = await loadRequests(db, ids);
  for (const id of ids) expect(await replayRequest(db, id)).toEqual(stored.get(id)?.request);
}

async function count(db: Database, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${query}) as found`);
  return rows[0]?.n ?? 0;
}

/** What holds for a person's requests and access whatever happened, at every moment between two transactions. */
export async function expectInvariants(
  db: Database,
  personId: PersonId,
  forbidden: readonly (readonly [AccessPackageId, AccessPackageId])[] = [],
): Promise<void> {
  const active = sql`select package_id from assignments
    where target_id = ${personId} and state in ('delivering', 'delivered', 'partiallyDelivered')`;
  expect(await count(db, sql`${active} group by package_id having count(*) > 1`), "REQ-49 one active assignment").toBe(
    0,
  );
  for (const [one, other] of forbidden) {
    const both = sql`${active} and package_id in (${one}, ${other})`;
    expect(await count(db, both), "SOD-14 never both of a forbidden pair").toBeLessThan(2);
  }
  const twiceTold = sql`select 1 from notifications join requests on requests.id = notifications.request_id
    where target_id = ${personId} group by event_id, recipient_id having count(*) > 1`;
  expect(await count(db, twiceTold), "NOT-41 one message for an event and a recipient").toBe(0);
  // ASN-30, ASN-49: a membership that came through the portal is there exactly while a role grant says so.
  const unexplained = sql`select 1 from group_members m
    join resources r on r.group_id = m.group_id
    join resource_roles rr on rr.resource_id = r.id and rr.group_role = m.role
    join role_grants g on g.resource_role_id = rr.id and g.person_id = m.person_id
    where m.person_id = ${personId}
    group by m.group_id, m.role having bool_and(g.state not in ('granted', 'pendingRevoke'))`;
  expect(await count(db, unexplained), "ASN-30 nobody keeps what nothing grants").toBe(0);
  const missing = sql`select 1 from role_grants g
    join resource_roles rr on rr.id = g.resource_role_id and rr.group_role is not null
    join resources r on r.id = rr.resource_id
    where g.person_id = ${personId} and g.state = 'granted' and not exists (
      select 1 from group_members m
      where m.group_id = r.group_id and m.person_id = g.person_id and m.role = rr.group_role)`;
  expect(await count(db, missing), "ASN-30 what is granted is there").toBe(0);
  const rows = await db.select({ id: requests.id }).from(requests).where(eq(requests.targetId, personId));
  await expectRowsToEqualHistories(
    db,
    rows.map((row) => row.id),
  );
}

/** Every person's invariants, and that no stage of a closed request still waits. */
export async function expectInvariantsOfAll(db: Database): Promise<void> {
  const open = sql`select 1 from request_stages s join requests r on r.id = s.request_id
    where s.state = 'active' and r.state <> 'pendingApproval'`;
  expect(await count(db, open), "REQ-46 a closed request keeps no stage open").toBe(0);
  const targets = await db.selectDistinct({ id: requests.targetId }).from(requests);
  for (const { id } of targets) await expectInvariants(db, id);
}

/** That somebody tried what they have no right to changes nothing (AUD-6). */
const whatWasDone: Readonly<Record<string, SQL>> = {
  "public.audit_events": sql`where result = 'success'`,
  "public.audit_chain": sql`where event_id in (select id from audit_events where result = 'success')`,
};

/** How many rows every table has, the job queue included. */
export async function rowCounts(db: Database): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname = 'public' or (schemaname = 'graphile_worker' and tablename = '_private_jobs') order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.raw(name)} ${whatWasDone[name] ?? sql``}`,
    );
    counts[name] = counted[0]?.n ?? 0;
  }
  return counts;
}

export const heldNow = (db: Database, personId: PersonId, packageId: AccessPackageId) =>
  db
    .select()
    .from(assignments)
    .where(and(eq(assignments.targetId, personId), eq(assignments.packageId, packageId)));
