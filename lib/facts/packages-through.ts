import { sql } from "drizzle-orm";
import { accessPackages, assignments, groupMembers, resourceRoles, resources, roleGrants } from "@/db/schema";
import { subquery } from "./subquery";

/** SQL: the packages through which somebody is in a group; for queries over `group_members`. */
export const packagesThrough = subquery<string[]>(sql`select coalesce((
  select array_agg(distinct ${accessPackages.displayName})
  from ${roleGrants}
  join ${resourceRoles} on ${resourceRoles.id} = ${roleGrants.resourceRoleId}
  join ${resources} on ${resources.id} = ${resourceRoles.resourceId}
  join ${assignments} on ${assignments.id} = ${roleGrants.assignmentId}
  join ${accessPackages} on ${accessPackages.id} = ${assignments.packageId}
  where ${roleGrants.personId} = ${groupMembers.personId} and ${roleGrants.state} in ('granted', 'pendingRevoke')
    and ${resources.groupId} = ${groupMembers.groupId}
    and ${resourceRoles.groupRole} = ${groupMembers.role}), '{}'::text[])`);
