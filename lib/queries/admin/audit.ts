import { and, desc, eq, gte, inArray, lt, or, type SQL } from "drizzle-orm";
import { accessPackages, auditEvents, catalogs, people, requests } from "@/db/schema";
import type { AccessPackageId, CatalogId, PersonId } from "@/lib/engine/ids";
import { limits } from "@/lib/engine/limits";
import type { Reader } from "@/lib/facts/reader";
import { isUuid } from "@/lib/platform/ids";
import { PAGE_SIZE, pageOf } from "@/lib/queries/keyset";
import { contains } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { AuditEntry, NamedThing } from "@/lib/views/audit";
import type { Page } from "@/lib/views/page";
import type { AuditFilter } from "./audit-filter";

const named = (id: string | null, name: string | null): NamedThing | null => (id ? { id, name: name ?? id } : null);

/** SQL: somebody did it, had it done in their name, or it was done for them. */
function concerns(db: Reader, person: string): SQL | undefined {
  const { actorId, targetId, delegatorId } = auditEvents;
  if (isUuid(person)) return or(...[actorId, targetId, delegatorId].map((column) => eq(column, person as PersonId)));
  const found = db.select({ id: people.id }).from(people).where(contains(people.displayName, person));
  return or(...[actorId, targetId, delegatorId].map((column) => inArray(column, found)));
}

function aboutPackage(db: Reader, wanted: string): SQL {
  if (isUuid(wanted)) return eq(auditEvents.packageId, wanted as AccessPackageId);
  const { id, displayName } = accessPackages;
  return inArray(auditEvents.packageId, db.select({ id }).from(accessPackages).where(contains(displayName, wanted)));
}

/** SQL: about the catalog itself or about a package that is in it. */
function aboutCatalog(db: Reader, catalog: string): SQL | undefined {
  const { id, displayName } = catalogs;
  const found = isUuid(catalog) ? eq(id, catalog as CatalogId) : contains(displayName, catalog);
  const ids = db.select({ id }).from(catalogs).where(found);
  const inside = db
    .select({ id: accessPackages.id })
    .from(accessPackages)
    .where(inArray(accessPackages.catalogId, ids));
  return or(inArray(auditEvents.catalogId, ids), inArray(auditEvents.packageId, inside));
}

/** SQL: the entries a filter stands for. */
const wantedBy = (db: Reader, { person, package: wanted, catalog, activity, from, until }: AuditFilter) =>
  and(
    person ? concerns(db, person) : undefined,
    wanted ? aboutPackage(db, wanted) : undefined,
    catalog ? aboutCatalog(db, catalog) : undefined,
    activity ? eq(auditEvents.activity, activity) : undefined,
    from ? gte(auditEvents.occurredAt, from) : undefined,
    until ? lt(auditEvents.occurredAt, until) : undefined,
  );

/** What was written last comes first; `before` is the number of an entry. */
async function selectEntries(
  db: Reader,
  filter: AuditFilter,
  { before, size }: { readonly before: number | null; readonly size: number },
): Promise<AuditEntry[]> {
  const rows = await db
    .select({ row: auditEvents, keptId: requests.id })
    .from(auditEvents)
    .leftJoin(requests, eq(requests.id, auditEvents.requestId))
    .where(and(wantedBy(db, filter), before === null ? undefined : lt(auditEvents.sequence, before)))
    .orderBy(desc(auditEvents.sequence))
    .limit(size);
  return rows.map(({ row, keptId }) => ({
    id: row.id,
    sequence: row.sequence,
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
    kind: row.kind,
    activity: row.activity,
    isRefused: row.result === "failure",
    actor: named(row.actorId, row.actorName),
    delegator: named(row.delegatorId, row.delegatorName),
    target: named(row.targetId, row.targetName),
    package: named(row.packageId, row.packageName),
    catalog: named(row.catalogId, row.catalogName),
    subject: named(row.subjectId, row.subjectName),
    requestId: row.requestId,
    isRequestKept: keptId !== null,
    assignmentId: row.assignmentId,
    oldState: row.oldState,
    newState: row.newState,
    reason: row.reason,
    payload: row.payload,
  }));
}

/** The number of the last entry of a page; null for anything that is none. */
const entryNumber = (cursor: string | null | undefined): number | null =>
  cursor && /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;

/** AUD-1: the log, newest first. The page asks for the right to read it. */
export async function listAudit(
  filter: AuditFilter & { readonly cursor?: string | null },
  reading?: Reading,
): Promise<Page<AuditEntry>> {
  const { db } = reading ?? (await currentReading());
  const rows = await selectEntries(db, filter, { before: entryNumber(filter.cursor), size: PAGE_SIZE + 1 });
  return pageOf(rows, (row) => String(row.sequence));
}

const PART_SIZE = 1_000;

/** LIM-37: exactly what the list shows over all its pages, in parts; what is written meanwhile is not among it. */
export async function* readAudit(
  filter: AuditFilter,
  reading?: Reading,
  max: number = limits.csvRowsMax,
): AsyncGenerator<readonly AuditEntry[]> {
  const { db } = reading ?? (await currentReading());
  let before: number | null = null;
  for (let left = max; left > 0; ) {
    const part: AuditEntry[] = await selectEntries(db, filter, { before, size: Math.min(PART_SIZE, left) });
    const last = part.at(-1);
    if (!last) return;
    yield part;
    before = last.sequence;
    left -= part.length;
    if (part.length < PART_SIZE) return;
  }
}

/** The names of what a filter names by its id, as they are now. */
export async function namesIn(filter: AuditFilter, reading?: Reading): Promise<Readonly<Record<string, string>>> {
  const { db } = reading ?? (await currentReading());
  const names: Record<string, string> = {};
  const read = async (id: string | null, table: typeof people | typeof accessPackages | typeof catalogs) => {
    if (!isUuid(id)) return;
    const [row] = await db
      .select({ name: table.displayName })
      .from(table)
      .where(eq(table.id, id as never));
    if (row) names[id] = row.name;
  };
  await read(filter.person, people);
  await read(filter.package, accessPackages);
  await read(filter.catalog, catalogs);
  return names;
}
