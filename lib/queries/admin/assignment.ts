import { and, asc, desc, eq, inArray, ne, sql } from "drizzle-orm";
import {
  accessPackages,
  assignments,
  catalogs,
  people,
  requests,
  resourceRoles,
  resources,
  roleGrants,
} from "@/db/schema";
import { mayIn } from "@/lib/auth/permissions";
import { isActiveAt } from "@/lib/engine/assignment/assignment";
import type { AssignmentFacts } from "@/lib/engine/assignment/end";
import { removalRefusal } from "@/lib/engine/assignment/removal";
import { repairRefusal } from "@/lib/engine/assignment/repair";
import type { AssignmentId } from "@/lib/engine/ids";
import { refusalText } from "@/lib/engine/request/refusal-text";
import type { Refusal } from "@/lib/engine/request/refusals";
import { decideReprocess } from "@/lib/engine/request/reprocess";
import { loadAssignment, loadOpenChange, loadStandingAnswers } from "@/lib/facts/assignments";
import { findFailedRequest } from "@/lib/facts/failed-requests";
import { loadHoldings } from "@/lib/facts/holdings";
import { loadIncompatibilities, noIncompatibilities } from "@/lib/facts/packages";
import type { Reader } from "@/lib/facts/reader";
import { loadRequests } from "@/lib/facts/requests";
import { isUuid } from "@/lib/platform/ids";
import { isNotDeleted } from "@/lib/queries/own-requests";
import { currentReading, type Reading } from "@/lib/queries/reading";
import { readRequest, selectRequests } from "@/lib/queries/requests";
import type { AdminAssignmentView, NotPossible, RoleDeliveryView } from "@/lib/views/assignment-record";
import { loadAccessHistories } from "./access-history";
import { type Administrator, packagesOfSeenCatalogs } from "./scope";

/** More requests about one assignment are read on the page of all requests. */
const REQUESTS_SHOWN = 20;

