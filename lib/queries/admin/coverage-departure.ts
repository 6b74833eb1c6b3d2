import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { accessPackages, isPerson, people, requestStages, requests, stageApprovers } from "@/db/schema";
import { catalogsFor } from "@/lib/auth/permissions";
import { gapsIfLeft, type Jam, jamsIfLeft } from "@/lib/engine/coverage/departure";
import { gapKinds } from "@/lib/engine/coverage/gaps";
import type { PersonId, RequestId } from "@/lib/engine/ids";
import {
  type CountedStage,
  groupsOfPolicy,
  groupsOfRunning,
  loadRunningStages,
  loadWholeDirectory,
} from "@/lib/facts/coverage";
import { isUuid } from "@/lib/platform/ids";
import { contains, groupIdsOf, searchText } from "@/lib/queries/membership";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { DepartureView, JamView, LeaverView } from "@/lib/views/coverage";
import { byPackage, loadCovered, worstOf } from "./coverage-packages";
import { packageGapsViews } from "./coverage-views";
import { isStuck, seen } from "./requests";
import type { Administrator } from "./scope";

const LEAVERS_SHOWN = 10;
const PACKAGES_SHOWN = 25;
const REQUESTS_SHOWN = 50;

const leaver = {
  id: people.id,
  displayName: people.displayName,
  jobTitle: people.jobTitle,
  isEnabled: people.isEnabled,
};

/** People by name; whoever looks after a catalog may think through what their leaving would do to it. */
export async function findLeavers(viewer: Administrator, input: string, reading?: Reading): Promise<LeaverView[]> {
  const search = searchText(input);
  if (search === "" || catalogsFor(viewer, "viewCatalog").length === 0) return [];
  const { db } = reading ?? (await currentReading());
  return db
    .select(leaver)
    .from(people)
    .where(and(contains(people.displayName, search), isPerson))
    .orderBy(asc(sql`lower(${people.displayName})`), asc(people.id))
    .limit(LEAVERS_SHOWN);
}

/**
 * The running stages somebody's leaving can matter to: those that ask them, by name or by group, and those that nobody
 * can decide, which may wait for them as alternate or fallback.
 */
async function loadConcerned(reading: Reading, viewer: Administrator, personId: PersonId): Promise<CountedStage[]> {
  const { db } = reading;
  const asked = db
    .select({ requestId: stageApprovers.requestId })
    .from(stageApprovers)
    .where(or(eq(stageApprovers.personId, personId), sql`${stageApprovers.groupId} in ${groupIdsOf(personId)}`));
  const rows = await db
    .select({ id: requests.id })
    .from(requests)
    .innerJoin(requestStages, and(eq(requestStages.requestId, requests.id), eq(requestStages.state, "active")))
    .where(and(seen(reading, viewer), or(inArray(requests.id, asked), isStuck)));
  return loadRunningStages(
    db,
    rows.map((row) => row.id),
  );
}

/** The requests of these jams, those first that have the least time. */
async function jamViews(
  { db }: Reading,
  jams: readonly Jam[],
  running: readonly CountedStage[],
): Promise<readonly JamView[]> {
  const kinds = new Map<RequestId, Jam["kind"]>(jams.map((jam) => [jam.requestId, jam.kind]));
  const shown = running
    .flatMap(({ requestId, stage, stageCount }) => {
      const kind = kinds.get(requestId);
      if (!kind) return [];
      const until = kind === "nobody" ? stage.deadlineAt : (stage.forwardAt ?? stage.deadlineAt);
      return [{ requestId, kind, stage: stage.index, stageCount, until }];
    })
    .sort((a, b) => a.until.getTime() - b.until.getTime() || a.requestId.localeCompare(b.requestId))
    .slice(0, REQUESTS_SHOWN);
  if (shown.length === 0) return [];
  const rows = await db
    .select({
      id: requests.id,
      target: { id: people.id, displayName: people.displayName, email: people.email },
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      policyName: sql<string>`${requests.policySnapshot} ->> 'displayName'`,
    })
    .from(requests)
    .innerJoin(people, eq(people.id, requests.targetId))
    .innerJoin(accessPackages, eq(accessPackages.id, requests.packageId))
    .where(
      inArray(
        requests.id,
        shown.map((each) => each.requestId),
      ),
    );
  const named = new Map(rows.map((row) => [row.id, row]));
  return shown.flatMap(({ requestId, ...jam }) => {
    const row = named.get(requestId);
    return row ? [{ ...row, ...jam }] : [];
  });
}

/**
 * What would jam if somebody left, in the packages of the catalogs the viewer sees: stages of policies that would have
 * nobody more than they have now, and running requests left with nobody. Null where there is no such person.
 */
export async function getDeparture(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<DepartureView | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const personId = id as PersonId;
  const [person] = await now.db
    .select(leaver)
    .from(people)
    .where(and(eq(people.id, personId), isPerson));
  if (!person) return null;
  const covered = await loadCovered(now, viewer);
  const policies = [...covered.policies.values()];
  const running = await loadConcerned(now, viewer, personId);
  const groupIds = [...policies.flatMap(groupsOfPolicy), ...running.flatMap(groupsOfRunning)];
  const directory = await loadWholeDirectory(now.db, groupIds);
  const rows = byPackage(covered, gapsIfLeft(policies, directory, personId)).toSorted(
    (a, b) => gapKinds.indexOf(worstOf(a)) - gapKinds.indexOf(worstOf(b)),
  );
  const jams = jamsIfLeft(running, directory, personId);
  const requestsShown = await jamViews(now, jams, running);
  return {
    person,
    jammedPackages: rows.filter((row) => worstOf(row) !== "forwardingFindsNobody").length,
    packages: await packageGapsViews(now.db, rows.slice(0, PACKAGES_SHOWN), covered.policies, directory),
    morePackages: Math.max(0, rows.length - PACKAGES_SHOWN),
    requests: requestsShown,
    moreRequests: jams.length - requestsShown.length,
  };
}
