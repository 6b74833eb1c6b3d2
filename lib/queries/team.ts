import { and, asc, eq, ne, sql } from "drizzle-orm";
import { assignments, people } from "@/db/schema";
import { ENDING_SOON_DAYS } from "@/lib/engine/assignment/assignment";
import { managersMayRemove } from "@/lib/engine/assignment/removal";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import { addDays } from "@/lib/engine/time";
import { loadPerson } from "@/lib/facts/people";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import type { ActiveAccessRow } from "@/lib/views/access";
import type { ReportView, TeamView } from "@/lib/views/team";
import { isActiveNow, readActiveAccess } from "./access";
import { listPackagesFor } from "./available-packages";
import { detailOf } from "./candidates";
import type { Asking } from "./offers";
import { openableAmong } from "./own-requests";
import { currentReading, type Reading } from "./reading";
import { describeTarget, seesHoldingsOf } from "./targets";

/** APP-31: nobody is their own manager. */
const isReportOf = ({ personId }: Pick<Asking, "personId">) =>
  and(eq(people.managerId, personId), ne(people.id, personId));

/** POR-57: whether there is a team to look at: direct reports, and an organization that shows their access. */
export async function hasTeam(viewer: Pick<Asking, "personId">, reading?: Reading): Promise<boolean> {
  const { db } = reading ?? (await currentReading());
  const rows = await db.select({ id: people.id }).from(people).where(isReportOf(viewer)).limit(1);
  return rows.length > 0 && (await loadSettings(db)).managersSeeReportAssignments;
}

/** POR-57: the viewer's direct reports by name, with how much each holds. */
export async function getTeam(viewer: Pick<Asking, "personId">, reading?: Reading): Promise<TeamView> {
  const { db, now } = reading ?? (await currentReading());
  if (!(await loadSettings(db)).managersSeeReportAssignments) return { reports: null };
  const soon = addDays(now, ENDING_SOON_DAYS);
  const rows = await db
    .select({
      id: people.id,
      displayName: people.displayName,
      jobTitle: people.jobTitle,
      department: people.department,
      isEnabled: people.isEnabled,
      activeCount: sql<number>`count(${assignments.id})::int`,
      endingSoonCount: sql<number>`count(${assignments.id}) filter (
        where ${assignments.endAt} <= ${soon.toISOString()}::timestamptz)::int`,
    })
    .from(people)
    .leftJoin(assignments, and(eq(assignments.targetId, people.id), isActiveNow(now)))
    .where(isReportOf(viewer))
    .groupBy(people.id)
    .orderBy(asc(people.displayName), asc(people.id));
  return {
    reports: rows.map(({ jobTitle, department, ...row }) => ({ ...row, detail: detailOf(jobTitle, department) })),
  };
}

/** POR-58: what a report holds, each with what policy and organization let the manager do. */
async function listReportAccess(reading: Reading, viewer: Asking, reportId: PersonId): Promise<ActiveAccessRow[]> {
  const settings = await loadSettings(reading.db);
  const rows = await readActiveAccess(reading, reportId, {
    mayRemove: (snapshot) => managersMayRemove({ snapshot }, settings),
    mayExtend: ({ requestorSettings }) => requestorSettings.enableOnBehalfRequestorsToUpdateAccess,
  });
  const asked = rows.flatMap(({ extension }) =>
    extension.kind === "asked" && extension.requestId ? [extension.requestId as RequestId] : [],
  );
  const openable = await openableAmong(reading.db, viewer, asked);
  return rows.map((row) => {
    const { extension } = row;
    const isOthers = extension.kind === "asked" && !openable.has(extension.requestId ?? "");
    return isOthers ? { ...row, extension: { kind: "asked", requestId: null } } : row;
  });
}

/** POR-57: one direct report; null for everybody else, and where the organization keeps their access from managers. */
export async function getReport(viewer: Asking, id: string, reading?: Reading): Promise<ReportView | null> {
  if (!isUuid(id) || id === viewer.personId) return null;
  const now = reading ?? (await currentReading());
  const reportId = id as PersonId;
  if (!(await seesHoldingsOf(now, viewer.personId, reportId))) return null;
  const found = await describeTarget(now, viewer, reportId);
  const person = await loadPerson(now.db, reportId);
  if (!found || !person) return null;
  return {
    person: { ...found, isEnabled: person.isEnabled },
    access: await listReportAccess(now, viewer, reportId),
    canAskFor: person.isEnabled && ((await listPackagesFor(viewer, id, {}, now))?.rows.length ?? 0) > 0,
  };
}
