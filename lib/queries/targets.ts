import { and, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { accessPackages, assignmentPolicies, catalogs, isPerson, people } from "@/db/schema";
import type { AccessPackageId, PersonId } from "@/lib/engine/ids";
import { seesHoldings } from "@/lib/engine/request/knowledge";
import { loadPeople } from "@/lib/facts/people";
import type { Reader } from "@/lib/facts/reader";
import { loadSettings } from "@/lib/facts/settings";
import { isUuid } from "@/lib/platform/ids";
import type { Candidates } from "@/lib/views/candidates";
import type { TargetChoice, TargetView } from "@/lib/views/targets";
import { detailOf, findPeople, noCandidates, shownCandidates } from "./candidates";
import { searchText } from "./membership";
import { type Asking, byColleagues, isOffered, onBehalf } from "./offers";
import { currentReading, type Reading } from "./reading";

const isReportOf = (viewer: Asking): SQL<boolean> =>
  sql<boolean>`coalesce(${people.managerId} = ${viewer.personId}, false)`;

/** SQL: which packages are meant; all where undefined. */
type Wanted = SQL | undefined;

/** WHO-3: those that stand in lists. */
const listed: Wanted = eq(accessPackages.isHidden, false);

const wantedOf = (packageId: string | null | undefined): Wanted =>
  packageId ? eq(accessPackages.id, packageId as AccessPackageId) : listed;

/** SQL: a person other than the viewer for whom the viewer may ask for a published one of them; the same as the engine's `mayAskFor`. */
function isAskable(viewer: Asking, wanted: Wanted): SQL | undefined {
  const isMember = sql`(${people.kind} = 'member')`;
  const offered = isOffered({ id: people.id, isMember }, onBehalf(viewer, isReportOf(viewer)));
  return and(
    eq(people.isEnabled, true),
    isPerson,
    ne(people.id, viewer.personId),
    sql`exists (select 1 from ${accessPackages} join ${catalogs} on ${catalogs.id} = ${accessPackages.catalogId}
      where ${and(eq(catalogs.state, "published"), wanted)} and (${isMember} or ${catalogs.isExternallyVisible})
        and ${offered})`,
  );
}

/** WHO-38: whether a policy lets the viewer ask for people who are no reports. */
async function letsColleaguesAsk(reader: Reader, viewer: Asking, wanted: Wanted): Promise<boolean> {
  const rows = await reader
    .select({ id: assignmentPolicies.id })
    .from(assignmentPolicies)
    .innerJoin(accessPackages, eq(accessPackages.id, assignmentPolicies.packageId))
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .where(and(eq(catalogs.state, "published"), wanted, assignmentPolicies.isEnabled, byColleagues(viewer)))
    .limit(1);
  return rows.length > 0;
}

/** POR-27: whom the viewer may ask for besides themself, for one package or for any in the list; null where for nobody. */
export async function getTargetChoice(
  viewer: Asking,
  input: { readonly packageId?: string | null } = {},
  reading?: Reading,
): Promise<TargetChoice | null> {
  if (input.packageId && !isUuid(input.packageId)) return null;
  const { db } = reading ?? (await currentReading());
  const wanted = wantedOf(input.packageId);
  const found = await findPeople(db, "", and(isReportOf(viewer), isAskable(viewer, wanted)));
  const { rows: reports, isMore } = shownCandidates(found);
  const isSearchable = isMore || (await letsColleaguesAsk(db, viewer, wanted));
  return reports.length > 0 || isSearchable ? { reports, isSearchable } : null;
}

/** POR-28: the same by a part of the name. */
export async function findTargets(
  viewer: Asking,
  input: { readonly search: string; readonly packageId?: string | null },
  reading?: Reading,
): Promise<Candidates> {
  const text = searchText(input.search);
  if (text === "" || (input.packageId && !isUuid(input.packageId))) return noCandidates;
  const { db } = reading ?? (await currentReading());
  return shownCandidates(await findPeople(db, text, isAskable(viewer, wantedOf(input.packageId))));
}

const selectTarget = async (reader: Reader, viewer: Asking, where: SQL | undefined): Promise<TargetView | null> => {
  const [row] = await reader
    .select({
      id: people.id,
      displayName: people.displayName,
      jobTitle: people.jobTitle,
      department: people.department,
      isReport: isReportOf(viewer),
    })
    .from(people)
    .where(where);
  if (!row) return null;
  const { jobTitle, department, ...target } = row;
  return { ...target, detail: detailOf(jobTitle, department) };
};

/** The person as the viewer is shown them; callers own the right to name them. */
export const describeTarget = ({ db }: Reading, viewer: Asking, id: PersonId): Promise<TargetView | null> =>
  selectTarget(db, viewer, eq(people.id, id));

/** ERR-12: whether this person may learn what the other holds: their own, or a report's where the organization lets them. */
export async function seesHoldingsOf({ db }: Reading, personId: PersonId, targetId: PersonId): Promise<boolean> {
  const known = await loadPeople(db, [personId, targetId]);
  const requestor = known.get(personId);
  const target = known.get(targetId);
  if (!requestor || !target) return false;
  return seesHoldings({ requestor, target, direct: null, settings: await loadSettings(db) });
}

/** Somebody the viewer may have in mind: a report, or whom a policy lets the viewer ask for; null for all others. */
export async function findTarget(viewer: Asking, id: string, reading?: Reading): Promise<TargetView | null> {
  if (!isUuid(id)) return null;
  const { db } = reading ?? (await currentReading());
  const isReport = and(ne(people.id, viewer.personId), isReportOf(viewer));
  return selectTarget(db, viewer, and(eq(people.id, id as PersonId), or(isReport, isAskable(viewer, undefined))));
}

/** What the viewer calls the one a request is to be for; null for whom the viewer may not ask for this package. */
export async function nameOfTarget(
  viewer: Asking,
  input: { readonly targetId: PersonId; readonly packageId: AccessPackageId },
  reading?: Reading,
): Promise<string | null> {
  const { db } = reading ?? (await currentReading());
  const isThey = and(eq(people.id, input.targetId), ne(people.id, viewer.personId));
  const where = and(isThey, or(isReportOf(viewer), isAskable(viewer, wantedOf(input.packageId))));
  return (await selectTarget(db, viewer, where))?.displayName ?? null;
}