/** RES-50, ASN-30: every role with its tries, and the other packages by which the person has it. */
async function listRoleDeliveries(reader: Reader, id: AssignmentId): Promise<RoleDeliveryView[]> {
  const rows = await reader
    .select({
      roleId: roleGrants.resourceRoleId,
      personId: roleGrants.personId,
      label: sql<string>`${resources.displayName} || ' – ' || ${resourceRoles.displayName}`,
      state: roleGrants.state,
      problem: roleGrants.problem,
      nextAttemptAt: roleGrants.nextAttemptAt,
      attempts: roleGrants.attempts,
      grantedAt: roleGrants.grantedAt,
      revokedAt: roleGrants.revokedAt,
    })
    .from(roleGrants)
    .innerJoin(resourceRoles, eq(resourceRoles.id, roleGrants.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .where(eq(roleGrants.assignmentId, id))
    .orderBy(asc(resources.displayName), asc(resourceRoles.displayName));
  const [first] = rows;
  if (!first) return [];
  const others = await reader
    .select({ roleId: roleGrants.resourceRoleId, packageName: accessPackages.displayName })
    .from(roleGrants)
    .innerJoin(assignments, eq(assignments.id, roleGrants.assignmentId))
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .where(
      and(
        eq(roleGrants.personId, first.personId),
        ne(roleGrants.assignmentId, id),
        eq(roleGrants.state, "granted"),
        inArray(
          roleGrants.resourceRoleId,
          rows.map((row) => row.roleId),
        ),
      ),
    )
    .orderBy(asc(accessPackages.displayName));
  return rows.map(({ roleId, personId: _, ...role }) => ({
    ...role,
    alsoBy: others.filter((other) => other.roleId === roleId).map((other) => other.packageName),
  }));
}

const words = (refusal: Refusal | null): NotPossible => {
  if (!refusal) return null;
  const { title, detail } = refusalText(refusal);
  return detail ? `${title}. ${detail}` : title;
};

/** ASG-39: what failed is delivered again by its request, what arrived by a repair. */
async function redeliveryRefusal({ db, now }: Reading, assignment: AssignmentFacts): Promise<Refusal | null> {
  const { id, packageId, targetId } = assignment;
  const failedId = await findFailedRequest(db, id);
  const failed = failedId && (await loadRequests(db, [failedId])).get(failedId)?.request;
  if (!failed) return repairRefusal(assignment, now);
  const incompatible = (await loadIncompatibilities(db, [packageId])).get(packageId) ?? noIncompatibilities;
  const holdings = await loadHoldings(db, targetId);
  const decision = decideReprocess(failed, { assignment, holdings, incompatible }, now);
  return decision.ok ? null : decision.error;
}

/** POR-64: what the engine would say to each of the buttons. */
async function inTheWay(reading: Reading, assignment: AssignmentFacts): Promise<AdminAssignmentView["inTheWayOf"]> {
  const { id } = assignment;
  const { db, now } = reading;
  const openId = await loadOpenChange(db, id);
  const open: Refusal | null = openId && { code: "openRequestExists", requestId: openId };
  const ended: Refusal | null = isActiveAt(assignment, now) ? null : { code: "alreadyRevokedOrEnded" };
  return {
    remove: words(removalRefusal(assignment, { reason: "" }, now)),
    deliverAgain: words(await redeliveryRefusal(reading, assignment)),
    change: words(ended ?? open),
  };
}

/** POR-61: one assignment, whole, for those who administer its catalog; null for everybody else (DEL-23). */
export async function getAdminAssignment(
  viewer: Administrator,
  id: string,
  reading?: Reading,
): Promise<AdminAssignmentView | null> {
  if (!isUuid(id)) return null;
  const now = reading ?? (await currentReading());
  const { db } = now;
  const assignmentId = id as AssignmentId;
  const [row] = await db
    .select({
      id: assignments.id,
      package: { id: accessPackages.id, displayName: accessPackages.displayName },
      catalog: { id: catalogs.id, displayName: catalogs.displayName },
      target: { id: people.id, displayName: people.displayName, email: people.email },
      policySnapshot: assignments.policySnapshot,
      state: assignments.state,
      startAt: assignments.startAt,
      endAt: assignments.endAt,
      expiredAt: assignments.expiredAt,
      endReason: assignments.endReason,
      version: assignments.version,
    })
    .from(assignments)
    .innerJoin(accessPackages, eq(accessPackages.id, assignments.packageId))
    .innerJoin(catalogs, eq(catalogs.id, accessPackages.catalogId))
    .innerJoin(people, eq(people.id, assignments.targetId))
    .where(and(eq(assignments.id, assignmentId), packagesOfSeenCatalogs(viewer)));
  const facts = row && (await loadAssignment(db, assignmentId));
  if (!row || !facts) return null;
  const { policySnapshot, ...rest } = row;
  const histories = await loadAccessHistories(db, [{ assignmentId, personId: row.target.id }], now.now);
  return {
    ...rest,
    policyName: policySnapshot.displayName,
    roles: await listRoleDeliveries(db, assignmentId),
    givenBy: histories.get(assignmentId)?.givenBy ?? [],
    answers: (await loadStandingAnswers(db, assignmentId)).map((each) => ({
      question: each.questionText,
      answer: each.displayValue,
    })),
    requests: await readRequests(now, assignmentId),
    mayManage: mayIn(viewer, "manageAssignments", row.catalog.id),
    inTheWayOf: await inTheWay(now, facts),
  };
}

async function readRequests(now: Reading, id: AssignmentId): Promise<AdminAssignmentView["requests"]> {
  const { rows } = await selectRequests(now, and(eq(requests.assignmentId, id), isNotDeleted), null, REQUESTS_SHOWN);
  return Promise.all(rows.map((row) => readRequest(now, row, { showsNames: true, viewer: null })));
}
