import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import {
  accessPackages,
  assignmentPolicies,
  catalogs,
  delegations,
  groupClosure,
  groups,
  incompatibleGroups,
  packageResourceRoles,
  people,
  policyTargets,
  requestStages,
  resourceRoles,
  resources,
  roleAssignments,
  stageApprovers,
} from "@/db/schema";
import type { GroupId } from "@/lib/engine/ids";
import { currentReading, type Reading } from "@/lib/queries/reading";
import type { GroupDependent, GroupDependentsView } from "@/lib/views/directory";

/** The groups whose members somebody in this one is: itself and those it lies in, at any depth (WHO-20). */
const around = ({ db }: Reading, groupId: GroupId) =>
  db.select({ id: groupClosure.ancestorId }).from(groupClosure).where(eq(groupClosure.descendantId, groupId));

const isThere = isNull(accessPackages.deletedAt);

/** SQL: a stage of the policy asks the group, as whatever; each way of asking is found by the index on the stages. */
const isAsked = or(
  ...(
    ["primaryApprovers", "fallbackPrimaryApprovers", "escalationApprovers", "fallbackEscalationApprovers"] as const
  ).map(
    (set) => sql`${assignmentPolicies.requestApprovalSettings} @> jsonb_build_object('stages', jsonb_build_array(
      jsonb_build_object(${sql.raw(`'${set}'`)}, jsonb_build_array(jsonb_build_object('groupId', ${groups.id})))))`,
  ),
);

type Row = { readonly id: string; readonly displayName: string; readonly groupId: string; readonly group: string };

/** The group itself before those around it; what names several of them is told once. */
function dependents(rows: readonly Row[], groupId: GroupId): GroupDependent[] {
  const found = new Map<string, GroupDependent>();
  const own = (row: Row) => row.groupId === groupId;
  for (const row of [...rows.filter(own), ...rows.filter((each) => !own(each))]) {
    const { id, displayName, group } = row;
    const key = `${id}/${displayName}`;
    if (!found.has(key)) found.set(key, { id, displayName, through: own(row) ? null : group });
  }
  return [...found.values()].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

const packageAndPolicy = {
  id: accessPackages.id,
  displayName: sql<string>`${accessPackages.displayName} || ', ' || ${assignmentPolicies.displayName}`,
  groupId: groups.id,
  group: groups.displayName,
};

const packageAlone = { ...packageAndPolicy, displayName: accessPackages.displayName };

/**
 * What counts on the members of a group, itself or as part of another one: told before somebody is taken out or a group is
 * moved. The page asks for the right to see everything.
 */
export async function getGroupDependents(groupId: GroupId, reading?: Reading): Promise<GroupDependentsView> {
  const now = reading ?? (await currentReading());
  const { db } = now;
  const wide = around(now, groupId);
  const ofPolicies = (isNamed: SQL | undefined) =>
    db
      .select(packageAndPolicy)
      .from(assignmentPolicies)
      .innerJoin(accessPackages, and(eq(accessPackages.id, assignmentPolicies.packageId), isThere))
      .innerJoin(groups, and(isNamed, inArray(groups.id, wide)))
      .where(isNull(assignmentPolicies.deletedAt));
  const targets = sql`exists (select 1 from ${policyTargets} where ${policyTargets.policyId} = ${assignmentPolicies.id}
    and ${policyTargets.groupId} = ${groups.id})`;
  const excluded = await db
    .select(packageAlone)
    .from(incompatibleGroups)
    .innerJoin(accessPackages, and(eq(accessPackages.id, incompatibleGroups.packageId), isThere))
    .innerJoin(groups, eq(groups.id, incompatibleGroups.groupId))
    .where(inArray(incompatibleGroups.groupId, wide));
  const delivered = await db
    .select(packageAlone)
    .from(packageResourceRoles)
    .innerJoin(accessPackages, and(eq(accessPackages.id, packageResourceRoles.packageId), isThere))
    .innerJoin(resourceRoles, eq(resourceRoles.id, packageResourceRoles.resourceRoleId))
    .innerJoin(resources, eq(resources.id, resourceRoles.resourceId))
    .innerJoin(groups, eq(groups.id, resources.groupId))
    .where(eq(resources.groupId, groupId));
  return {
    approves: dependents(await ofPolicies(isAsked), groupId),
    waiting: await countWaiting(now, groupId),
    requests: dependents(await ofPolicies(targets), groupId),
    excludes: dependents(excluded, groupId),
    delivers: dependents(delivered, groupId),
    roles: await listRoles(now, groupId),
    delegators: await listDelegators(now, groupId),
  };
}

async function countWaiting(now: Reading, groupId: GroupId): Promise<number> {
  const [row] = await now.db
    .select({ count: sql<number>`count(distinct ${requestStages.requestId})::int` })
    .from(requestStages)
    .innerJoin(
      stageApprovers,
      and(eq(stageApprovers.requestId, requestStages.requestId), eq(stageApprovers.stage, requestStages.stage)),
    )
    .where(and(eq(requestStages.state, "active"), inArray(stageApprovers.groupId, around(now, groupId))));
  return row?.count ?? 0;
}

async function listRoles(now: Reading, groupId: GroupId): Promise<GroupDependentsView["roles"]> {
  const rows = await now.db
    .select({
      role: roleAssignments.role,
      catalog: catalogs.displayName,
      groupId: groups.id,
      group: groups.displayName,
    })
    .from(roleAssignments)
    .innerJoin(groups, eq(groups.id, roleAssignments.groupId))
    .leftJoin(catalogs, eq(catalogs.id, roleAssignments.catalogId))
    .where(inArray(roleAssignments.groupId, around(now, groupId)))
    .orderBy(asc(roleAssignments.role), asc(catalogs.displayName));
  return rows.map(({ role, catalog, ...named }) => ({
    role,
    catalog,
    through: named.groupId === groupId ? null : named.group,
  }));
}

async function listDelegators(now: Reading, groupId: GroupId): Promise<string[]> {
  const rows = await now.db
    .selectDistinct({ name: people.displayName })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.delegatorId))
    .where(inArray(delegations.delegateGroupId, around(now, groupId)))
    .orderBy(asc(people.displayName));
  return rows.map((row) => row.name);
}
