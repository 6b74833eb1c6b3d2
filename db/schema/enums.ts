import { pgEnum } from "drizzle-orm/pg-core";
import { approverCapacities, approverSources, stageStates } from "@/lib/engine/approval/stage";
import { assignmentStates, endReasons, roleGrantStates } from "@/lib/engine/assignment/assignment";
import { type GroupRole, groupRoles, type OriginSystem, originSystems } from "@/lib/engine/catalog/resources";
import { accountKinds } from "@/lib/engine/directory";
import { notificationKinds } from "@/lib/engine/effects";
import { allowedTargetScopes } from "@/lib/engine/policy/policy";
import { callbackPoints } from "@/lib/engine/request/request";
import { requestStates, requestSubStatuses, requestTypes } from "@/lib/engine/request/states";

export const personKind = pgEnum("person_kind", accountKinds);
export const allowedTargetScope = pgEnum("allowed_target_scope", allowedTargetScopes);
export const requestType = pgEnum("request_type", requestTypes);
export const requestState = pgEnum("request_state", requestStates);
export const callbackPoint = pgEnum("callback_point", callbackPoints);
export const requestSubStatus = pgEnum("request_sub_status", requestSubStatuses);
export const stageState = pgEnum("stage_state", stageStates);
export const approverCapacity = pgEnum("approver_capacity", approverCapacities);
export const approverSource = pgEnum("approver_source", approverSources);
export const assignmentState = pgEnum("assignment_state", assignmentStates);
export const endReason = pgEnum("end_reason", endReasons);
export const roleGrantState = pgEnum("role_grant_state", roleGrantStates);
export const notificationKind = pgEnum("notification_kind", notificationKinds);

/** AUD-1, AUD-6: whether it was done, or refused because whoever tried has no right to it. */
export const auditResults = ["success", "failure"] as const;
export type AuditResult = (typeof auditResults)[number];
export const auditResult = pgEnum("audit_result", auditResults);

/** CAT-7: `unpublished` hides every package of the catalog from requestors. */
export const catalogStates = ["published", "unpublished"] as const;
export const catalogState = pgEnum("catalog_state", catalogStates);

/** CAT-5. */
export const catalogTypes = ["userManaged", "serviceDefault"] as const;
export const catalogType = pgEnum("catalog_type", catalogTypes);

export const originSystem = pgEnum("origin_system", originSystems);

export type { GroupRole, OriginSystem };
export const groupRole = pgEnum("group_role", groupRoles);

/** DEL-1, DEL-2, and the auditor who reads everything and changes nothing. */
export const roleNames = [
  "governanceAdministrator",
  "catalogCreator",
  "catalogOwner",
  "catalogReader",
  "accessPackageManager",
  "accessPackageAssignmentManager",
  "auditor",
] as const;
export type RoleName = (typeof roleNames)[number];
export const roleName = pgEnum("role_name", roleNames);
