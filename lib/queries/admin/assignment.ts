import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
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
import type { AssignmentId } from "@/lib/engine/ids";
import { loadAssignment, loadStandingAnswers } from "@/lib/facts/assignments";
import type { Reader } from "@/lib/facts/reader";
import { isUuid } from "@/lib/platform/ids";
import { isNotDeleted } from "@/lib/queries/own-requests";
import { currentReading, type Reading } from "@/lib/queries/reading";
import { readRequest, selectRequests } from "@/lib/queries/requests";
import type { AdminAssignmentView, RoleDeliveryView } from "@/lib/views/assignment-record";
import { loadAccessHistories } from "./access-history";
import { assignmentColumns } from "./assignments";
import { obstaclesToAssignment } from "./obstacles";
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
      ...assignmentColumns,
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
  const histories = await loadAccessHistories(db, [{ assignmentId }], now.now);
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
    inTheWayOf: await obstaclesToAssignment(now, facts),
  };
}

async function readRequests(now: Reading, id: AssignmentId): Promise<AdminAssignmentView["requests"]> {
  const { rows } = await selectRequests(now, and(eq(requests.assignmentId, id), isNotDeleted), null, REQUESTS_SHOWN);
  return Promise.all(rows.map((row) => readRequest(now, row, { showsNames: true, viewer: null })));
}
