import { and, eq, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { accessPackages, assignmentPolicies, letsAskOnBehalf, policyTargets } from "@/db/schema";
import type { Viewer } from "@/lib/auth/viewer";
import type { PersonId } from "@/lib/engine/ids";
import type { OnBehalfRequestor } from "@/lib/engine/policy/policy";
import { groupIdsOf } from "./membership";

/** Who asks. */
export type Asking = Pick<Viewer, "personId" | "kind">;

/** Whom the access is for, as a value or as columns of a row. */
export type TargetSql = { readonly id: PersonId | SQLWrapper; readonly isMember: boolean | SQL };

const letsAsk = (kind: OnBehalfRequestor["kind"]): SQL => letsAskOnBehalf(assignmentPolicies, kind);

/** SQL: a policy by which people ask for themselves (WHO-35). */
export const byThemselves: SQL = eq(assignmentPolicies.enableTargetsToSelfAddAccess, true);

/** SQL: a policy by which the viewer asks for others whoever they are (WHO-38). */
export const byColleagues = (viewer: Asking): SQL =>
  viewer.kind === "member" ? letsAsk("anyDirectoryUser") : sql`false`;

/** SQL: a policy by which the viewer asks for somebody whose manager they are or are not (WHO-37, WHO-38). */
export const onBehalf = (viewer: Asking, isReport: boolean | SQL): SQL | undefined =>
  or(byColleagues(viewer), and(sql`${isReport}`, letsAsk("requestorManager")));

/** SQL: WHO-4, WHO-39: the package has an enabled policy of this kind with the target in scope (WHO-11 to WHO-14). */
export function isOffered(target: TargetSql, kind: SQL | undefined): SQL {
  const isListed = sql`exists (
    select 1 from ${policyTargets} where ${policyTargets.policyId} = ${assignmentPolicies.id}
      and (${policyTargets.personId} = ${target.id} or ${policyTargets.groupId} in ${groupIdsOf(target.id)}))`;
  return sql`exists (
    select 1 from ${assignmentPolicies}
    where ${assignmentPolicies.packageId} = ${accessPackages.id} and ${assignmentPolicies.isEnabled} and ${kind}
      and case ${assignmentPolicies.allowedTargetScope}
        when 'allDirectoryUsers' then true
        when 'allMemberUsers' then ${target.isMember}
        when 'specificDirectoryUsers' then ${isListed}
        else false end)`;
}
